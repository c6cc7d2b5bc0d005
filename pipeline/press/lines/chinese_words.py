"""The words of Chinese text, which has no spaces between them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pipeline.languages import beside_han, is_han

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGN: Final = "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
_RUN: Final = re.compile(f"{_SIGN}{{2,}}")
_TWO_SIGNS: Final = re.compile(f"{_SIGN}{{2}}")


def is_chinese(language: str) -> bool:
    """Whether a tag is that of a language written with Chinese characters and no others."""
    return is_han(language) and language.partition("-")[0].lower() not in beside_han()


def may_be_inside_word(text: str, place: int) -> bool:
    """Whether there are Chinese signs on both sides of a place, so that it may divide a word."""
    return place > 0 and _TWO_SIGNS.match(text, place - 1) is not None


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
