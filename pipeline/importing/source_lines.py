"""The lines of a source, found by their words."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Final

from pipeline.importing.placing.sentences import words_of
from pipeline.workspace import WRITTEN_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MARKUP: Final = re.compile(
    r"\\(?P<kept>.)"
    r"|(?P<formula>\$[^$]+\$)"
    r"|^---\n.*?^---\n"
    r"|^\{caption=(?P<caption>\"(?:\\.|[^\"\\])*\")\}$"
    r"|\{(?:[^{}\"]|\"(?:\\.|[^\"\\])*\")*\}"
    r"|\]\((?:<[^>]*>|[^()\s]*)(?P<title>\s+\"(?:\\.|[^\"\\])*\")?\)"
    r"|\[\^\d+\]:?"
    r"|[*^~`]",
    re.MULTILINE | re.DOTALL,
)
_ENOUGH: Final = 0.6
"""The share of a comment's words that a line must have."""
_MOST: Final = 2000
"""How many lines to look at."""


class SourceLines:
    """The lines of a source, and an index of their words."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._lines = [
            (path, number, {word.text for word in words_of(_plain(line))})
            for path, content in sorted(files.items(), key=lambda one: one[0].endswith(".yaml"))
            if path.endswith(WRITTEN_SUFFIXES)
            for number, line in enumerate(content.decode().split("\n"), 1)
        ]
        self._holding: dict[str, list[int]] = defaultdict(list)
        self._same: dict[frozenset[str], int] = {}
        for at, (_, _, words) in enumerate(self._lines):
            self._same.setdefault(frozenset(words), at)
            for word in words:
                self._holding[word].append(at)

    def find(self, text: str) -> tuple[str, int] | None:
        """File and line that share most words with a text, if they share enough of them."""
        words = frozenset(word.text for word in words_of(text))
        if words in self._same and words:
            path, number, _ = self._lines[self._same[words]]
            return path, number
        best = max(self._candidates(words), key=lambda at: self._score(words, at), default=None)
        if best is None or self._score(words, best) <= len(words) * _ENOUGH:
            return None
        path, number, _ = self._lines[best]
        return path, number

    def _candidates(self, words: frozenset[str]) -> Sequence[int]:
        """The lines with one of the rarest words; others share too few words.

        Where even these are everywhere, a line like others is found all the same.
        """
        if not words:
            return ()
        rarest = sorted(words, key=lambda word: (len(self._holding.get(word, ())), word))
        rarest = rarest[: int((1 - _ENOUGH) * len(words)) + 1]
        holding = (at for word in rarest for at in self._holding.get(word, ()))
        return sorted(set(islice(holding, _MOST)))

    def _score(self, words: frozenset[str], at: int) -> float:
        """The number of words a line shares with others, less a little for each it does not."""
        line = self._lines[at][2]
        return len(words & line) - 0.01 * len(line - words)


def _plain(line: str) -> str:
    """The words of a line of Markdown that the importer wrote."""
    return _MARKUP.sub(_kept, line).replace("|", " ")


def _kept(match: re.Match[str]) -> str:
    if value := match["caption"] or match["title"]:
        return html.unescape(value)
    return match["kept"] or match["formula"] or ""
