"""The places of the parts of a reviewer's Word file in the files of an edited note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.importing.ledger import Remark
from pipeline.importing.reading.runs import Comment, CommentEnd, Runs, one_line, plain
from pipeline.reviewing.edits.yaml_values import find_value
from pipeline.reviewing.source.source_parts import map_source

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.reviewing.changes import Review
    from pipeline.reviewing.edits.proof import Outcome
    from pipeline.reviewing.parts import Part
    from pipeline.reviewing.source.source_parts import SourceMap, SourcePart

Line = tuple[str, int]
"""A file and a line of it, from 1; an empty path where the place is not known."""

_NOWHERE: Line = ("", 0)


@dataclass(frozen=True)
class Finder:
    """Finds lines in the source of a note as it is after the changes.

    ``names`` are by what the parts were called before, ``fresh`` those of new parts.
    """

    note: Note
    names: Mapping[str, str]
    fresh: Mapping[int, str]

    @cached_property
    def source(self) -> SourceMap:
        """The places of the parts of the note, found on first use."""
        return map_source(self.note)

    def line_of(self, name: str, part: Part | None = None, seen: int = 0) -> Line:
        """The place of a part, or of its words after ``seen`` characters.

        ``name`` is that of the part before the changes; a new part is given itself.
        """
        found = self.fresh.get(id(part), "") or self.names.get(name, name)
        place = self.source.parts.get(found)
        if place is None:
            return _NOWHERE
        text = self.source.texts[place.path]
        if place.keys:
            at = find_value(text.text, place.path, place.keys)
            return (place.path, text.line_of(at) + 1) if at is not None else _NOWHERE
        at = _place_of_word(place, seen)
        return place.path, (place.lines[1] if at is None else text.line_of(at)) + 1


def find_places(outcome: Outcome) -> Finder:
    """A finder for lines in an edited note."""
    names: dict[str, str] = {}
    fresh: dict[int, str] = {}
    for part, expected in outcome.text:
        if expected.part.name:
            names[expected.part.name] = part.name
        fresh[id(expected.part)] = part.name
    return Finder(outcome.note, names, fresh)


def _place_of_word(part: SourcePart, seen: int) -> int | None:
    """The offset of the word after a number of others."""
    for one in part.words.tokens:
        seen -= 0 if one.token.is_blank else len(one.token.text)
        if seen < 0:
            return one.start
    return part.words.tokens[-1].start if part.words.tokens else None


def read_comments(review: Review, finder: Finder) -> Iterator[Remark]:
    """Yield the comments of a review with the lines of the source they are about."""
    last = ""
    for name, part in review.named:
        last = name or last
        for at, comment in part.comments:
            seen = sum(not sign.isspace() for sign in plain(part.runs)[:at])
            path, line = finder.line_of(name or last, part, seen)
            anchor = _anchor(part.runs, comment) or part.text
            yield Remark(comment.author, comment.text, anchor, path, line)


def _anchor(runs: Runs, comment: Comment) -> str:
    """The words that a comment is about."""
    begun: Sequence[int] = [at for at, run in enumerate(runs) if run.extra is comment]
    if not begun:
        return ""
    ends = (at for at, run in enumerate(runs) if run.extra == CommentEnd(comment.id))
    return one_line(runs[begun[0] + 1 : next(ends, begun[0] + 1)])
