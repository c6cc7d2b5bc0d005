"""A part of a note before and after layout: the job for the engine, and the resulting pages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pipeline.findings import Finding, Place
from pipeline.languages.digits import EUROPEAN
from pipeline.press.parts.coarse_photos import CoarsePhoto
from pipeline.press.parts.glyph_forms import GlyphForm, unpacked
from pipeline.press.parts.line_count import LineCount
from pipeline.press.parts.page_start import PageStart
from pipeline.press.parts.photo_texts import TextOnPhoto
from pipeline.press.parts.remarks import Remark

if TYPE_CHECKING:
    from pipeline.press.parts.press import Press

ADDRESS = "https://notepress.invalid/"
"""The base URL of fonts and pictures; followed by ``#`` and an id, a link to another part."""

SHOWN = "data-page-of"
"""An attribute for elements that show the page number of an id, which may be in another part.

The template writes two digits as a placeholder, replaced after layout.
"""

ONCE = "data-once"
"""An attribute for such elements whose list names each page once: the name of the list."""

BEFORE = "data-before-page-of"
"""An attribute for what stands before such an element, with its id, and goes with it."""

IN_TEXT = "page-number"
"""The class of such an element in a line of running text."""

ON_PAGES = "on-page"
"""The class of words that only an edition with pages has: the page of a reference."""

EXPANSION = "data-expansion"
"""The attribute with the long form of an abbreviation, for pages."""

BACK = "data-back"
"""The attribute of a footnote with the words of the link from it back to its call."""

MATHML = "data-mathml"
"""The attribute of a drawn formula with its MathML."""
ROOM = "data-room"
"""The attribute of what makes its line higher: by how many lines, above or, if negative, below."""


def room_style(lines: int) -> str:
    """The CSS of what makes its line higher by so many lines, which has no content."""
    # A percentage is one of the height of the line (CSS 2, 10.8.1).
    return f"vertical-align: {lines * 100}%"


CSV = "data-csv"
"""The attribute of a chart with its data as CSV."""

LOOSENESS = "data-looseness"
"""An attribute of a paragraph: how many lines more or fewer it is to have, if that is possible."""

SENTENCE = "data-sentence"
"""The attribute of a pull quote with the id of the sentence that it repeats."""

CONTINUED = "box-continued"
"""The class of the title of a box as it stands on further pages."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The page numbers shown in a part that depend on other parts.

    ``folio`` is the number of its first page, ``others`` are those of ids in other parts.
    """

    folio: int = 1
    others: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extent:
    """What is known of a laid-out part before its page numbers are filled in.

    ``count`` is how many pages it has, ``places`` the page of every id in it, counted from 0.
    """

    count: int
    places: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnFaces:
    """The faces of one note alone: their ``@font-face`` rules and files, as in a `StyleBundle`."""

    css: str = ""
    fonts: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StyleBundle:
    """A stylesheet and its fonts, by their path below `ADDRESS`; shared by many parts.

    Pages, footnotes and lists are numbered in ten ``digits``. ``own`` are the faces that differ
    from note to note, which are not preloaded: the engine is not started anew for them.
    """

    css: str
    fonts: Mapping[str, bytes]
    digits: str = EUROPEAN
    own: OwnFaces = OwnFaces()

    @property
    def shared(self) -> StyleBundle:
        """What of it is preloaded for all notes."""
        return replace(self, own=OwnFaces())


@dataclass(frozen=True, slots=True)
class PartJob:
    """A document to lay out: everything its pages depend on.

    ``pictures`` are keyed by their path below `ADDRESS`, like fonts; no other files can be read.
    Those of photos are stand-ins of their size.
    ``numbering`` is known once the parts before it are laid out. A part that ``starts_recto``
    begins on a right-hand page, which has an odd number. One with ``notes_by_page`` numbers its
    footnotes on each page anew.
    """

    name: str
    html: str
    style: StyleBundle
    pictures: Mapping[str, bytes]
    press: Press
    numbering: Numbering = field(default_factory=Numbering)
    starts_recto: bool = False
    notes_by_page: bool = False

    def first_folio(self, following: int) -> int:
        """The number of its first page, if the part before it ends before page ``following``."""
        return following + 1 if self.starts_recto and following % 2 == 0 else following


def without_style(job: PartJob) -> PartJob:
    """The job without the style that an engine has preloaded; with the faces that it has not."""
    return replace(job, style=StyleBundle("", {}, own=job.style.own))


