"""The words of Chinese text, which has no spaces between them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pipeline.languages import beside_han, is_han

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]{2,}")


def is_chinese(language: str) -> bool:
    """Whether a tag is that of a language written with Chinese characters and no others."""
    return is_han(language) and language.partition("-")[0].lower() not in beside_han()


def inside_words(text: str) -> Iterator[int]:
    """Yield the places inside the words of a text; there are none beside a sign or a space."""
    for run in _RUN.finditer(text):
        place = run.start()
        for word in _words(run.group()):
            yield from range(place + 1, place + len(word))
            place += len(word)


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[str, ...]:
    # Its dictionary takes a tenth of a second and 30 MB; few notes have lines that end in Chinese.
    import rjieba

    return tuple(rjieba.cut(text))
