"""Reviewers' comments, and the lines of the source that they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.importing.ledger import Remark
from pipeline.importing.reading.pieces import lines_in
from pipeline.importing.reading.runs import Comment, CommentEnd, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.importing.reading.pieces import Piece
    from pipeline.importing.reading.runs import Runs
    from pipeline.importing.source_lines import SourceLines


def read_remarks(pieces: Iterable[Piece], lines: SourceLines) -> tuple[Remark, ...]:
    """The comments in pieces with the lines of the source they belong to.

    That is the line of the comment's paragraph, else of the words next to it.
    """
    found = []
    for piece in pieces:
        for comment, anchor in _comments(piece):
            path, line = lines.find(piece.text) or lines.find(anchor) or ("", 0)
            found.append(Remark(comment.author, comment.text, anchor or piece.text, path, line))
    return tuple(found)


def _comments(piece: Piece) -> Iterator[tuple[Comment, str]]:
    for runs in lines_in(piece):
        for index, run in enumerate(runs):
            if isinstance(run.extra, Comment):
                yield run.extra, one_line(_runs_until_end(runs[index + 1 :], run.extra.id))


def _runs_until_end(runs: Runs, name: str) -> Runs:
    ends = (at for at, run in enumerate(runs) if run.extra == CommentEnd(name))
    return runs[: next(ends, len(runs))]
