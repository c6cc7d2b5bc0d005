"""Writing painted pages as a print PDF: in CMYK, with bleed and printer's marks.

Only colours, page boxes and marks differ, and photos, which are put in when parts are joined;
the rest is as in from the screen PDF. Marks are drawn in all
inks (ISO 32000-1, 8.6.6.4) and lie in the slug.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pydyf

from pipeline.findings import Finding
from pipeline.press.parts.style_places import STYLE
from pipeline.press.pdf.printing.press_marks import Sheet, draw_marks
from pipeline.press.pdf.writing.overprint import add_states, overprinting
from pipeline.press.pdf.writing.plain_letters import plain_letters
from pipeline.press.pdf.writing.plain_pdf import page_dictionaries, to_bytes
from pipeline.press.pdf.writing.shadings import set_shadings

if TYPE_CHECKING:
    from pipeline.house_style import Cmyk, Srgb
    from pipeline.press.parts.press import Press
    from pipeline.press.pdf.writing.part_stream import Record

_INTERACTIVE = ("Annots", "StructParents", "Tabs")
_SCREEN_BOXES = ("MediaBox", "TrimBox", "BleedBox")
_COLOUR_HINT = "use a colour from styles/tokens.css, or add this one there with a -cmyk token"
_MARKED_CONTENT = (b"BDC", b"BMC", b"EMC")


def write_for_press(pdf: Any, record: Record, press: Press) -> bytes:
    """Write painted pages as a print PDF, leaving the painted PDF unchanged.

    A colour without a CMYK equivalent stays sRGB; findings prevent the use of such a file.
    """
    with _restored(pdf):
        inks = {**press.drawn, **press.inks}
        operators = _operators(record, inks)
        for entry in list(pdf.objects):
            if isinstance(entry, pydyf.Stream):
                _set_inks(entry, operators)
        add_states(pdf)
        for resources in [one for one in pdf.objects if isinstance(one, pydyf.Dictionary)]:
            set_shadings(pdf, resources, inks)
        _set_pages(pdf, press)
        for key in ("Names", "Outlines"):
            pdf.catalog.pop(key, None)
        return to_bytes(pdf)


def write_as_painted(pdf: Any, record: Record, press: Press) -> bytes | None:
    """Write pages that print shows as the screen does; None if they have to be painted anew.

    That is so where they are mirrored, or have made glyphs and letters that mean others.
    """
    if press.sides is not None:
        return None
    if not record.has_aliases:
        return write_for_press(pdf, record, press)
    if record.fonts is None or not record.fonts.are_plain:
        return None
    with plain_letters(pdf, record.fonts):
        return write_for_press(pdf, record, press)


def check_colours(record: Record, inks: Mapping[Srgb, Cmyk]) -> Iterator[Finding]:
    """Yield a finding for every colour of the style that has no CMYK equivalent.

    Those of drawings have the inks of the profile.
    """
    seen: set[Srgb] = set()
    for colour, picture in record.colours.values():
        if not picture and colour not in inks and colour not in seen:
            seen.add(colour)
            yield _not_printable(f"the colour #{bytes(colour).hex()}")
    for name, picture in record.unmapped.items():
        if not picture:
            yield _not_printable("a gradient" if name == "gradient" else f"the colour {name}")


def _not_printable(what: str) -> Finding:
    return Finding("N401", f"{what} has no CMYK equivalent", STYLE, _COLOUR_HINT)


@contextmanager
def _restored(pdf: Any) -> Iterator[None]:
    """Undo all changes to the objects of a PDF when the context ends."""
    count = len(pdf.objects)
    streams = [
        (entry, entry.stream, dict(entry.extra))
        for entry in pdf.objects
        if isinstance(entry, pydyf.Stream)
    ]
    dictionaries = [
        (entry, dict(entry)) for entry in pdf.objects if isinstance(entry, pydyf.Dictionary)
    ]
    try:
        yield
    finally:
        del pdf.objects[count:]
        for entry, stream, extra in streams:
            entry.stream, entry.extra = stream, pydyf.Dictionary(extra)
        for entry, values in dictionaries:
            entry.clear()
            entry.update(values)


def _operators(record: Record, inks: Mapping[Srgb, Cmyk]) -> Mapping[bytes, bytes]:
    """The CMYK operator for every operator that set an sRGB colour."""
    operators = {}
    for operator, (colour, _) in record.colours.items():
        if colour in inks:
            numbers = " ".join(f"{ink:g}" for ink in inks[colour])
            stroke = operator.endswith(b"RG")
            set_colour = f"{numbers} {'K' if stroke else 'k'}".encode()
            operators[operator] = set_colour if stroke else overprinting(set_colour, inks[colour])
    return operators


def _set_inks(stream: Any, operators: Mapping[bytes, bytes]) -> None:
    """Replace colour operators, and remove marked-content operators."""
    stream.stream = [
        operators.get(item, item) if isinstance(item, bytes) else item
        for item in stream.stream
        if not _marks_content(item)
    ]
    group = stream.extra.get("Group")
    if isinstance(group, dict):
        stream.extra["Group"] = pydyf.Dictionary({**group, "CS": "/DeviceCMYK"})


def _marks_content(item: Any) -> bool:
    if isinstance(item, bytes):
        return item in _MARKED_CONTENT
    return isinstance(item, pydyf.Dictionary) or (isinstance(item, str) and item.startswith("/"))


def _set_pages(pdf: Any, press: Press) -> None:
    pages = page_dictionaries(pdf)
    resources = {
        page["Resources"]: pdf.objects[int(page["Resources"].split()[0])] for page in pages
    }
    for entry in resources.values():
        entry["ColorSpace"] = pydyf.Dictionary()
    drawn: dict[Sheet, tuple[bytes, ...]] = {}
    for page in pages:
        sheet = Sheet.around(page["TrimBox"], press.bleed, press.slug)
        if sheet not in drawn:
            drawn[sheet] = tuple(_stream(pdf, part) for part in draw_marks(sheet))
        clip, end, marks = drawn[sheet]
        for key in (*_INTERACTIVE, *_SCREEN_BOXES):
            page.pop(key, None)
        page["MediaBox"] = pydyf.Array(sheet.media)
        page["BleedBox"] = pydyf.Array(sheet.bleed)
        page["TrimBox"] = pydyf.Array(sheet.trim)
        page["Contents"] = pydyf.Array([clip, page["Contents"], end, marks])
        colour_spaces = resources[page["Resources"]]["ColorSpace"]
        colour_spaces["Registration"] = _registration()


def _stream(pdf: Any, content: bytes) -> bytes:
    stream = pydyf.Stream([content])
    pdf.add_object(stream)
    reference: bytes = stream.reference
    return reference


def _registration() -> Any:
    """The colour space for marks that print on every plate."""
    full = pydyf.Dictionary(
        {
            "FunctionType": 2,
            "Domain": pydyf.Array([0, 1]),
            "C0": pydyf.Array([0, 0, 0, 0]),
            "C1": pydyf.Array([1, 1, 1, 1]),
            "N": 1,
        }
    )
    return pydyf.Array(["/Separation", "/All", "/DeviceCMYK", full])
