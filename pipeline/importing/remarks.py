"""Reviewers' comments, and the lines of the source that they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.importing.ledger import Remark
from pipeline.importing.placing.sentences import words_of
from pipeline.importing.reading.runs import Comment, CommentEnd, one_line
from pipeline.importing.words import plain_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.importing.reading.pieces import Piece
    from pipeline.importing.reading.runs import Runs


def read_remarks(pieces: Iterable[Piece], files: Mapping[str, bytes]) -> tuple[Remark, ...]:
    """Return the comments in pieces with the lines of the source they belong to."""
    lines = [
        (path, number, [word.text for word in words_of(plain_markdown(line))])
        for path, content in files.items()
        if path.endswith((".md", ".yaml"))
        for number, line in enumerate(content.decode().split("\n"), 1)
    ]
    found = []
    for piece in pieces:
        for comment, anchor in _comments(piece):
            path, line = _find(anchor, piece.text, lines)
            found.append(Remark(comment.author, comment.text, anchor or piece.text, path, line))
    return tuple(found)


def _comments(piece: Piece) -> Iterator[tuple[Comment, str]]:
    for runs in (piece.runs, *(cell for row in piece.rows for cell in row)):
        for index, run in enumerate(runs):
            if isinstance(run.extra, Comment):
                yield run.extra, one_line(_until_end(runs[index + 1 :], run.extra.id))


def _until_end(runs: Runs, name: str) -> Runs:
    ends = (at for at, run in enumerate(runs) if run.extra == CommentEnd(name))
    return runs[: next(ends, len(runs))]


def _find(
    anchor: str, paragraph: str, lines: Sequence[tuple[str, int, list[str]]]
) -> tuple[str, int]:
    """Return file and line of a comment: where its paragraph is, else where its anchor is."""
    for text in (paragraph, anchor):
        words = [word.text for word in words_of(text)]
        best = max(lines, key=lambda line: _shared(words, line[2]), default=None)
        if words and best and _shared(words, best[2]) > len(words) * 0.6:
            return best[0], best[1]
    return "", 0


def _shared(words: Sequence[str], line: Sequence[str]) -> float:
    """Return how many words two texts share, less a little for each that is only in the line."""
    own = set(words)
    return len(own & set(line)) * len(words) / max(len(own), 1) - 0.01 * len(set(line) - own)
