"""Citations as programs write them into Word files: fields, content controls, bookmarks."""

from __future__ import annotations

import base64
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from word_parts import element

BROOK = {
    "id": 12,
    "type": "article-journal",
    "title": "Marks on oak",
    "author": [{"family": "Brook", "given": "Ada"}, {"family": "Lin", "given": "Yue"}],
    "container-title": "Journal of Small Rivers",
    "volume": "7",
    "page": "1–14",
    "DOI": "https://doi.org/10.5555/rivers.7.2",
    "issued": {"date-parts": [["1951", 4]]},
    "abstract": "What nobody prints.",
}
BOARD = {
    "id": "ITEM-2",
    "type": "report",
    "title": "What the gauge has {seen} \\& heard",
    "author": [{"literal": "The Water Board"}],
    "publisher": "Water Board",
    "issued": {"date-parts": [[2019]]},
    "journalAbbreviation": "",
}


def zotero(*items: Mapping[str, Any], shown: str = "") -> str:
    """The instruction of a citation of Zotero."""
    listed = [{"id": 12, "uris": ["http://zotero.org/users/1/items/AB"], **one} for one in items]
    citation = {
        "citationID": "x1",
        "properties": {"formattedCitation": f"{shown}\\uc0\\u8211{{}}", "plainCitation": shown},
        "citationItems": listed,
        "schema": "https://github.com/citation-style-language/schema/raw/master/csl-citation.json",
    }
    return f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(citation)} "


def mendeley(*items: Mapping[str, Any]) -> str:
    """The instruction of a citation of Mendeley Desktop, which numbers items in each anew."""
    listed = [
        {
            "id": f"ITEM-{number}",
            "uris": [f"http://www.mendeley.com/?uuid={number}{one['uuid']}"],
            **one,
        }
        for number, one in enumerate(items, 1)
    ]
    citation = {"citationItems": listed, "mendeley": {"formattedCitation": "x"}, "properties": {}}
    return f"ADDIN CSL_CITATION {json.dumps(citation)}"


def mendeley_tag(*items: Mapping[str, Any]) -> str:
    """The tag of a content control of Mendeley Cite."""
    citation = {"citationID": "MENDELEY_CITATION_1", "isEdited": False, "citationItems": items}
    return f"MENDELEY_CITATION_v3_{base64.b64encode(json.dumps(citation).encode()).decode()}"


def endnote(*cites: str) -> str:
    """The XML of a citation of EndNote."""
    return f"<EndNote>{''.join(cites)}</EndNote>"


def cite(parts: str = "", attributes: str = "") -> str:
    """One work in it."""
    return (
        f"<Cite {attributes}><Author>Reed</Author><Year>2004</Year><RecNum>9</RecNum>{parts}"
        "<DisplayText>(Reed)</DisplayText><record><rec-number>9</rec-number><foreign-keys>"
        '<key app="EN" db-id="z2as">9</key></foreign-keys>'
        '<ref-type name="Book Section">5</ref-type><contributors><authors>'
        "<author>Reed, Tom</author><author>Bureau of Weirs,</author></authors>"
        "<secondary-authors><author>Shu, Da</author></secondary-authors></contributors>"
        '<titles><title><style face="italic">Weirs</style> & locks</title>'
        "<secondary-title>A book of walls</secondary-title></titles><pages>3-9</pages>"
        "<dates><year>2004</year><pub-dates><date>Apr 2004</date></pub-dates></dates>"
        "<publisher>Mill</publisher><pub-location>Leeds</pub-location>"
        "<isbn>978-0-306-40615-7</isbn></record></Cite>"
    )


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def code(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def instruction(text: str) -> str:
    """An instruction in two runs, as Word divides it where the look of letters changes."""
    parts = text[: len(text) // 2], text[len(text) // 2 :]
    typed = (f'<w:instrText xml:space="preserve">{escape(one)}</w:instrText>' for one in parts)
    return "".join(f"<w:r>{one}</w:r>" for one in typed)


def field(text: str, shown: str, inside: str = "", data: str = "") -> str:
    """A field in runs; ``inside`` are fields in its instruction, ``data`` what it has in base64."""
    packed = f'<w:fldData xml:space="preserve">{data}</w:fldData>' if data else ""
    return (
        code("begin", packed) + instruction(text) + inside + code("separate")
        + f"<w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">{escape(shown)}</w:t></w:r>"
        + code("end")
    )  # fmt: skip


def simple(text: str, shown: str) -> str:
    return f"<w:fldSimple w:instr={quoteattr(text)}>{run(shown)}</w:fldSimple>"


def endnote_field(xml: str, shown: str) -> str:
    """A long citation of EndNote, whose XML is the data of a field in another."""
    data = base64.b64encode(f"{xml}\0".encode()).decode()
    packed = f'<w:fldData xml:space="preserve">{data[:76]}\n{data[76:]}</w:fldData>'
    inner = code("begin", packed) + instruction(" ADDIN EN.CITE.DATA ") + code("end")
    return field(" ADDIN EN.CITE ", shown, inner, data)


def control(tag: str, content: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{content}'
        "</w:sdtContent></w:sdt>"
    )


def paragraph(content: str, style: str = "") -> Any:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return element(f"<w:p>{properties}{content}</w:p>")


def list_field(text: str, *entries: str) -> list[Any]:
    """A field around several paragraphs, which ends in one of its own."""
    first = code("begin") + instruction(text) + code("separate") + run(entries[0])
    rest = [paragraph(run(one)) for one in entries[1:]]
    return [paragraph(first, "Bibliography"), *rest, paragraph(code("end"))]


def manuscript(path: Path, *content: Any, parts: Mapping[str, str] | None = None) -> Path:
    """A Word file with a title, a heading and what is given, and further parts."""
    document = Document()
    document.add_paragraph("Rivers and their marks", "Title")
    document.add_heading("Marks", 1)
    body = document.element.body
    for one in content:
        body.insert(len(body) - 1, one)
    document.save(str(path))
    with zipfile.ZipFile(path, "a") as archive:
        for name, text in (parts or {}).items():
            archive.writestr(name, text)
    return path


def sources(*listed: str, style: str = "APA") -> str:
    """A part with the sources of Word."""
    return (
        f'<b:Sources SelectedStyle="\\APA.XSL" StyleName="{style}" xmlns:b='
        '"http://schemas.openxmlformats.org/officeDocument/2006/bibliography">'
        f"{''.join(listed)}</b:Sources>"
    )


def properties(values: Mapping[str, str]) -> str:
    """The custom properties of a file."""
    listed = "".join(
        f'<property fmtid="{{D5CDD505}}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), 2)
    )
    space = "http://schemas.openxmlformats.org/officeDocument/2006"
    return (
        f'<Properties xmlns="{space}/custom-properties" xmlns:vt="{space}/docPropsVTypes">'
        f"{listed}</Properties>"
    )
