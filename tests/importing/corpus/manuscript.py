"""A manuscript as data: what its author meant, before any program wrote it to a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Marked:
    """Words with a mark, such as bold."""

    mark: Literal["strong", "emphasis", "small-caps", "highlight", "strike", "sub", "super"]
    words: str


@dataclass(frozen=True)
class Link:
    words: str
    address: str


@dataclass(frozen=True)
class Note:
    """A footnote, or an endnote, at the place of its mark."""

    words: str
    at_end: bool = False


@dataclass(frozen=True)
class Formula:
    """A formula by its name in `formulas.FORMULAS`."""

    name: str
    is_display: bool = False


@dataclass(frozen=True)
class Inserted:
    """Words inserted with changes tracked."""

    words: str


@dataclass(frozen=True)
class Deleted:
    """Words deleted with changes tracked."""

    words: str


@dataclass(frozen=True)
class Hidden:
    """Words that Word hides."""

    words: str


@dataclass(frozen=True)
class Remark:
    """Words that a reviewer commented on."""

    words: str
    comment: str


@dataclass(frozen=True)
class Pointer:
    """A reference to a figure, table or heading, as a field or in the way of the dialect."""

    to: str
    shown: str


@dataclass(frozen=True)
class Cited:
    """A citation of a work of `drafts.WORKS`, as it is shown."""

    key: str
    shown: str


Inline = (
    str | Marked | Link | Note | Formula | Inserted | Deleted | Hidden | Remark | Pointer | Cited
)
Line = tuple[Inline, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; ``number`` is typed before it. One that ``is_made`` is made by notepress."""

    level: int
    words: str
    number: str = ""
    id: str = ""
    note: Note | None = None
    is_made: bool = False

    @property
    def typed(self) -> str:
        return f"{self.number} {self.words}".strip()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a ``drop_cap`` begins with a large initial."""

    line: Line
    drop_cap: bool = False


@dataclass(frozen=True)
class Items:
    """A list; an item is its words, with the items below it."""

    items: tuple[tuple[Line, tuple[str, ...]], ...]
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """A table; ``merged`` are cells (row, column) that span that one and the next column."""

    rows: tuple[tuple[Line, ...], ...]
    caption: str = ""
    id: str = ""
    source: str = ""
    merged: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Figure:
    """A picture with its caption."""

    caption: str
    alternative: str
    id: str = ""
    source: str = ""
    kind: Literal["png", "emf"] = "png"


@dataclass(frozen=True)
class Box:
    """A text box, a table of one cell or shaded paragraphs, in the way of the program."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Recommendation:
    words: str


@dataclass(frozen=True)
class Quote:
    words: str


@dataclass(frozen=True)
class Contents:
    """A contents list typed by hand or made by the program, with page numbers."""

    title: str = "Contents"


@dataclass(frozen=True)
class Aside:
    """Lines that are neither text nor a heading: a title page, a cover letter, a running head."""

    lines: tuple[str, ...]


Block = (
    Heading | Paragraph | Items | Table | Figure | Box | Recommendation | Quote | Contents | Aside
)


@dataclass(frozen=True)
class Author:
    name: str
    affiliation: str = ""


@dataclass(frozen=True)
class Manuscript:
    """A manuscript, from its title page to its end."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    authors: tuple[Author, ...] = ()
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    language: str = "en"
    letter: tuple[str, ...] = ()
    cites: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """What it has besides headings and paragraphs, by the names of the classes."""
        return frozenset(type(part).__name__ for part in parts_of(self.blocks))


def line(*inlines: Inline) -> Paragraph:
    """A paragraph of words and marked words."""
    return Paragraph(inlines)


def bullets(*items: str | tuple[str, tuple[str, ...]], ordered: bool = False) -> Items:
    """A list of items, each alone or with the items below it."""
    return Items(
        tuple(((one,), ()) if isinstance(one, str) else ((one[0],), one[1]) for one in items),
        ordered,
    )


def grid(*rows: tuple[str, ...], caption: str = "", id: str = "", source: str = "") -> Table:  # noqa: A002
    """A table of plain words."""
    return Table(tuple(tuple((cell,) for cell in row) for row in rows), caption, id, source)


def parts_of(blocks: Iterable[Block]) -> Iterator[Block | Inline]:
    """Yield blocks and what stands in their lines, in reading order."""
    for block in blocks:
        yield block
        match block:
            case Heading(note=Note() as note):
                yield note
            case Paragraph():
                yield from block.line
            case Items():
                yield from (inline for item, _ in block.items for inline in item)
            case Table():
                yield from (inline for row in block.rows for cell in row for inline in cell)


def plain(words: Line) -> str:
    """The words of a line that are text, without notes and formulas."""
    return "".join(_plain(one) for one in words)


def _plain(one: Inline) -> str:
    match one:
        case str():
            return one
        case Marked() | Link() | Inserted() | Remark():
            return one.words
        case Pointer() | Cited():
            return one.shown
        case _:
            return ""


def words_in(manuscript: Manuscript, omits: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield all that has words, hidden, deleted and commented words among them.

    ``omits`` are what a program did not write: names of classes, or of values of a manuscript.
    """
    yield from (manuscript.title, *manuscript.letter)
    for value in ("subtitle", "abstract"):
        if value not in omits:
            yield getattr(manuscript, value)
    if "keywords" not in omits:
        yield from manuscript.keywords
    for author in manuscript.authors:
        yield author.name
        if "affiliation" not in omits:
            yield author.affiliation
    blocks = tuple(one for one in manuscript.blocks if type(one).__name__ not in omits)
    for part in parts_of(blocks):
        if type(part).__name__ not in omits:
            yield from _words_of(part)


def _words_of(part: Block | Inline) -> tuple[str, ...]:
    match part:
        case str():
            return (part,)
        case Heading() | Marked() | Link() | Note() | Inserted() | Deleted() | Hidden():
            return (part.words,)
        case Quote() | Recommendation():
            return (part.words,)
        case Remark():
            return (part.words, part.comment)
        case Items():
            return tuple(below for _, inner in part.items for below in inner)
        case Table() | Figure():
            return (part.caption, part.source)
        case Box():
            return (part.title, *part.paragraphs)
        case Aside():
            return part.lines
        case _:
            return ()
