"""The package of a Word file: completes pandoc's output and packs it reproducibly."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from pipeline.languages import HAN_TAG, is_han, is_right_to_left, word_tag
from pipeline.note.word_marks import SOURCE_SPACE
from pipeline.press.word.word_directions import set_directions
from pipeline.workspace import TEXT_SUFFIXES

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_APPLICATION: Final = (
    f'{_HEAD}<Properties xmlns="{_OFFICE}/extended-properties">'
    "<Application>notepress</Application></Properties>"
)
# Where it is missing, Word is to take another face for code that has one width.
_FONTS: Final = (
    f'{_HEAD}<w:fonts xmlns:w="{_WORD}"><w:font w:name="Source Code Pro">'
    '<w:altName w:val="Consolas" /><w:family w:val="modern" /><w:pitch w:val="fixed" />'
    "</w:font></w:fonts>"
)
_W: Final = f"{{{_WORD}}}"
# A4 with margins of 25 mm, in twentieths of a point.
_PAGE: Final = {
    "pgSz": {"w": "11906", "h": "16838"},
    "pgMar": {
        **dict.fromkeys(("top", "right", "bottom", "left"), "1417"),
        "header": "709",
        "footer": "709",
        "gutter": "0",
    },
}
_EARLIEST: Final = 1980


@dataclass(frozen=True, slots=True)
class Properties:
    """The metadata of a Word file."""

    title: str
    subject: str
    creator: str
    keywords: tuple[str, ...]
    description: str
    language: str
    created: dt.datetime
    modified: dt.datetime
    revision: int


def finish(
    docx: bytes, styles: str, properties: Properties, slug: str, source: Mapping[str, bytes]
) -> bytes:
    """Complete pandoc's Word file with our styles, metadata, and languages as Word needs them.

    The text files of the source are embedded, so that a reviewer's changes can be told from later
    changes of the source. Change tracking is turned on.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in ("word/document.xml", "word/footnotes.xml"):
        parts[name] = _corrected(parts[name], properties.language)
    parts["word/styles.xml"] = styles.encode()
    parts["word/settings.xml"] = _settings(properties.language).encode()
    parts["word/fontTable.xml"] = _FONTS.encode()
    parts["docProps/app.xml"] = _APPLICATION.encode()
    parts["docProps/core.xml"] = _core(properties).encode()
    _embed_source(parts, slug, source)
    return _pack(parts, properties.created)


def _corrected(xml: bytes, language: str) -> bytes:
    """Set languages and directions as Word needs them, remove data URLs, set the page size."""
    root = _parse(xml)
    for mark in root.iter(f"{_W}lang"):
        tag = mark.get(f"{_W}val", "")
        if is_han(tag):
            mark.set(f"{_W}eastAsia", word_tag(tag))
    for element in root.iterfind(".//*[@descr]"):
        if element.get("descr", "").startswith("data:"):
            element.set("descr", "")
    for section in root.iter(f"{_W}sectPr"):
        section.clear()
        for name, values in _PAGE.items():
            attributes = {f"{_W}{key}": value for key, value in values.items()}
            etree.SubElement(section, f"{_W}{name}", attributes)
    set_directions(root, language)
    return _serialised(root)


def _parse(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, huge_tree=True))


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _settings(language: str) -> str:
    """The settings part: changes are tracked, and compatibility modes are off."""
    turned = f' w:bidi="{word_tag(language)}"' if is_right_to_left(language) else ""
    return (
        f'{_HEAD}<w:settings xmlns:w="{_WORD}"><w:zoom w:percent="100" /><w:trackRevisions />'
        '<w:defaultTabStop w:val="720" /><w:characterSpacingControl w:val="doNotCompress" />'
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15" /></w:compat>'
        f'<w:themeFontLang w:val="{language}" w:eastAsia="{word_tag(HAN_TAG)}"{turned} />'
        '<w:decimalSymbol w:val="." /><w:listSeparator w:val="," /></w:settings>'
    )


def _core(properties: Properties) -> str:
    created, modified = (
        f"{moment:%Y-%m-%dT%H:%M:%SZ}" for moment in (properties.created, properties.modified)
    )
    return (
        f"{_HEAD}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(properties.title)}</dc:title>"
        f"<dc:subject>{escape(properties.subject)}</dc:subject>"
        f"<dc:creator>{escape(properties.creator)}</dc:creator>"
        f"<cp:keywords>{escape(', '.join(properties.keywords))}</cp:keywords>"
        f"<dc:description>{escape(properties.description)}</dc:description>"
        f"<dc:language>{properties.language}</dc:language>"
        f"<cp:revision>{properties.revision}</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{modified}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _embed_source(parts: dict[str, bytes], slug: str, source: Mapping[str, bytes]) -> None:
    """Add the text files of a source as custom XML, which Word keeps (ISO/IEC 29500-1, 15.2.5)."""
    files = "".join(
        f"<file path={quoteattr(path)}>{_escaped(content)}</file>"
        for path, content in sorted(source.items())
        if path.endswith(TEXT_SUFFIXES)
    )
    item = f"{_HEAD}<source xmlns={quoteattr(SOURCE_SPACE)} slug={quoteattr(slug)}>{files}</source>"
    space = f"{_OFFICE}/customXml"
    name = str(uuid5(NAMESPACE_URL, SOURCE_SPACE)).upper()
    parts["customXml/item1.xml"] = item.encode()
    parts["customXml/itemProps1.xml"] = (
        f'{_HEAD}<ds:datastoreItem xmlns:ds="{space}" ds:itemID="{{{name}}}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{SOURCE_SPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    parts["customXml/_rels/item1.xml.rels"] = (
        f'{_HEAD}<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="'
        f'{_OFFICE}/relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>'
    ).encode()
    relation = {
        "Id": "rIdSource",
        "Type": f"{_OFFICE}/relationships/customXml",
        "Target": "../customXml/item1.xml",
    }
    _add(parts, "word/_rels/document.xml.rels", f"{{{_RELATIONS}}}Relationship", relation)
    override = {
        "PartName": "/customXml/itemProps1.xml",
        "ContentType": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    }
    _add(parts, "[Content_Types].xml", f"{{{_TYPES}}}Override", override)


def _escaped(content: bytes) -> str:
    """Text escaped for XML, in such a way that line ends are preserved."""
    return escape(content.decode("utf-8", "replace"), {"\r": "&#13;"})


def _add(parts: dict[str, bytes], name: str, tag: str, attributes: Mapping[str, str]) -> None:
    """Add an element at the end of a part."""
    root = _parse(parts[name])
    etree.SubElement(root, tag, dict(attributes))
    parts[name] = _serialised(root)


def _pack(parts: Mapping[str, bytes], date: dt.datetime) -> bytes:
    target = io.BytesIO()
    stamp = (max(date.year, _EARLIEST), date.month, date.day, 0, 0, 0)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, content)
    return target.getvalue()
