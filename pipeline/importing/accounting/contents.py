"""What a document contains, in reading order: passages of words, and things such as tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Final, Literal

PassageKind = Literal[
    "text", "number", "hidden", "deleted", "comment", "margin", "drawing", "properties", "value"
]
"""Where words stand.

``text`` is what is read from beginning to end, notes, cells and text boxes among it. A ``number``
stands before an item of a list, and whoever shows the list may count it anew. ``hidden``,
``deleted`` and ``comment`` are not shown as text, a ``margin`` is a header or footer, a ``drawing``
a chart or diagram, ``properties`` are the title, authors and the like that a file says of itself.
A ``value`` is one of the YAML files of a note.
"""
ThingKind = Literal["table", "figure", "footnote", "formula", "link"]

FRAME: Final = "frame"
"""The key of a table of one column, which may become something else."""
KINDS: Final[tuple[ThingKind, ...]] = ("table", "figure", "footnote", "formula", "link")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words without a break, such as a paragraph; a word never continues in the next passage.

    ``place`` names it for people. ``inside`` are the indices of the things it stands in. What
    ``is_beside`` is typed as a value of a thing, such as a caption, and shown above or below it.
    """

    text: str
    place: str = ""
    kind: PassageKind = "text"
    inside: tuple[int, ...] = ()
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """A table, figure, footnote, formula or link.

    ``key`` is what it is recognised by: an address, the bytes of a picture, the text of a formula;
    empty for what is known by the words inside it.
    """

    kind: ThingKind
    place: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a document contains; a passage names its things by their index."""

    passages: tuple[Passage, ...]
    things: tuple[Thing, ...]


@dataclass(slots=True)
class Collector:
    """Takes the contents of a document as they are read: characters, breaks, things."""

    passages: list[Passage] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    place: str = ""
    kind: PassageKind = "text"
    _inside: tuple[int, ...] = ()
    _parts: list[str] = field(default_factory=list)
    _later: list[str] = field(default_factory=list)

    def write(self, text: str) -> None:
        """Take characters, which continue the passage."""
        self._parts.append(text)

    def end(self) -> None:
        """End the passage."""
        texts = [("".join(self._parts), False), *((text, True) for text in self._later)]
        self._parts.clear()
        self._later.clear()
        for text, is_beside in texts:
            if text.strip():
                passage = Passage(text, self.place, self.kind, self._inside, is_beside)
                self.passages.append(passage)

    def describe(self, text: str) -> None:
        """Take what a picture shows in words, which is read after the passage around it."""
        self._later.append(text)

    def add(self, kind: ThingKind, key: str = "") -> None:
        """Take something that has no words of its own, if it is in the text."""
        if self.kind == "text":
            self.things.append(Thing(kind, self.place, key))

    def is_frame(self, table: int) -> None:
        """Take a table for a frame around text: it has one column."""
        self.things[table] = replace(self.things[table], key=FRAME)

    @contextmanager
    def within(self, kind: ThingKind) -> Iterator[int]:
        """Take what is read meanwhile as the inside of a thing, of which this is the index."""
        self.end()
        around, index = self._inside, len(self.things)
        self._inside = (*around, index)
        self.things.append(Thing(kind, self.place))
        yield index
        self.end()
        self._inside = around

    @contextmanager
    def apart(self, kind: PassageKind, place: str = "") -> Iterator[None]:
        """Take what is read meanwhile as passages of another kind, between the parts of one word.

        A passage that is being read goes on afterwards.
        """
        kept, self._parts = self._parts, []
        later, self._later = self._later, []
        before = self.kind, self.place, self._inside
        self.kind, self.place = kind, place or self.place
        if kind != "number":
            self._inside = ()
        yield
        self.end()
        self.kind, self.place, self._inside = before
        self._parts, self._later = kept, later

    def number(self, text: str) -> None:
        """Take a number, or what stands for one, where it stands."""
        self.end()
        with self.apart("number"):
            self.write(text)

    def contents(self) -> Contents:
        """All that was read."""
        self.end()
        return Contents(tuple(self.passages), tuple(self.things))
