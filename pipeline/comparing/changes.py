"""The changes between two notes: what was added, removed, moved, reworded and more."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.comparing.elements import NAMED, Element, Kind, elements_of
from pipeline.comparing.matching import Matches, match_elements
from pipeline.comparing.moves import find_moved
from pipeline.comparing.references import with_same_numbers
from pipeline.comparing.word_changes import Part, compare_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.note import Note

What = Literal["added", "removed", "moved", "reworded", "renamed", "reformatted", "recast"]
"""``renamed``: its id changed; ``recast``: it became another kind, such as a key message that was
a pull quote; ``reformatted``: its words have other formatting: emphasis, links or languages."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change to one element.

    ``id`` is its id in the new note, or in the old one if it was removed. ``label`` says where it
    is and ``old_label`` where it was. ``parts`` are its words, old and new.
    """

    what: tuple[What, ...]
    kind: Kind
    id: str
    label: str
    old: Element | None
    new: Element | None
    parts: tuple[Part, ...]

    @property
    def old_label(self) -> str:
        """Its old place; empty if it was added."""
        return self.old.label if self.old else ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two notes compared: their titles and revisions, and every change in reading order.

    ``elements`` are all elements in the order of the new note, each with its change or None;
    a removed one comes after what it followed.
    """

    old_title: str
    new_title: str
    elements: tuple[tuple[Element, Change | None], ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes, in the order of the new note."""
        return tuple(change for _, change in self.elements if change)

    @property
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """The number of changes of each sort, by kind of element."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for change in self.changes:
            found[change.kind].update(change.what)
        return {kind: dict(counter) for kind, counter in found.items()}


def compare_notes(old: Note, new: Note) -> Comparison:
    """The changes from one note to another, or from one revision to the next."""
    before, after = map(elements_of, with_same_numbers(old, new))
    matches = match_elements(before, after)
    moved = find_moved(before, after, matches)
    rows: list[tuple[Element, Change | None]] = []
    gone = _removed_after(before, matches)
    rows.extend((one, _removal(one)) for one in gone[-1])
    for place, one in enumerate(after):
        if place in matches.old_of_new:
            change = _change(before[matches.old_of_new[place]], one, has_moved=place in moved)
        else:
            change = _addition(one)
        rows.append((one, change))
        rows.extend((other, _removal(other)) for other in gone[place])
    return Comparison(_title(old), _title(new), tuple(rows))


def _title(note: Note) -> str:
    return f"{note.metadata.title}, revision {note.metadata.revision}"


def _addition(one: Element) -> Change:
    return Change(("added",), one.kind, one.id, one.label, None, one, compare_words("", one.text))


def _removal(one: Element) -> Change:
    return Change(("removed",), one.kind, one.id, one.label, one, None, compare_words(one.text, ""))


def _change(old: Element, new: Element, *, has_moved: bool) -> Change | None:
    what: list[What] = []
    if has_moved:
        what.append("moved")
    if old.kind != new.kind:
        what.append("recast")
    if old.text != new.text:
        what.append("reworded")
    elif old.setting != new.setting:
        what.append("reformatted")
    if old.id != new.id and new.kind in NAMED:
        what.append("renamed")
    if not what:
        return None
    return Change(
        tuple(what), new.kind, new.id, new.label, old, new, compare_words(old.text, new.text)
    )


def _removed_after(old: Sequence[Element], matches: Matches) -> dict[int, list[Element]]:
    """The elements that are gone, by the position in the new note that they follow."""
    removed: dict[int, list[Element]] = defaultdict(list)
    place = -1
    for at, one in enumerate(old):
        if at in matches.new_of_old:
            place = matches.new_of_old[at]
        else:
            removed[place].append(one)
    return removed
