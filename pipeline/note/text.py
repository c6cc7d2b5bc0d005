"""The text of a note as a tree: themes, questions, topics, blocks and inlines."""

from __future__ import annotations

from typing import Annotated, Literal

from pipeline.note import leaves
from pipeline.note.charts.chart import Chart
from pipeline.note.leaves import InlineElement
from pipeline.note.types import Id, LanguageTag, Model, Unvalidated

LayoutHint = Literal["keep-together", "break-before", "tighter"]
"""A wish of the author about the layout of one block or heading."""


Text = leaves.Text
LineBreak = leaves.LineBreak
Code = leaves.Code
Formula = leaves.Formula


class BlockElement(Model):
    """An element under a heading."""


class Emphasis(InlineElement):
    """Emphasised text."""

    kind: Literal["emphasis"] = "emphasis"
    inlines: Inlines
    """What is emphasised."""


class Strong(InlineElement):
    """Strongly emphasised text, such as a run-in head."""

    kind: Literal["strong"] = "strong"
    inlines: Inlines
    """What is set strong."""


class Raised(InlineElement):
    """Superscript or subscript."""

    kind: Literal["raised"] = "raised"
    position: Literal["super", "sub"]
    """Above or below the line."""
    inlines: Inlines
    """What is raised or lowered."""


class Foreign(InlineElement):
    """Text in another language than its surroundings."""

    kind: Literal["foreign"] = "foreign"
    language: LanguageTag
    """Language of the text."""
    inlines: Inlines
    """The text."""


class Link(InlineElement):
    """A link to the web, to an e-mail address or to an id of the note."""

    kind: Literal["link"] = "link"
    target: str
    """Address with its scheme (http, https, mailto), or ``#`` and an id of the note."""
    inlines: Inlines
    """The text that is linked."""
    to_work: bool = False
    """Whether it leads to a work in a list of the works cited."""


class Reference(InlineElement):
    """A reference that says the name and number of what it refers to, such as "Figure 2"."""

    kind: Literal["reference"] = "reference"
    ids: tuple[Id, ...]
    """The ids of what it refers to, in the order typed."""
    page: bool = False
    """Whether the page is named as well, in editions that have pages."""
    begins_sentence: bool = False
    """Whether it begins a sentence."""
    after: str = ""
    """The words before it, where they decide on the case of what it says."""
    part: str = ""
    """Role and number of the part that it stands in, such as "theme 2"."""
    inlines: Inlines = ()
    """What it says, each number a link; nothing until the note has been numbered."""
    on_page: str = ""
    """How the page is named, with ``{pages}`` for its number; empty if it is not named."""


class Citation(InlineElement):
    """A citation of works, such as "(Smith 2020, 3)"."""

    kind: Literal["citation"] = "citation"
    source: str
    """The citation as it is typed, in one line."""
    keys: tuple[str, ...]
    """The keys of the works, in the order typed."""
    place: int
    """Its place among the citations of the note, in the order of reading, from 0."""
    id: str = ""
    """Anchor of the citation in every edition; empty until citations have been set."""
    inlines: Inlines = ()
    """What it says, or the footnote that says it; nothing until citations have been set."""
    moved: tuple[str, str] = ("", "")
    """The space before it, and the stop behind it, that a style leaves out or sets elsewhere."""


class Lifted(InlineElement):
    """A key message or pull quote, marked in place in the text."""

    kind: Literal["lifted"] = "lifted"
    role: Literal["key", "pull"]
    """``key`` for a key message, ``pull`` for a pull quote."""
    id: Id
    """Anchor of the sentence in every edition."""
    inlines: Inlines
    """The sentence."""


class Footnote(InlineElement):
    """A footnote, stored at its reference."""

    kind: Literal["footnote"] = "footnote"
    id: Id
    """Anchor of the footnote in every edition."""
    number: int
    """Number within its theme, its box, its figure or its table, from 1."""
    is_lettered: bool = False
    """Whether it is set at the foot of its box, figure or table, by a letter."""
    blocks: Blocks
    """The text of the footnote."""


Inline = Annotated[
    Text
    | LineBreak
    | Emphasis
    | Strong
    | Code
    | Formula
    | Raised
    | Foreign
    | Link
    | Reference
    | Citation
    | Lifted
    | Footnote,
    Unvalidated(InlineElement),
]  # fmt: skip
Inlines = tuple[Inline, ...]


class Paragraph(BlockElement):
    """A paragraph of running text."""

    kind: Literal["paragraph"] = "paragraph"
    id: Id
    """Anchor of the paragraph in every edition; made from its opening words unless given."""
    inlines: Inlines
    """Its text."""
    layout_hints: tuple[LayoutHint, ...] = ()


