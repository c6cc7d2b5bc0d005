"""Citations in .odt files: reference marks of Zotero and Mendeley, and LibreOffice's own."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest
import word_fields as made
from imported import Importer

pytestmark = pytest.mark.slow

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = (
    f'xmlns:office="{OASIS}:office:1.0" xmlns:text="{OASIS}:text:1.0" xmlns:meta="{OASIS}:meta:1.0"'
    ' xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
)
TYPE = "application/vnd.oasis.opendocument.text"


def reference(name: str, shown: str) -> str:
    """A reference mark around some words, as LibreOffice writes one."""
    return (
        f"<text:reference-mark-start text:name={quoteattr(name)}/>{shown}"
        f"<text:reference-mark-end text:name={quoteattr(name)}/>"
    )


def field(code: str, shown: str) -> str:
    """A field of Word, as LibreOffice keeps one that it does not know."""
    return (
        f'<field:fieldmark-start text:name="Bookmark"><field:param field:name="code" field:value='
        f"{quoteattr(code)}/></field:fieldmark-start><field:fieldmark-separator/>"
        f"<text:span>{shown}</text:span><field:fieldmark-end/>"
    )


def manuscript(path: Path, body: str, meta: str) -> Path:
    manifest = (
        f'<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", TYPE)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
        )
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {SPACES}><office:styles/></office:document-styles>",
        )
        archive.writestr(
            "meta.xml",
            f"<office:document-meta {SPACES}><office:meta>{meta}</office:meta>"
            "</office:document-meta>",
        )
    return path


def test_reference_marks_and_bibliography_marks(tmp_path: Path, bring_in: Importer) -> None:
    zotero = made.zotero({"itemData": made.BROOK, "locator": "3"}).removeprefix(" ADDIN ")
    mendeley = made.mendeley({"itemData": made.BOARD, "uuid": "b"}).removeprefix("ADDIN ")
    own = (
        '<text:bibliography-mark text:bibliography-type="article" text:identifier="Reed04"'
        ' text:author="Reed, Tom; Shu, Da" text:title="Weirs" text:journal="Walls"'
        ' text:year="2004">[Reed04]</text:bibliography-mark>'
    )
    words = "(<text:span>Brook</text:span>,<text:s/>3)"
    first = reference(f"{zotero.strip()} RND6KERMIacgp", words)
    second = reference(mendeley, "(2019)")
    body = (
        '<text:h text:outline-level="1">Marks</text:h>'
        f"<text:p>Oak keeps {first}, walls {second} and weirs {own}.</text:p>"
        f"<text:p>By hand {reference('JABREF_Lost1 CID_1 du6k', '(Lost 1)')} too.</text:p>"
        f"<text:p>As Word {field(f'ADDIN {mendeley}', '(Board)')} had it.</text:p>"
        '<text:h text:outline-level="1">Bibliography</text:h>'
        '<text:section text:name="ZOTERO_BIBL {} CSL_BIBLIOGRAPHY RNDx">'
        "<text:p>Brook, A. (1951).</text:p><text:p>Board.</text:p></text:section>"
    )
    style = '<data><style id="http://www.zotero.org/styles/apa"/></data>'
    meta = (
        "<meta:initial-creator>Ada Brook</meta:initial-creator><dc:creator>user</dc:creator>"
        "<meta:keyword>oak</meta:keyword><meta:keyword>floods</meta:keyword>"
        f'<meta:user-defined meta:name="ZOTERO_PREF_1">{escape(style)}</meta:user-defined>'
        '<meta:user-defined meta:name="Owner">mill</meta:user-defined>'
    )

    result = bring_in(manuscript(tmp_path / "in.odt", body, meta))

    text = result.file("text/1-marks.md")
    assert "Oak keeps [@brook1951, p. 3], walls [@waterboard2019] and weirs [@reed2004]." in text
    assert "By hand (Lost 1) too." in text
    assert "As Word [@waterboard2019] had it." in text
    works = {one["id"]: one for one in json.loads(result.file("references.json"))}
    assert works["reed2004"]["author"] == [
        {"family": "Reed", "given": "Tom"}, {"family": "Shu", "given": "Da"},
    ]  # fmt: skip
    assert works["reed2004"]["container-title"] == "Walls"
    assert len(result.note.themes) == 1
    assert "notepress makes anew: Brook, A. (1951)." in result.left_out
    data = result.note.metadata
    assert [one.name for one in data.authors] == ["Ada Brook"]
    assert data.subjects == ("oak", "floods")
    assert "custom properties of the file: Owner: mill" in result.left_out
    assert any(one.value == "apa" for one in result.report.to_complete)