@dataclass(frozen=True, slots=True)
class PartPages:
    """A laid-out part, written twice: as PDF for the screen and for print.

    ``pages`` gives the printed page number of every id, ``starts`` where each page begins in
    the text, ``links`` the ids in other parts that are linked to. The PDFs lack their font
    programs: ``glyphs`` are the glyphs used of each font, by the SHA-256 of its file, and ``forms``
    those made of them. They lack their photos too: ``photos`` gives the width in inches of each
    where it is largest, by path, ``photo_texts`` the texts that stand on those meant for it.
    ``coarse`` are those with too few pixels.
    ``print`` is empty if it is not wanted.
    ``findings`` prevent any PDF, ``print_findings`` only the print PDF; ``remarks`` are those of
    the layout check. ``lines`` counts the texts whose lines were planned.
    """

    name: str
    folio: int
    page_count: int
    screen: bytes
    print: bytes
    glyphs: Mapping[str, tuple[int, ...]]
    pages: Mapping[str, int]
    starts: tuple[PageStart, ...]
    links: tuple[str, ...] = ()
    forms: Mapping[str, tuple[GlyphForm, ...]] = field(default_factory=dict)
    photos: Mapping[str, float] = field(default_factory=dict)
    photo_texts: Mapping[str, tuple[TextOnPhoto, ...]] = field(default_factory=dict)
    coarse: tuple[CoarsePhoto, ...] = field(default=())
    findings: tuple[Finding, ...] = field(default=())
    print_findings: tuple[Finding, ...] = field(default=())
    remarks: tuple[Remark, ...] = field(default=())
    lines: LineCount = field(default=LineCount())


def page_numbers(parts: Sequence[PartPages]) -> tuple[int, ...]:
    """The printed numbers of the pages of parts, in order."""
    return tuple(part.folio + place for part in parts for place in range(part.page_count))


def pack(part: PartPages) -> bytes:
    """Serialise a part for the cache: a line of JSON, then the two PDFs."""
    head: dict[str, Any] = {
        "name": part.name,
        "folio": part.folio,
        "page_count": part.page_count,
        "screen": len(part.screen),
        "print": len(part.print),
        "glyphs": dict(part.glyphs),
        "pages": dict(part.pages),
        "starts": [asdict(start) for start in part.starts],
        "links": part.links,
        "forms": {
            font: [(form.advance, form.pieces) for form in forms]
            for font, forms in part.forms.items()
        },
        "photos": dict(part.photos),
        "photo_texts": {
            path: [asdict(text) for text in texts] for path, texts in part.photo_texts.items()
        },
        "coarse": [asdict(photo) for photo in part.coarse],
        "findings": [asdict(finding) for finding in part.findings],
        "print_findings": [asdict(finding) for finding in part.print_findings],
        "remarks": [asdict(remark) for remark in part.remarks],
        "lines": asdict(part.lines),
    }
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return b"\n".join((line, part.screen + part.print))


def unpack(content: bytes) -> PartPages:
    """Restore a part from the output of `pack`."""
    line, _, rest = content.partition(b"\n")
    head = json.loads(line)
    return PartPages(
        name=head["name"],
        folio=head["folio"],
        page_count=head["page_count"],
        screen=rest[: head["screen"]],
        print=rest[head["screen"] :][: head["print"]],
        glyphs={font: tuple(used) for font, used in head["glyphs"].items()},
        pages=head["pages"],
        starts=tuple(PageStart(**start) for start in head["starts"]),
        links=tuple(head["links"]),
        forms={font: tuple(map(unpacked, forms)) for font, forms in head["forms"].items()},
        photos=head["photos"],
        photo_texts={
            path: tuple(TextOnPhoto(**{**one, "colour": tuple(one["colour"])}) for one in texts)
            for path, texts in head["photo_texts"].items()
        },
        coarse=tuple(CoarsePhoto(**photo) for photo in head["coarse"]),
        findings=tuple(map(_finding, head["findings"])),
        print_findings=tuple(map(_finding, head["print_findings"])),
        remarks=tuple(Remark(**remark) for remark in head["remarks"]),
        lines=LineCount(head["lines"]["planned"], tuple(head["lines"]["left"])),
    )


def _finding(fields: dict[str, Any]) -> Finding:
    return Finding(**{**fields, "place": Place(**fields["place"])})