class ListItem(Model):
    """One item of a list."""

    kind: Literal["item"] = "item"
    blocks: Blocks
    """Its text; an item of one short paragraph is the usual case."""


class ItemList(BlockElement):
    """A bulleted or numbered list."""

    kind: Literal["list"] = "list"
    ordered: bool
    """Numbered or bulleted."""
    start: int = 1
    """First number of a numbered list."""
    items: tuple[ListItem, ...]
    """The items."""


class Quotation(BlockElement):
    """A passage quoted from elsewhere, set as a block."""

    kind: Literal["quotation"] = "quotation"
    blocks: Blocks
    """The quoted passage."""


class Box(BlockElement):
    """A passage with a title of its own, in a frame beside the run of the text."""

    kind: Literal["box"] = "box"
    id: Id
    """Anchor of the box in every edition."""
    title: Inlines
    blocks: Blocks
    layout_hints: tuple[LayoutHint, ...] = ()


class Recommendation(BlockElement):
    """What somebody should do; recommendations are numbered through the note."""

    kind: Literal["recommendation"] = "recommendation"
    id: Id
    """Anchor of the recommendation in every edition."""
    blocks: Blocks
    """What should be done: paragraphs and lists."""
    to: str | None = None
    by: str | None = None
    """Who should do it, and the year, month or day by which, such as ``2027`` or ``2027-12-31``."""


class Figure(BlockElement):
    """A picture with its caption."""

    kind: Literal["figure"] = "figure"
    id: Id
    """Anchor of the figure in every edition."""
    source: str
    """Path of its picture, or of its chart, in the note's folder, such as ``figures/aid.svg``."""
    alternative: str
    """What the picture says, in words; empty for a decorative picture."""
    caption: Inlines = ()
    """Its caption; the title above it, if it has a number, a source, a note or a width."""
    credit: Inlines = ()
    """Where the figures in it come from."""
    note: Inlines = ()
    """What a reader has to know about all of it."""
    width: Literal["text", "half", "wide"] = "text"
    """How wide it is on a page: as the text, half of it, or text and margin."""
    chart: Chart | None = None
    """The data that it is drawn from; None for a picture."""
    layout_hints: tuple[LayoutHint, ...] = ()


class Cell(Model):
    """One cell of a table."""

    blocks: Blocks
    """The contents of the cell."""
    columns: int = 1
    """How many columns it spans."""
    rows: int = 1
    """How many rows it spans."""


class Table(BlockElement):
    """A table with head rows and at most one head column.

    A row has the cells that begin in it: what cells of rows above cover in it is left out.
    """

    kind: Literal["table"] = "table"
    id: Id
    """Anchor of the table in every edition."""
    caption: Inlines = ()
    wide: bool = False
    """Set over text and margin on a page."""
    collects: Literal["", "recommendations"] = ""
    """What of the whole note it collects; it has no rows until the note has been numbered."""
    alignments: tuple[Literal["left", "center", "right", "default"], ...]
    """How each column is aligned."""
    head: tuple[tuple[Cell, ...], ...]
    """Rows of the head."""
    body: tuple[tuple[Cell, ...], ...]
    """Rows of the body."""
    source: Inlines = ()
    """Where its figures come from."""
    note: Inlines = ()
    """What a reader has to know about all of it."""
    layout_hints: tuple[LayoutHint, ...] = ()
    data: str = ""
    """Path of the CSV file that its rows are from; empty if they are typed."""
    is_drawn: bool = False
    """Drawn with + and | in its source, where a new word can move every line."""


class Work(Model):
    """A work in a list of the works cited."""

    kind: Literal["work"] = "work"
    id: Id
    """Anchor of the work in every edition."""
    key: str
    """Its key in the bibliography."""
    number: str = ""
    """What stands before it in a style that numbers works, such as ``1.``."""
    inlines: Inlines
    """Its description, with its addresses as links."""
    citations: tuple[Id, ...] = ()
    """The anchors of the citations that lead to it, in the order of reading."""


class WorkList(BlockElement):
    """The works that a note or a part of it cites, as the style of the citations lists them."""

    kind: Literal["works"] = "works"
    name: str
    """The name of the files in which its works can be had, without an ending."""
    works: tuple[Work, ...]


Block = Annotated[
    Paragraph | ItemList | Quotation | Box | Recommendation | Figure | Table | WorkList,
    Unvalidated(BlockElement),
]
Blocks = tuple[Block, ...]

for _model in (ListItem, Cell, Work):
    _model.model_rebuild()
for _base in (InlineElement, BlockElement):
    for _kind in _base.__subclasses__():
        _kind.model_rebuild()
