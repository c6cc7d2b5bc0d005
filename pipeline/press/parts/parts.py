"""A part of a note on its way through the layout engine: what goes in and what comes out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pipeline.findings import Finding, Place
from pipeline.press.parts.page_start import PageStart
from pipeline.press.parts.remarks import Remark

if TYPE_CHECKING:
    from pipeline.house_style import Cmyk, Srgb

ADDRESS = "https://notepress.invalid/"
"""Where a part finds its fonts and pictures; with ``#`` and an id, a place in another part."""

SHOWN = "data-page-of"
"""The attribute of an element whose text is the page number of an id, in any part.

The template fills in two digits, which are laid out and then changed.
"""


@dataclass(frozen=True, slots=True)
class Press:
    """What the printing press needs to know.

    ``inks`` is the strict map from sRGB (0 to 255 each) to CMYK (0 to 1 each), ``bleed`` and
    ``slug`` are in mm, ``profile`` is the ICC profile pictures are converted with: empty while
    there is none, and then pictures are left as they are.
    """

    inks: Mapping[Srgb, Cmyk]
    bleed: float = 3.0
    slug: float = 8.0
    profile: bytes = b""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The page numbers a part shows that are not its own doing.

    ``folio`` is that of its first page, ``others`` are those of places in other parts, by id.
    """

    folio: int = 1
    others: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Look:
    """What parts that look alike share: a stylesheet, and its fonts by their path as below."""

    css: str
    fonts: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class PartJob:
    """A document to lay out: everything its pages depend on.

    ``pictures`` are by their path below `ADDRESS`, where the fonts are too; nothing else can be
    read. ``numbering`` is filled in when the pages stand.
    """

    name: str
    html: str
    look: Look
    pictures: Mapping[str, bytes]
    press: Press
    numbering: Numbering = field(default_factory=Numbering)


def without_look(job: PartJob) -> PartJob:
    """Return a job for an engine that has its look ready, and need not be sent it."""
    return replace(job, look=Look("", {}))


@dataclass(frozen=True, slots=True)
class PartPages:
    """A part on pages, written twice.

    ``pages`` gives the printed page number of every id, ``starts`` where each page begins in
    the text, ``links`` the ids that are linked to and stand in other parts. The PDFs lack the
    programs of their fonts: ``glyphs`` are the glyphs used of each, by the SHA-256 of its file.
    ``findings`` stop any PDF, ``print_findings`` only the one for the press; ``remarks`` are
    those of the layout check.
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
    findings: tuple[Finding, ...] = field(default=())
    print_findings: tuple[Finding, ...] = field(default=())
    remarks: tuple[Remark, ...] = field(default=())


def pack(part: PartPages) -> bytes:
    """Return a part as bytes for the cache: a line of JSON, then the two PDFs."""
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
        "findings": [asdict(finding) for finding in part.findings],
        "print_findings": [asdict(finding) for finding in part.print_findings],
        "remarks": [asdict(remark) for remark in part.remarks],
    }
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return b"\n".join((line, part.screen + part.print))


def unpack(content: bytes) -> PartPages:
    """Return the part that was packed."""
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
        findings=tuple(map(_finding, head["findings"])),
        print_findings=tuple(map(_finding, head["print_findings"])),
        remarks=tuple(Remark(**remark) for remark in head["remarks"]),
    )


def _finding(fields: dict[str, Any]) -> Finding:
    return Finding(**{**fields, "place": Place(**fields["place"])})
