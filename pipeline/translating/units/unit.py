"""The units of a note: what is translated, each with its place and what it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from pipeline.translating.marks.content import LINE_BREAK
from pipeline.translating.marks.writing import read_typed, write_typed

if TYPE_CHECKING:
    from pipeline.translating.marks.content import Content
    from pipeline.translating.marks.writing import Form

Kind = Literal[
    "title", "fact", "heading", "short title", "paragraph", "list item", "quotation", "cell",
    "column head", "caption", "alternative text", "source", "note", "footnote", "box title", "to",
    "by", "drawn table", "chart label", "long form", "lead",
]  # fmt: skip
"""What a unit is for the reader."""

Span = tuple[int, int]
"""A stretch of a file: the offset of its first character, and of the one after its last."""

BLOCKS = frozenset({"heading", "paragraph", "list item", "quotation", "footnote"})
"""Kinds of units that are a block of the text by themselves."""


@dataclass(frozen=True)
class Unit:
    """One piece of text to translate.

    ``key`` names it in its note. It is ``typed`` in the file ``path`` from the character ``start``
    up to ``end``, in a ``form``. ``prefix`` begins each further line of it in the file. ``part``
    is the part that it is in, ``section`` the id of the heading over it or its number, ``heading``
    the words of that. ``owner`` is the id of the figure, table, box or footnote it belongs to.
    ``block`` are the lines that it stands on, and ``fence`` all those of the box, table or figure,
    up to the end of its last line. ``keys`` lead to a value of YAML.
    """

    key: str
    kind: Kind
    path: str
    start: int
    end: int
    typed: str
    form: Form
    part: str
    line: int
    column: int
    section: str = ""
    heading: str = ""
    owner: str = ""
    prefix: str = ""
    block: Span = (0, 0)
    fence: Span | None = None
    keys: tuple[str | int, ...] = ()
    container: str = ""

    @cached_property
    def content(self) -> Content:
        """Its text and codes."""
        return read_typed(self.typed, self.form)

    @cached_property
    def source(self) -> str:
        """What is typed for it, in one line and in one way: by this, units are compared."""
        return source_of(self.content, self.form)


def source_of(content: Content, form: Form) -> str:
    """What is typed for a content in a form, in one line."""
    return write_typed(content, form).replace(LINE_BREAK, "\\ ")


@dataclass(frozen=True)
class Units:
    """The units of a note in the order of reading, and the texts of the files they are in."""

    units: tuple[Unit, ...]
    texts: dict[str, str] = field(default_factory=dict)

    @cached_property
    def by_key(self) -> dict[str, Unit]:
        """The units by their keys."""
        return {one.key: one for one in self.units}
