"""The package of a Word file: its parts, extracted, parsed and put back."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.importing.reading.word_package import MAIN, settle_package
from pipeline.importing.zip_entries import (
    DAMAGED,
    MOST_ENTRIES,
    Trouble,
    find_trouble,
    read_entry,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Name space of WordprocessingML (ISO/IEC 29500-1, 17)."""
BOX: Final = "\ue002"
"""Character that marks a paragraph from a text box."""

WHY_CHART: Final = "a chart, which a note shows as a picture"
"""Why the words of a chart are in the report."""

# Once parsed, it takes up to thirty times as much memory.
_PART_BYTES: Final = 50_000_000
_MOST_MARKS: Final = 3_000_000
# Chinese has no spaces: a long paragraph of it is one word here.
_LONGEST_WORD: Final = 100_000
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_OUTSIDE: Final = (
    (re.compile(r"word/header\d*\.xml"), "header of the Word file"),
    (re.compile(r"word/footer\d*\.xml"), "footer of the Word file"),
    (re.compile(r"word/diagrams/data\d*\.xml"), "a diagram, which a note shows as a picture"),
    (re.compile(r"word/charts/chart\d*\.xml"), WHY_CHART),
)
_SPACES: Final = frozenset({f"{W}tab", f"{W}ptab", f"{W}br", f"{W}cr"})


def unpack(content: bytes, name: str) -> dict[str, bytes]:
    """The parts of a Word file by path, as Word would name them.

    Raises `SourceError` (N160) if it is none.
    """
    if content.startswith(_COMPOUND):
        raise _refusal(name, *(_PROTECTED if _ENCRYPTED in content else _OLD))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if trouble := find_trouble(archive):
                raise _refusal(name, *_TROUBLES[trouble])
            parts = {one.filename: read_entry(archive, one) for one in archive.infolist()}
    except DAMAGED as error:
        why = _CUT if content.startswith(_ZIP) else _OTHER
        raise _refusal(name, *why) from error
    parts = settle_package(parts)
    if MAIN not in parts:
        raise _refusal(name, f"it does not contain {MAIN}")
    return parts


# A compound file (MS-CFB): the format used before 2007, or a .docx with a password.
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP: Final = b"PK"
_OLD: Final = (
    "it is in the format used before 2007",
    "open it in a word processor and save it as .docx",
)
_PROTECTED: Final = (
    "it is protected with a password",
    "open it in a word processor and save it without a password",
)
_CUT: Final = ("it is truncated or damaged", "get a complete copy of it, or save it again as .docx")
_OTHER: Final = (
    "it is a different type of file, despite its extension",
    "open it in a word processor and save it as .docx",
)
_TROUBLES: Final[dict[Trouble, tuple[str, ...]]] = {
    "large": ("it unpacks to more than 200 MB",),
    "many": (f"it has more than {MOST_ENTRIES:,} parts",),
    "protected": _PROTECTED,
    "unusual": (
        "its parts are compressed in an unusual way",
        "open it in a word processor and save it again as .docx",
    ),
}


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Write parts as a Word file that is going to be read at once."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path, data in parts.items():
            archive.writestr(path, data)
    return target.getvalue()


def _refusal(name: str, why: str, hint: str = _OLD[1]) -> SourceError:
    return SourceError([Finding("N160", f"not a Word file: {why}", Place(name), hint)])


def parse(data: bytes, name: str) -> Any:
    """The root of a part. Raises `SourceError` (N160) if it is broken or too large."""
    from lxml import etree

    if len(data) > _PART_BYTES or data.count(b"<") > _MOST_MARKS:
        raise _refusal(name, "it is longer than any text that can be imported", _SHORTER)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        where = f"its XML is broken at line {line}, column {column}"
        raise _refusal(name, where if line else "its XML is broken", _CUT[1]) from error


def check_words(text: str, name: str) -> None:
    """Refuse a text with a word that is longer than any word: it would take all memory."""
    if longest := next((len(one) for one in text.split() if len(one) > _LONGEST_WORD), 0):
        raise _refusal(name, f"one of its words has {longest:,} characters", _SHORTER)


_SHORTER: Final = "import it in pieces"


def words_outside(parts: Mapping[str, bytes], name: str) -> tuple[tuple[str, str], ...]:
    """The words outside the text, and where they are."""
    found = []
    for path in sorted(parts):
        why = next((why for pattern, why in _OUTSIDE if pattern.fullmatch(path)), None)
        if why and (words := words_of_part(parse(parts[path], name)).strip()):
            found.append((words, why))
    return tuple(dict.fromkeys(found))


def lift_text_boxes(root: Any) -> None:
    """Put the paragraphs of each text box after the paragraph that the box is anchored to."""
    for fallback in list(root.iter(f"{_MC}Fallback")):
        # The same text box again, for programs from before 2010.
        fallback.getparent().remove(fallback)
    for box in list(root.iter(f"{W}txbxContent")):
        host = box.getparent()
        while host is not None and host.tag != f"{W}p":
            host = host.getparent()
        if host is None:
            continue
        for paragraph in reversed(list(box)):
            if paragraph.tag == f"{W}p":
                insert_text(paragraph, BOX, first_place(paragraph))
            host.addnext(paragraph)


def first_place(paragraph: Any) -> int:
    """The offset at which the content of a paragraph begins, after its properties."""
    return 1 if len(paragraph) and paragraph[0].tag == f"{W}pPr" else 0


def insert_text(paragraph: Any, text: str, index: int) -> None:
    """Put text into a paragraph as a run of its own."""
    from lxml import etree

    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}t").text = text
    paragraph.insert(index, run)


def words_of_part(root: Any) -> str:
    """The text of a part, a line for each paragraph, and after it what was deleted."""
    lines = ["".join(_characters(paragraph)) for paragraph in _paragraphs(root)]
    deleted = ("".join(one.itertext(f"{W}delText")) for one in root.iter(f"{W}del"))
    return "\n".join([*lines, *deleted])


def _paragraphs(root: Any) -> Iterator[Any]:
    found = False
    for paragraph in root.iter(f"{W}p"):
        found = True
        yield paragraph
    if not found:
        yield root


def _characters(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{W}t":
            yield element.text or ""
        elif element.tag in {f"{_A}t", f"{_C}v"}:
            yield f"{element.text or ''} "
        elif element.tag in _SPACES:
            yield " "
        elif element.tag == f"{W}noBreakHyphen":
            yield "-"
