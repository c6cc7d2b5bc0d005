"""Placed pieces -> the parts of a note with their questions and topics."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from pipeline.importing.outlining.landmarks import TEXT_REGIONS
from pipeline.importing.placing.signatures import Signature, take_signatures
from pipeline.importing.reading.pieces import Piece
from pipeline.importing.reading.runs import Note, Run, Runs, one_line, without_extras
from pipeline.part_kinds import PART_KINDS, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.placing.outline import Placed

SectionKind = Role | Literal["question", "topic"]

_RANKS: Final = {"landmark": 1, "theme": 1, "question": 2, "section": 2, "topic": 3}
_KINDS: Final[dict[str, SectionKind]] = {
    "theme": "theme",
    "question": "question",
    "section": "question",
}
_HOLDING: Final = frozenset({"paragraph", "item", "quotation"})
_PARTS: Final = TEXT_REGIONS - {"body", "introduction"}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, the pieces directly under it, and the sections inside it.

    ``numbered`` says whether a question is counted; a section is not. ``kind`` is ``references``
    for a list of references that was typed.
    """

    kind: SectionKind
    title: Runs
    bookmark: str = ""
    anchors: tuple[str, ...] = ()
    subtitle: str = ""
    pieces: tuple[Piece, ...] = ()
    sections: tuple[Section, ...] = ()
    place: int = 0
    numbered: bool = True
    signed: tuple[Signature, ...] = ()

    @property
    def text(self) -> str:
        """The words of the heading in one line."""
        return one_line(self.title)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a note: its introduction and themes, and all others by what they are."""

    introduction: Section | None
    themes: tuple[Section, ...]
    others: tuple[Section, ...] = ()

    @property
    def in_order(self) -> tuple[Section, ...]:
        """All parts in the order in which a note has them."""
        own = (self.introduction,) if self.introduction else ()
        return tuple(sorted((*self.others, *own, *self.themes), key=_rank))


def _rank(section: Section) -> int:
    kind = "annex" if section.kind == "references" else section.kind
    return next(place for place, one in enumerate(PART_KINDS) if one.role == kind)


def build_sections(
    placed: Sequence[Placed], opening: Sequence[Piece], title: str, ledger: Ledger
) -> Parts:
    """The parts of a note, of which at least one is a theme.

    ``opening`` is running text that was in the front matter. Text that no theme heading
    introduces becomes one theme with the title of the note.
    """
    _report_heading_notes(placed, ledger)
    introduction = _introduction(placed, opening)
    body = [item for item in placed if item.region == "body"]
    themes = [_section(body[start], body[start + 1 : end]) for start, end in _stretches(body)]
    others = tuple(_others(placed, ledger))
    if not themes:
        ledger.recognise("theme", title, 0, 0.2, "no theme was found, so the whole text is one")
        pieces = introduction.pieces if introduction else ()
        return Parts(None, (Section("theme", (Run(title),), pieces=pieces),), others)
    parts = Parts(introduction, tuple(themes), others)
    _report_moves(parts, ledger)
    return parts


def _others(placed: Sequence[Placed], ledger: Ledger) -> Iterator[Section]:
    """Yield the parts that are neither introduction nor theme, as the manuscript has them."""
    items = [item for item in placed if item.region in _PARTS]
    starts = [index for index, item in enumerate(items) if item.role == "landmark"]
    for start, end in zip(starts, [*starts[1:], len(items)], strict=False):
        section = _section(items[start], items[start + 1 : end])
        if section.kind == "foreword":
            pieces, signed = take_signatures(section.pieces, ledger)
            section = replace(section, pieces=pieces, signed=signed)
        yield section


def _report_heading_notes(placed: Sequence[Placed], ledger: Ledger) -> None:
    """Report the footnotes of headings, which are called below them."""
    for item in placed:
        for run in item.piece.runs if item.role in _RANKS else ():
            if isinstance(run.extra, Note):
                words = " ".join(piece.all_words for piece in run.extra.pieces)
                ledger.move(item.piece.place, words, "a footnote of the text below its heading")


def _report_moves(parts: Parts, ledger: Ledger) -> None:
    """Report each part that a note has at another place than the manuscript."""
    typed = sorted((one for one in parts.in_order if one.place), key=lambda one: one.place)
    kept = _longest_row(typed)
    for section in typed:
        if section not in kept:
            name = "annexes" if section.kind == "annex" else section.kind
            where = f"among the parts of the note, in the place of its {name}"
            ledger.move(section.place, " ".join(_words(section)), where)


def _longest_row(typed: Sequence[Section]) -> list[Section]:
    """The longest row of parts that are in the order of a note."""
    best: list[list[Section]] = []
    for section in typed:
        before = [row for row in best if _rank(row[-1]) <= _rank(section)]
        best.append([*max(before, key=len, default=[]), section])
    return max(best, key=len, default=[])


def _words(section: Section) -> Iterator[str]:
    yield section.text
    for piece in section.pieces:
        yield piece.all_words
    for inner in section.sections:
        yield from _words(inner)


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
    kind: SectionKind = _KINDS.get(heading.role, "topic")
    if heading.role == "landmark":
        kind = heading.region  # type: ignore[assignment] # one that has text
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
    held = _with_notes(pieces, notes)
    if notes and held == tuple(pieces):
        sections, notes = _with_notes_below(sections, notes)
        held = (*held, Piece("paragraph", notes)) if notes else held
    return Section(
        kind=kind,
        title=title,
        bookmark=heading.piece.bookmark,
        anchors=heading.piece.anchors,
        subtitle=_bare(subtitle),
        pieces=held,
        sections=tuple(sections),
        place=heading.piece.place,
        numbered=heading.role != "section",
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
    at = next((index for index, one in enumerate(found) if one.kind in _HOLDING), None)
    if notes and at is not None:
        found[at] = replace(found[at], runs=(*found[at].runs, *notes))
    return tuple(found)


def _with_notes_below(sections: Sequence[Section], notes: Runs) -> tuple[list[Section], Runs]:
    """Call the footnotes of a heading in the first section that has a paragraph.

    Else they are given back as the text of a paragraph of their own.
    """
    found = list(sections)
    for at, section in enumerate(found):
        held = _with_notes(section.pieces, notes)
        if held != section.pieces:
            found[at] = replace(section, pieces=held)
            return found, ()
    inside = [
        piece.runs for run in notes if isinstance(run.extra, Note) for piece in run.extra.pieces
    ]
    return found, tuple(run for runs in inside for run in runs)
