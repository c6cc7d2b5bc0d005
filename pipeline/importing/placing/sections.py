"""Placed pieces -> introduction and themes with their questions and topics."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from pipeline.importing.reading.runs import Note, Run, Runs, one_line, without_extras

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.placing.outline import Placed
    from pipeline.importing.reading.pieces import Piece

SectionKind = Literal["introduction", "theme", "question", "topic"]

_RANKS: Final = {"introduction": 1, "theme": 1, "question": 2, "topic": 3}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, the pieces directly under it, and the sections inside it."""

    kind: SectionKind
    title: Runs
    bookmark: str = ""
    anchors: tuple[str, ...] = ()
    subtitle: str = ""
    pieces: tuple[Piece, ...] = ()
    sections: tuple[Section, ...] = ()
    place: int = 0

    @property
    def text(self) -> str:
        """The words of the heading in one line."""
        return one_line(self.title)


def build_sections(
    placed: Sequence[Placed], opening: Sequence[Piece], title: str, ledger: Ledger
) -> tuple[Section | None, tuple[Section, ...]]:
    """The introduction, if there is one, and the themes, of which there is at least one.

    ``opening`` is running text that was in the front matter. Text that no theme heading
    introduces becomes one theme with the title of the note.
    """
    introduction = _introduction(placed, opening)
    body = [item for item in placed if item.region == "body"]
    themes = [_section(body[start], body[start + 1 : end]) for start, end in _stretches(body)]
    if themes:
        return introduction, tuple(themes)
    ledger.recognise("theme", title, 0, 0.2, "no theme was found, so the whole text is one")
    pieces = introduction.pieces if introduction else ()
    return None, (Section("theme", (Run(title),), pieces=pieces),)


def _introduction(placed: Iterable[Placed], opening: Sequence[Piece]) -> Section | None:
    items = [item for item in placed if item.region == "introduction"]
    heading = next((item.piece for item in items if item.role == "landmark"), None)
    pieces = (*opening, *(item.piece for item in items if item.role == "text"))
    if not heading and not pieces:
        return None
    title, notes = _without_notes(heading.runs if heading else ())
    if one_line(title).isupper():
        title = (Run(one_line(title).capitalize()),)
    return Section(
        kind="introduction",
        title=title,
        bookmark=heading.bookmark if heading else "",
        anchors=heading.anchors if heading else (),
        pieces=_with_notes(pieces, notes),
        place=heading.place if heading else 0,
    )


def _stretches(body: Sequence[Placed]) -> list[tuple[int, int]]:
    starts = [index for index, item in enumerate(body) if item.role == "theme"]
    return list(zip(starts, [*starts[1:], len(body)], strict=False))


def _section(heading: Placed, inside: Sequence[Placed]) -> Section:
    """The section that a heading opens over everything that follows it."""
    rank = _RANKS[heading.role]
    first = next((index for index, item in enumerate(inside) if item.role in _RANKS), len(inside))
    sections = []
    rest = list(inside[first:])
    while rest:
        end = next(
            (
                index
                for index, item in enumerate(rest[1:], 1)
                if item.role in _RANKS and _RANKS[item.role] <= _RANKS[rest[0].role]
            ),
            len(rest),
        )
        sections.append(_section(rest[0], rest[1:end]))
        rest = rest[end:]
    own = inside[:first]
    subtitle = next((item.piece.text for item in own if item.role == "subtitle"), "")
    pieces = [item.piece for item in own if item.role == "text"]
    title, notes = _without_notes(heading.piece.runs)
    return Section(
        kind="theme" if rank == 1 else "question" if rank == 2 else "topic",
        title=title,
        bookmark=heading.piece.bookmark,
        anchors=heading.piece.anchors,
        subtitle=_bare(subtitle),
        pieces=_with_notes(pieces, notes),
        sections=tuple(sections),
        place=heading.piece.place,
    )


def _bare(subtitle: str) -> str:
    """A subtitle without its brackets, beginning with a capital."""
    words = subtitle.strip("()（） ")
    return words[:1].upper() + words[1:]


def _without_notes(runs: Runs) -> tuple[Runs, Runs]:
    """Separate the footnotes of a heading, which cannot be there, from its words."""
    notes = tuple(run for run in runs if isinstance(run.extra, Note))
    return without_extras(runs), notes


def _with_notes(pieces: Sequence[Piece], notes: Runs) -> tuple[Piece, ...]:
    """Call the footnotes of a heading at the end of the first paragraph under it."""
    found = list(pieces)
    if notes and found:
        found[0] = replace(found[0], runs=(*found[0].runs, *notes))
    return tuple(found)
