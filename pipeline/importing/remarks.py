"""Reviewers' comments, and the lines of the source that they are about."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pipeline.importing.ledger import Remark
from pipeline.importing.placing.sentences import words_of
from pipeline.importing.reading.runs import Comment, CommentEnd, one_line
from pipeline.workspace import WRITTEN_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.importing.reading.pieces import Piece
    from pipeline.importing.reading.runs import Runs

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


class _Lines:
    """The lines of a source, and an index of their words."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._lines = [
            (path, number, {word.text for word in words_of(_plain(line))})
            for path, content in files.items()
            if path.endswith(WRITTEN_SUFFIXES)
            for number, line in enumerate(content.decode().split("\n"), 1)
        ]
        self._holding: dict[str, list[int]] = defaultdict(list)
        for at, (_, _, words) in enumerate(self._lines):
            for word in words:
                self._holding[word].append(at)

    def find(self, text: str) -> tuple[str, int] | None:
        """File and line that share most words with a text, if they share enough of them."""
        words = {word.text for word in words_of(text)}
        best = max(self._candidates(words), key=lambda at: self._score(words, at), default=None)
        if best is None or self._score(words, best) <= len(words) * _ENOUGH:
            return None
        path, number, _ = self._lines[best]
        return path, number

    def _candidates(self, words: set[str]) -> Sequence[int]:
        """The lines with one of the rarest words; others share too few words."""
        if not words:
            return ()
        rarest = sorted(words, key=lambda word: (len(self._holding.get(word, ())), word))
        rarest = rarest[: int((1 - _ENOUGH) * len(words)) + 1]
        return sorted({at for word in rarest for at in self._holding.get(word, ())})

    def _score(self, words: set[str], at: int) -> float:
        """The number of words a line shares with others, less a little for each it does not."""
        line = self._lines[at][2]
        return len(words & line) - 0.01 * len(line - words)


def read_remarks(pieces: Iterable[Piece], files: Mapping[str, bytes]) -> tuple[Remark, ...]:
    """The comments in pieces with the lines of the source they belong to.

    That is the line of the comment's paragraph, else of the words next to it.
    """
    lines = _Lines(files)
    found = []
    for piece in pieces:
        for comment, anchor in _comments(piece):
            path, line = lines.find(piece.text) or lines.find(anchor) or ("", 0)
            found.append(Remark(comment.author, comment.text, anchor or piece.text, path, line))
    return tuple(found)


def _comments(piece: Piece) -> Iterator[tuple[Comment, str]]:
    for runs in (piece.runs, *(cell for row in piece.rows for cell in row)):
        for index, run in enumerate(runs):
            if isinstance(run.extra, Comment):
                yield run.extra, one_line(_runs_until_end(runs[index + 1 :], run.extra.id))


def _runs_until_end(runs: Runs, name: str) -> Runs:
    ends = (at for at, run in enumerate(runs) if run.extra == CommentEnd(name))
    return runs[: next(ends, len(runs))]


def _plain(line: str) -> str:
    """The words of a line of Markdown that the importer wrote."""
    return _MARKUP.sub(_kept, line).replace("|", " ")


def _kept(match: re.Match[str]) -> str:
    if value := match["caption"] or match["title"]:
        return html.unescape(value)
    return match["kept"] or match["formula"] or ""
