"""The context in which one text file is read, and where findings are reported."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from pipeline.load.nodes import Node

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pipeline.findings import Place, Severity
    from pipeline.load.ids import Ids
    from pipeline.load.positions import Spot
    from pipeline.load.report import Report, SourceText
    from pipeline.part_kinds import PartKind

Inside = Literal[
    "heading", "emphasis", "link", "lifted", "footnote", "figure", "line", "table", "box",
    "recommendation",
]  # fmt: skip
"""An element that limits what is allowed inside it.

``figure`` is the alt text of one, ``line`` the caption, source or note of a figure or table.
"""


@dataclass(slots=True)
class Counter:
    """Counts the footnotes of a part, or of a box, figure or table."""

    last: int = 0

    def next(self) -> int:
        """The next number."""
        self.last += 1
        return self.last


@dataclass(frozen=True, slots=True)
class ShownMap:
    """A figure that is a map, and the attributes it has besides its id and marks."""

    place: Place
    attributes: frozenset[str]


@dataclass(slots=True)
class Gathered:
    """Data gathered while the text is read, to be checked at the end.

    ``links`` are the ids that links refer to, ``references`` those that references name,
    ``collections`` the tables of all recommendations, ``figures`` the pictures that are shown,
    ``maps`` those of them that are maps, ``data`` the paths of the files of tables, ``citations``
    the keys that are cited, and ``places`` the place of each citation of a file among those of the
    note, in the order of reading.
    """

    links: list[tuple[str, Place]] = field(default_factory=list)
    references: list[tuple[str, Place]] = field(default_factory=list)
    collections: list[Place] = field(default_factory=list)
    figures: dict[str, Place] = field(default_factory=dict)
    maps: list[ShownMap] = field(default_factory=list)
    data: set[str] = field(default_factory=set)
    citations: list[tuple[str, Place]] = field(default_factory=list)
    places: Mapping[tuple[str, int], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """The context in which one text file is read, and where findings are reported.

    ``pictures`` are the existing paths, ``data`` the files of tables, ``kind`` is the kind of part
    the text is in and ``number`` its number among those of its kind,
    ``language`` that of the surrounding text, ``heading`` the id that ids of paragraphs begin
    with, ``inside`` the elements around, outermost first, ``holder`` the list or quotation around,
    or the cell of a drawn table.
    ``lines`` are the captions, sources and notes that have marks, by what stands in their place.
    """

    source: SourceText
    findings: Report
    ids: Ids
    gathered: Gathered
    pictures: Collection[str]
    data: Mapping[str, bytes]
    language: str
    kind: PartKind
    footnotes: Counter = field(default_factory=Counter)
    number: int = 0
    heading: str = ""
    inside: tuple[Inside, ...] = ()
    holder: Literal["", "list", "quotation", "drawn cell"] = ""
    lines: Mapping[str, tuple[Node, ...]] = field(default_factory=dict)

    def within(self, element: Inside) -> Context:
        """The context inside an element."""
        return replace(self, inside=(*self.inside, element))

    def report(
        self,
        code: str,
        message: str,
        at: Node | Spot | None,
        hint: str = "",
        *,
        severity: Severity | None = None,
    ) -> None:
        """Report a finding at a node or a spot of the file; `Report.add` explains the rest."""
        spot = at.spot if isinstance(at, Node) else at
        self.findings.add(code, message, self.source.place(spot), hint, severity=severity)

    def place(self, node: Node) -> Place:
        """The place of a node."""
        return self.source.place(node.spot)
