"""The view of a redline: the new note with removed and added words shown in place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, get_args

from pipeline.comparing.elements import Element
from pipeline.comparing.report import details
from pipeline.comparing.word_changes import Part, Status
from pipeline.languages import HAN_TAG, is_han
from pipeline.load.characters import HAN
from pipeline.part_kinds import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.comparing.changes import Change, Comparison, What
    from pipeline.comparing.elements import Kind
    from pipeline.note import Note

Shape = Literal["part", "question", "topic", "paragraph", "item", "quotation", "person"]
WHATS: Final[tuple[What, ...]] = (
    "added", "removed", "moved", "reworded", "renamed", "recast", "reformatted",
)  # fmt: skip
"""The sorts of change, in the order of the table of counts."""

_SHAPES: Final[dict[Kind, Shape]] = {
    **dict.fromkeys(get_args(Role), "part"),
    "question": "question",
    "delegation": "question",
    "topic": "topic",
    "list item": "item",
    "quotation": "quotation",
    "participant": "person",
    "observer": "person",
}
_LEVELS: Final[dict[Shape, int]] = {"part": 2, "question": 3, "topic": 4}
# Shown only where they changed: they repeat words of the text, or are set apart from it.
_IF_CHANGED: Final = frozenset({"key message", "pull quote", "lead", "footnote"})
_ROLLS: Final[dict[Kind, str]] = {"participant": "Participants", "delegation": "Observers"}
_HAN: Final = re.compile(f"([{HAN}](?:[{HAN} ]*[{HAN}])?)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of words that stayed, was removed or was added, all in one language.

    ``language`` is None for that of the note.
    """

    status: Status
    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One element of the redline. ``anchor`` and ``badge`` are empty where nothing changed.

    ``level`` is that of a heading, from 2; 0 for text.
    """

    shape: Shape
    level: int
    stretches: tuple[Stretch, ...]
    anchor: str = ""
    badge: str = ""
    label: str = ""
    whole: Status = "same"


@dataclass(frozen=True, slots=True)
class Redline:
    """A redline, ready for a template.

    ``counts`` has a line for each kind of element: its name, and a number for each of `WHATS`.
    ``values`` are the changes in the YAML files, ``rows`` the whole text.
    """

    language: str
    old_title: str
    new_title: str
    whats: tuple[What, ...]
    counts: tuple[tuple[str, tuple[int, ...]], ...]
    values: tuple[Row, ...]
    rows: tuple[Row, ...]

    @property
    def changed(self) -> tuple[Row, ...]:
        """The rows that changed."""
        return tuple(row for row in (*self.values, *self.rows) if row.anchor)


def view_redline(comparison: Comparison, new: Note) -> Redline:
    """The redline of a comparison; ``new`` is the new note."""
    language = new.metadata.language
    rows = list(_rows(comparison, language))
    return Redline(
        language=language,
        old_title=comparison.old_title,
        new_title=comparison.new_title,
        whats=WHATS,
        counts=tuple(
            (kind, tuple(counts.get(what, 0) for what in WHATS))
            for kind, counts in comparison.counts.items()
        ),
        values=tuple(row for kind, row in rows if kind == "metadata"),
        rows=tuple(row for kind, row in rows if kind != "metadata"),
    )


def _rows(comparison: Comparison, language: str) -> Iterator[tuple[Kind, Row]]:
    number = 0
    under_question = False
    for kind, element, change in _with_people(comparison):
        shape = _shape(kind)
        under_question = shape == "question" or (under_question and shape != "part")
        # A topic belongs to a question, or directly to a theme.
        level = _LEVELS.get(shape, 0) - (shape == "topic" and not under_question)
        if change is not None:
            number += 1
            yield (
                kind,
                _changed_row(change, Row(shape, level, _stretches(change.parts, language)), number),
            )
        elif kind not in _IF_CHANGED | {"metadata"}:
            parts = (Part("same", element.text),)
            yield kind, Row(shape, level, _stretches(parts, language))


def _changed_row(change: Change, row: Row, number: int) -> Row:
    return replace(
        row,
        anchor=f"change-{number}",
        badge=f"{_name(change.kind)}{' and '.join(change.what)}{details(change)}",
        label=f"{change.label}: {change.kind}",
        whole=_overall_status(change),
    )


def _with_people(comparison: Comparison) -> Iterator[tuple[Kind, Element, Change | None]]:
    """Yield every element, with a heading before the first of each list of people."""
    opened: set[str] = set()
    for element, change in comparison.elements:
        title = _ROLLS.get(element.kind)
        if title and title not in opened:
            opened.add(title)
            yield "theme", Element("theme", title.lower(), "", "", title), None
        yield element.kind, element, change


def _overall_status(change: Change) -> Status:
    """The change to an element as a whole."""
    if change.old is None:
        return "added"
    return "removed" if change.new is None else "same"


def _shape(kind: Kind) -> Shape:
    return _SHAPES.get(kind, "paragraph")


def _name(kind: Kind) -> str:
    """The name of a kind of element, if its place and look do not show it."""
    return "" if kind in {"paragraph", *_SHAPES} else f"{kind} "


def _stretches(parts: tuple[Part, ...], language: str) -> tuple[Stretch, ...]:
    if is_han(language):
        return tuple(Stretch(part.status, part.text, None) for part in parts)
    return tuple(
        Stretch(part.status, text, HAN_TAG if place % 2 else None)
        for part in parts
        for place, text in enumerate(_HAN.split(part.text))
        if text
    )
