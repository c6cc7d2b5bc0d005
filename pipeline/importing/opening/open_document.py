"""A text of OpenDocument (.odt) made ready for pandoc (ISO/IEC 26300)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.importing.citations.references import References
from pipeline.importing.opening.hidden_open_document import take_hidden
from pipeline.importing.opening.open_document_frames import (
    descriptions,
    frame_text_boxes,
    name_formulas,
)
from pipeline.importing.reading.cited.in_open_document import take_citations
from pipeline.importing.reading.file_properties import FileProperties, read_open_properties
from pipeline.importing.reading.word_archive import pack, parse
from pipeline.importing.zip_entries import (
    DAMAGED,
    MOST_ENTRIES,
    Trouble,
    find_trouble,
    read_entry,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO: Final = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_MARGINS: Final = (
    (f"{_STYLE}header", "header of the file"),
    (f"{_STYLE}footer", "footer of the file"),
)
_INDEXES: Final = tuple(
    f"{_TEXT}{kind}"
    for kind in (
        "table-of-content", "illustration-index", "table-index", "object-index",
        "alphabetical-index", "user-index",
    )
)  # fmt: skip
_PROTECTED: Final = "it is protected with a password"
_CHARACTERS: Final = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": " "}


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """The contents of an .odt file.

    ``content`` is the file for pandoc, ``pictures`` its pictures by the path that the tree names,
    ``outside`` words outside the text and where, ``language`` the tag of its default style.
    ``references`` are the works that it cites, ``properties`` those of the file. ``described`` are
    the alternative texts of its pictures, by the same path.
    """

    content: bytes
    pictures: Mapping[str, bytes]
    outside: tuple[tuple[str, str], ...]
    language: str
    references: References = field(default_factory=References)
    properties: FileProperties = field(default_factory=FileProperties)
    described: Mapping[str, str] = field(default_factory=dict)


def read_open_document(content: bytes, name: str) -> OpenDocument:
    """A text of OpenDocument. Raises `SourceError` (N160) if it is none."""
    parts = _unpack(content, name)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise _refusal(name, _PROTECTED, "open it in its program and save it without a password")
    if "content.xml" not in parts:
        raise _refusal(name, "it does not contain content.xml")
    root = parse(parts["content.xml"], name)
    styles = parse(parts["styles.xml"], name) if "styles.xml" in parts else None
    hidden = take_hidden(root, styles)
    outside = (*hidden, *_deleted(root), *_comments(root), *_indexes(root), *_margins(styles))
    pictures = {path: data for path, data in parts.items() if path.startswith("Pictures/")}
    language = _language(styles, parts, name)
    meta = parse(parts["meta.xml"], name) if "meta.xml" in parts else None
    references = take_citations(root, meta)
    # Each of them must be done, whatever the others found.
    changed = [hidden, frame_text_boxes(root), name_formulas(root)]
    if any(changed) or references.items or references.left:
        parts["content.xml"] = _serialise(root)
        content = pack(parts)
    properties = read_open_properties(meta)
    return OpenDocument(
        content, pictures, outside, language, references, properties, descriptions(root)
    )


def _serialise(root: Any) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _unpack(content: bytes, name: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if trouble := find_trouble(archive):
                raise _refusal(name, *_TROUBLES[trouble])
            return {one.filename: read_entry(archive, one) for one in archive.infolist()}
    except DAMAGED as error:
        raise _refusal(name, "it is damaged, or a different type of file") from error


_TROUBLES: Final[dict[Trouble, tuple[str, ...]]] = {
    "large": ("it unpacks to more than 200 MB", "import it in pieces"),
    "many": (f"it has more than {MOST_ENTRIES:,} parts",),
    "protected": (_PROTECTED, "open it in its program and save it without a password"),
    "unusual": ("its parts are compressed in an unusual way",),
}


def _refusal(name: str, why: str, hint: str = "save it again as .odt, or as .docx") -> SourceError:
    return SourceError([Finding("N160", f"not an OpenDocument text: {why}", Place(name), hint)])


def _deleted(root: Any) -> Iterator[tuple[str, str]]:
    for change in root.iter(f"{_TEXT}changed-region"):
        deletion = change.find(f"{_TEXT}deletion")
        if deletion is not None and (words := _words(deletion)):
            yield words, "someone deleted it (tracked change)"


def _comments(root: Any) -> Iterator[tuple[str, str]]:
    for comment in root.iter(f"{_OFFICE}annotation"):
        words = " ".join(filter(None, (_words(one) for one in comment.iter(f"{_TEXT}p"))))
        who = comment.findtext(f"{_DC}creator") or "someone"
        if words:
            yield words, f"comment by {who}"


def _indexes(root: Any) -> Iterator[tuple[str, str]]:
    for body in root.iter(f"{_TEXT}index-body"):
        if body.getparent().tag in _INDEXES and (words := _words(body)):
            yield words, "list that is generated"


def _margins(styles: Any) -> tuple[tuple[str, str], ...]:
    if styles is None:
        return ()
    found = [
        (words, why) for tag, why in _MARGINS for one in styles.iter(tag) if (words := _words(one))
    ]
    return tuple(dict.fromkeys(found))


def _words(element: Any) -> str:
    return re.sub(r"\s+", " ", "".join(_stretches(element))).strip()


def _stretches(element: Any) -> Iterator[str]:
    """Yield the text of an element and of all inside it, in order."""
    if element.tag in {f"{_DC}creator", f"{_DC}date"}:
        return
    yield _CHARACTERS.get(element.tag, "") + (element.text or "")
    for inner in element:
        yield from _stretches(inner)
        yield inner.tail or ""
    if element.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
        yield " "


def _language(styles: Any, parts: Mapping[str, bytes], name: str) -> str:
    if "meta.xml" in parts:
        given = parse(parts["meta.xml"], name).findtext(f".//{_DC}language")
        if given and given.strip():
            return str(given.strip())
    for style in () if styles is None else styles.iter(f"{_STYLE}default-style"):
        properties = style.find(f"{_STYLE}text-properties")
        if style.get(f"{_STYLE}family") == "paragraph" and properties is not None:
            # The country is that of the program, not of the text.
            language = properties.get(f"{_FO}language")
            if language and language != "none":
                return str(language)
    return ""
