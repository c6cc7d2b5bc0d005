"""The parts of a note: its themes, and what stands before and after them."""

from __future__ import annotations

from typing import Literal

from pipeline.note.text import Blocks, Inlines, LayoutHint
from pipeline.note.types import Id, Line, Model
from pipeline.part_kinds import Role


class Heading(Model):
    """What a part, a question and a topic share."""

    id: Id
    """Anchor in every edition; made from the heading's words unless given as ``{#id}``."""
    title: Inlines
    """The heading."""
    short: str
    """A shorter heading for side menus and one-pagers; the whole heading unless given."""
    blocks: Blocks = ()
    """Text directly under the heading."""
    layout_hints: tuple[LayoutHint, ...] = ()
    """Layout hints."""


class Topic(Heading):
    """The discussion of one matter."""


class Question(Heading):
    """A question that was discussed, or a section that is none."""

    number: int
    """Number within its part, from 1; 0 for a section without a number."""
    topics: tuple[Topic, ...] = ()
    """The discussion, matter by matter."""


class Signatory(Model):
    """A person who signs a part."""

    name: Line
    """Name of the person who signs."""
    function: Line | None = None
    """What the person is, such as "Director, Water Board"."""
    picture: Line | None = None
    """Path of a picture of the signature, such as figures/signature.svg."""


class Part(Heading):
    """A main part of a note, with its questions and topics."""

    role: Role
    """What the part is."""
    source: str
    """Path of its file in the note's folder."""
    number: int = 0
    """Number among the parts of its role, from 1; 0 where a note has only one such part."""
    subtitle: str | None = None
    """A line under the title."""
    lead: str | None = None
    """One or two sentences before the text, which also open its one-pager."""
    signed: tuple[Signatory, ...] = ()
    """Who signs the part, at its end."""
    topics: tuple[Topic, ...] = ()
    """Topics that belong to no question."""
    questions: tuple[Question, ...] = ()
    """Its questions and sections."""


class Theme(Part):
    """A numbered part of the content."""

    role: Literal["theme"] = "theme"
