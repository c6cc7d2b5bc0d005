"""Gathers the units of one text file, and names them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from pipeline.translating.units.text_lines import lines_of
from pipeline.translating.units.unit import BLOCKS, Unit

if TYPE_CHECKING:
    from pipeline.translating.marks.writing import Form
    from pipeline.translating.units.unit import Kind, Span

_NAMES: Final[dict[Kind, str]] = {
    "paragraph": "p", "list item": "item", "quotation": "quote", "footnote": "p",
    "alternative text": "alt", "box title": "title", "column head": "cell",
    "drawn table": "drawn", "short title": "short",
}  # fmt: skip
"""The last words of keys, where they differ from the kinds."""
_FORMS: Final[dict[Kind, Form]] = {
    "heading": "heading", "cell": "cell", "column head": "cell", "caption": "line",
    "source": "line", "note": "line", "box title": "plain", "to": "plain", "by": "plain",
    "short title": "plain", "drawn table": "drawn", "alternative text": "plain",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """Words to translate: where they stand, on which lines, and how they are typed.

    ``typed`` are they where line ends or signs of quotation stand between them, ``name`` is the
    last word of their key.
    """

    start: int
    end: int
    block: Span
    typed: str = ""
    name: str = ""
    prefix: str = ""
    form: Form | None = None


@dataclass(slots=True)
class Gathered:
    """The units of a file so far, and what the next ones stand in."""

    path: str
    text: str
    part: str
    section: str = ""
    heading: str = ""
    owner: str = ""
    container: str = ""
    units: list[Unit] = field(default_factory=list)
    numbers: Counter[str] = field(default_factory=Counter)
    starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.starts = [line.at for line in lines_of(self.text)]

    def start_of_line(self, place: int) -> int:
        """Where the line of a character begins."""
        return self.starts[bisect_right(self.starts, place) - 1]

    def count(self, kind: str) -> int:
        """The number of the next thing of a kind in the file, from 1."""
        self.numbers[kind] += 1
        return self.numbers[kind]

    def fence(self, first: int, lines: Span) -> None:
        """Say of the units from a number on that they stand on some lines together."""
        self.units[first:] = [replace(one, fence=one.fence or lines) for one in self.units[first:]]

    def add(self, kind: Kind, words: Words) -> None:
        """Add a unit, unless it has no words."""
        number = bisect_right(self.starts, words.start)
        unit = Unit(
            key="",
            kind=kind,
            path=self.path,
            start=words.start,
            end=words.end,
            typed=words.typed or self.text[words.start : words.end],
            form=words.form or _FORMS.get(kind, "paragraph"),
            part=self.part,
            line=number,
            column=words.start - self.starts[number - 1] + 1,
            section=self.section,
            heading=self.heading,
            owner=self.owner,
            prefix=words.prefix,
            block=words.block,
            container=self.container,
        )
        if unit.content.has_words:
            self.units.append(replace(unit, key=self._key(kind, words.name)))

    def _key(self, kind: Kind, name: str) -> str:
        # Where a footnote is defined is nothing to its reader.
        section = "" if self.container == "footnote" else self.section
        places = (self.part, section, self.owner)
        base = "/".join((*filter(None, places), name or _NAMES.get(kind, kind.replace(" ", "-"))))
        number = self.count(base)
        if kind in BLOCKS and kind != "heading":
            return f"{base}{number}"
        return f"{base}-{number}" if number > 1 else base
