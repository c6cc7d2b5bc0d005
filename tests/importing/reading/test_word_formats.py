"""What the paragraphs of a Word file look like, through its styles, lists and own properties."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from pipeline.importing.ledger import Ledger
from pipeline.importing.opening.manuscript import read_manuscript
from pipeline.importing.reading.blocks import read_pieces
from pipeline.importing.reading.looks import Look
from pipeline.importing.reading.pieces import Piece, all_pieces

_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Lead"><w:name w:val="Lead"/><w:basedOn w:val="Normal"/>
  <w:pPr><w:jc w:val="center"/><w:shd w:val="clear" w:fill="DDEEFF"/></w:pPr>
  <w:rPr><w:b/><w:sz w:val="28"/><w:color w:val="1f4e79"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Lower"><w:name w:val="Lower"/><w:basedOn w:val="Lead"/>
  <w:pPr><w:jc w:val="both"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:sz w:val="24"/></w:rPr>
</w:style>
<w:style w:type="paragraph" w:styleId="Part"><w:name w:val="Part"/>
  <w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Stark"><w:name w:val="Stark"/><w:rPr><w:b/></w:rPr></w:style>
"""
_NUMBERING = """
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/>
  </w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/>
    <w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/>
  <w:numFmt w:val="decimal"/><w:pStyle w:val="Part"/><w:lvlText w:val="Section %1"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def word_file(body: str) -> bytes:
    """A Word file of three parts, with the styles and lists above."""
    content = io.BytesIO()
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{word}.document.main+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r2" Type="{_OFFICE}/numbering" Target="numbering.xml"/>'
        "</Relationships>",
        "word/document.xml": f"<w:document {_SPACE}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_SPACE}>{_STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_SPACE}>{_NUMBERING}</w:numbering>",
    }
    with zipfile.ZipFile(content, "w") as archive:
        for path, text in parts.items():
            archive.writestr(path, text)
    return content.getvalue()


def paragraph(text: str, properties: str = "", letters: str = "") -> str:
    return (
        f"<w:p><w:pPr>{properties}</w:pPr>"
        f"<w:r><w:rPr>{letters}</w:rPr><w:t>{text}</w:t></w:r></w:p>"
    )


def listed(text: str, number: int, depth: int = 0) -> str:
    inside = f'<w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/>'
    return paragraph(text, f"<w:numPr>{inside}</w:numPr>")


def pieces_of(path: Path, content: bytes) -> dict[str, Piece]:
    path.write_bytes(content)
    manuscript = read_manuscript(path, Ledger())
    found = read_pieces(manuscript.document, Ledger(), manuscript.looks)
    return {piece.text: piece for piece in all_pieces(found) if piece.kind != "box"}


def test_looks_come_from_styles_and_their_own_properties(tmp_path: Path) -> None:
    half = "<w:r><w:rPr><w:b/></w:rPr><w:t>half</w:t></w:r>"
    break_before = '<w:r><w:br w:type="page"/></w:r>'
    body = "".join(
        (
            paragraph("plain"),
            paragraph("styled", '<w:pStyle w:val="Lead"/>'),
            paragraph("lower", '<w:pStyle w:val="Lower"/>', '<w:color w:val="auto"/>'),
            paragraph("twice", '<w:pStyle w:val="Lead"/>', '<w:rStyle w:val="Stark"/>'),
            paragraph("LOUD", "", '<w:b/><w:i w:val="1"/><w:sz w:val="40"/>'),
            paragraph("caps", "", "<w:caps/>"),
            f"<w:p>{break_before}</w:p>",
            paragraph("lined", '<w:pBdr><w:top w:val="single"/><w:left w:val="nil"/></w:pBdr>'),
            f"<w:p>{half}<w:r><w:t>bold</w:t></w:r></w:p>",
        )
    )

    looks = {
        text: one.look for text, one in pieces_of(tmp_path / "a.docx", word_file(body)).items()
    }

    lead = Look(14.0, bold=True, colour="1F4E79", alignment="center", shading="DDEEFF")
    assert looks == {
        "plain": Look(10.5),
        "styled": lead,
        "lower": Look(12.0, bold=True, alignment="justify", shading="DDEEFF", outline=2),
        "twice": Look(14.0, colour="1F4E79", alignment="center", shading="DDEEFF"),
        "LOUD": Look(20.0, bold=True, italic=True, capitals=True),
        "caps": Look(10.5, capitals=True),
        "lined": Look(10.5, borders=("top",), breaks_page=True),
        "halfbold": Look(10.5),
    }


def test_numbers_of_lists_are_known(tmp_path: Path) -> None:
    body = "".join(
        (
            listed("one", 1),
            listed("inner", 1, 1),
            listed("second", 1, 1),
            listed("two", 1),
            paragraph("styled", '<w:pStyle w:val="Part"/>'),
            listed("again", 3),
            listed("on", 1),
            listed("unknown", 77),
        )
    )

    found = pieces_of(tmp_path / "a.docx", word_file(body))

    assert {text: one.look.number for text, one in found.items()} == {
        "one": "I.",
        "inner": "1.1",
        "second": "1.2",
        "two": "II.",
        "styled": "Section 3",
        "again": "I.",
        "on": "II.",
        "unknown": "",
    }


def test_marks_and_styles_of_markdown_and_pages_give_looks(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        '<p><span style="font-size:20pt;font-weight:700;color:#1155cc">Big</span></p>'
        "<p><b>Bold <i>and</i> more</b></p><p>FLAT <b>bold</b></p>",
        "utf-8",
    )
    manuscript = read_manuscript(page, Ledger())
    found = read_pieces(manuscript.document, Ledger())
    assert [one.look for one in found] == [
        Look(20.0, bold=True, colour="1155CC"),
        Look(bold=True),
        Look(),
    ]
