"""Citations that a reviewer typed into a Word file: there they are words, and so in the source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.load.citations import KEY
from pipeline.reviewing.changes import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.reviewing.parts import Part

_CITATION: Final = re.compile(rf"\[(?!\^)[^\[\]]*?(?<!\w){KEY}[^\[\]]*\]")
_CITED: Final = "reference"
_WHY: Final = "set as text: delete the backslashes in the source to cite the work"


def typed_citations(edited: Iterable[Part], before: Iterable[Part]) -> Iterator[Skipped]:
    """Yield what looks like a citation in an edited Word file and was not in the one before."""
    known = {text for _, text in _typed(before)}
    for name, text in _typed(edited):
        if text not in known:
            yield Skipped(text, _WHY, name)


def _typed(parts: Iterable[Part]) -> Iterator[tuple[str, str]]:
    """Yield each with the name of its part."""
    for part in parts:
        words = "".join(" " if _CITED in one.marks else one.text for one in part.tokens)
        for match in _CITATION.finditer(words):
            yield part.name, match[0]
