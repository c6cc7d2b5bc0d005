"""A Word file made ready for pandoc, which would drop its text boxes, bookmarks and margins."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import SourceError
from pipeline.findings import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

BOOKMARK_START: Final = "\ue000"
"""Character before the name of a bookmark put into the text."""
BOOKMARK_END: Final = "\ue001"
"""Character behind the name of a bookmark put into the text."""
BOX: Final = "\ue002"
"""Character at the head of a paragraph that stood in a text box."""

_UNPACKED_BYTES: Final = 200_000_000
_MAIN: Final = "word/document.xml"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_IN_TEXT: Final = re.compile(r"word/(document|footnotes|endnotes|comments)\.xml")
_OUTSIDE: Final = (
    (re.compile(r"word/header\d*\.xml"), "running head of the Word file"),
    (re.compile(r"word/footer\d*\.xml"), "running foot of the Word file"),
    (re.compile(r"word/diagrams/data\d*\.xml"), "a diagram, which a note shows as a picture"),
    (re.compile(r"word/charts/chart\d*\.xml"), "a chart, which a note shows as a picture"),
)
_SPACES: Final = frozenset({f"{_W}tab", f"{_W}br", f"{_W}cr"})


@dataclass(frozen=True, slots=True)
class WordFile:
    """What a Word file holds.

    ``content`` is the file for pandoc, ``pictures`` its pictures by the path pandoc gives them,
    ``text`` all words in its text, notes and comments, and ``outside`` what stands elsewhere:
    words, and where.
    """

    content: bytes
    pictures: Mapping[str, bytes]
    text: str
    outside: tuple[tuple[str, str], ...]


def read_word_file(content: bytes, name: str) -> WordFile:
    """Return a Word file made ready for pandoc. Raises `SourceError` if it is none."""
    parts = _unpack(content, name)
    texts, outside = [], []
    for path in sorted(parts):
        why = next((why for pattern, why in _OUTSIDE if pattern.fullmatch(path)), None)
        if not why and not _IN_TEXT.fullmatch(path):
            continue
        root = _parse(parts[path], name)
        if why:
            if words := _words(root).strip():
                outside.append((words, why))
            continue
        _lift_boxes(root)
        texts.append(_words(root))
        _write_bookmarks(root)
        parts[path] = _serialise(root)
    pictures = {
        posixpath.relpath(path, "word"): data
        for path, data in parts.items()
        if path.startswith("word/media/")
    }
    return WordFile(_pack(parts), pictures, "\n".join(texts), tuple(dict.fromkeys(outside)))


def _unpack(content: bytes, name: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _UNPACKED_BYTES:
                raise _refusal(name, "it unpacks to more than 200 MB")
            parts = {entry: archive.read(entry) for entry in archive.namelist()}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError) as error:
        raise _refusal(name, str(error)) from error
    if _MAIN not in parts:
        raise _refusal(name, f"it holds no {_MAIN}")
    return parts


def _pack(parts: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path, data in parts.items():
            archive.writestr(path, data)
    return target.getvalue()


def _refusal(name: str, why: str) -> SourceError:
    hint = "open it in a word processor and save it as .docx"
    return SourceError([Finding("N160", f"not a Word file: {why}", Place(name), hint)])


def _parse(data: bytes, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _refusal(name, str(error)) from error


def _serialise(root: Any) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _lift_boxes(root: Any) -> None:
    """Put the paragraphs of each text box behind the paragraph that the box hangs on."""
    for fallback in list(root.iter(f"{_MC}Fallback")):
        # The same text box once more, for programs of before 2010.
        fallback.getparent().remove(fallback)
    for box in list(root.iter(f"{_W}txbxContent")):
        host = box.getparent()
        while host is not None and host.tag != f"{_W}p":
            host = host.getparent()
        if host is None:
            continue
        for paragraph in reversed(list(box)):
            if paragraph.tag == f"{_W}p":
                _insert_text(paragraph, BOX, _first_place(paragraph))
            host.addnext(paragraph)


def _write_bookmarks(root: Any) -> None:
    """Write the name of each bookmark into the text where it begins."""
    for bookmark in list(root.iter(f"{_W}bookmarkStart")):
        name = bookmark.get(f"{_W}name", "")
        if not name or name.startswith("_"):
            continue
        text = f"{BOOKMARK_START}{name}{BOOKMARK_END}"
        parent = bookmark.getparent()
        if parent.tag == f"{_W}p":
            _insert_text(parent, text, parent.index(bookmark))
            continue
        follower = bookmark.getnext()
        while follower is not None and follower.tag != f"{_W}p":
            follower = follower.getnext()
        if follower is not None:
            _insert_text(follower, text, _first_place(follower))


def _first_place(paragraph: Any) -> int:
    return 1 if len(paragraph) and paragraph[0].tag == f"{_W}pPr" else 0


def _insert_text(paragraph: Any, text: str, index: int) -> None:
    from lxml import etree

    run = etree.Element(f"{_W}r")
    etree.SubElement(run, f"{_W}t").text = text
    paragraph.insert(index, run)


def _words(root: Any) -> str:
    """Return the text of a part, a line for each paragraph, and after it what was deleted."""
    lines = ["".join(_characters(paragraph)) for paragraph in _paragraphs(root)]
    deleted = ("".join(one.itertext(f"{_W}delText")) for one in root.iter(f"{_W}del"))
    return "\n".join([*lines, *deleted])


def _paragraphs(root: Any) -> Iterator[Any]:
    found = False
    for paragraph in root.iter(f"{_W}p"):
        found = True
        yield paragraph
    if not found:
        yield root


def _characters(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag in {f"{_A}t", f"{_C}v"}:
            yield f"{element.text or ''} "
        elif element.tag in _SPACES:
            yield " "
        elif element.tag == f"{_W}noBreakHyphen":
            yield "-"
