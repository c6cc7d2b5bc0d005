"""The markup dialects in which the text of a note is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pipeline.languages import DEFAULT, decimal_sign, language_of
from pipeline.languages.digits import in_digits, number_signs
from pipeline.note.text import Inlines
from pipeline.numbering import Labels
from pipeline.press.fonts.measuring import LabelWidth, width_of_label
from pipeline.press.markup.charts.size import BUILT_IN, ChartPage
from pipeline.press.markup.display import Displayed, Role, unbroken
from pipeline.press.parts.page_start import PageStart

if TYPE_CHECKING:
    from pipeline.languages.digits import NumberSigns
    from pipeline.press.markup.drawn.lifted import Drawn

DialectName = Literal["paged", "web", "epub"]


@dataclass(frozen=True, slots=True)
class WorksFile:
    """A file of works to be downloaded: its format, its address and the name that it gets."""

    format: str
    address: str
    name: str


@dataclass(frozen=True, slots=True)
class Dialect:
    """The options for writing markup.

    ``href`` turns the id of an element into a reference to it, empty where nothing leads there,
    ``picture`` the path of a picture into its URL, and ``page_starts``, by anchor, are written
    as page-break markers. ``display`` chooses the line breaks of display text. ``labels`` are the
    names and numbers of figures, tables and whatever else has one, by id. ``shows_pages`` is true
    for an edition that fills in page numbers. ``abbreviations`` are explained where they stand,
    short form by long form; ``words`` are the interface words. ``data`` are the addresses of the
    data of tables, by id, ``works`` the files of lists of works, by name. ``drawings`` are set into
    the page, by path, and are no files. ``leading`` is the distance of the lines in em, ``ink`` the
    colour of the text, ``colours`` those of charts by token and ``charts`` their data as CSV, by
    id, for pages; ``label_width`` measures their labels, whose baseline is ``label_baseline`` em
    below their top. ``drawn`` are the drawings of figures whose words a page sets, by id.
    """

    name: DialectName
    language: str
    href: Callable[[str], str] = field(default="#{}".format)
    picture: Callable[[str], str] = field(default=str)
    page_starts: Mapping[str, tuple[PageStart, ...]] = field(default_factory=dict)
    display: Callable[[Role, Inlines], Displayed] = unbroken
    labels: Labels = field(default_factory=dict)
    shows_pages: bool = False
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=lambda: language_of(DEFAULT).words)
    data: Mapping[str, str] = field(default_factory=dict)
    works: Mapping[str, tuple[WorksFile, ...]] = field(default_factory=dict)
    drawings: Mapping[str, bytes] = field(default_factory=dict)
    leading: float = 14 / 9.8
    ink: str = "black"
    colours: Mapping[str, str] = field(default_factory=dict)
    charts: Mapping[str, str] = field(default_factory=dict)
    chart_page: ChartPage = BUILT_IN
    label_width: LabelWidth = width_of_label
    label_baseline: float = 0.8
    drawn: Mapping[str, Drawn] = field(default_factory=dict)

    @property
    def number_signs(self) -> NumberSigns:
        """The signs of the numbers that are written here."""
        return number_signs(self.words["digits"], decimal_sign(self.language))

    def in_digits(self, number: object) -> str:
        """A number in the digits in which numbers are written here."""
        return in_digits(str(number), self.words["digits"])

    @property
    def void(self) -> str:
        """The end of a tag of a void element."""
        return "/>" if self.name == "epub" else ">"
