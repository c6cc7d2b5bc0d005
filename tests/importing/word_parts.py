"""Parts of Word files that python-docx cannot make: changes, footnotes, text boxes, bookmarks."""

from __future__ import annotations

import copy
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.text.run import Run

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_CHANGE = 'w:id="9" w:author="Reviewer One" w:date="1921-03-04T00:00:00Z"'


def element(xml: str) -> Any:
    """An element of WordprocessingML; the first tag gets the name spaces."""
    head, _, rest = xml.partition(">")
    closed = "/" if head.endswith("/") else ""
    return parse_xml(f"{head.removesuffix('/')} {_SPACES}{closed}>{rest}")


def add_inserted(paragraph: Any, text: str) -> None:
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    paragraph._p.append(element(f"<w:ins {_CHANGE}>{run}</w:ins>"))


def add_deleted(paragraph: Any, text: str) -> None:
    run = f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
    paragraph._p.append(element(f"<w:del {_CHANGE}>{run}</w:del>"))


def add_field(paragraph: Any, instruction: str, text: str) -> Run:
    """A simple field and the run of what it shows, which is returned."""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    field = element(f"<w:fldSimple w:instr={quoteattr(instruction)}>{run}</w:fldSimple>")
    paragraph._p.append(field)
    return Run(field[0], paragraph)


def add_complex_field(paragraph: Any, instruction: str, text: str) -> None:
    """A field of several runs, as Word writes those that can be updated."""
    for inside in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve">{escape(instruction)}</w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f'<w:t xml:space="preserve">{escape(text)}</w:t>',
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(element(f"<w:r>{inside}</w:r>"))


def add_box(paragraph: Any, *texts: str) -> None:
    """A text box as Word writes it: once for itself and once for programs of before 2010."""
    inside = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in texts)
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    shape = f"<w:drawing><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    paragraph._p.append(
        element(
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice>'
            f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )


def add_bookmark(paragraph: Any, name: str) -> None:
    start = element(f'<w:bookmarkStart w:id="7" w:name="{name}"/>')
    paragraph._p.insert(1, start)
    paragraph._p.append(element('<w:bookmarkEnd w:id="7"/>'))


def add_footnote(document: Any, paragraph: Any, text: str) -> None:
    """The only footnote of a document."""
    note = f'<w:footnote w:id="2"><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:footnote>'
    main = document.part
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f"<w:footnotes {_SPACES}>{note}</w:footnotes>".encode(),
        main.package,
    )
    main.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    paragraph._p.append(element('<w:r><w:footnoteReference w:id="2"/></w:r>'))


def indent(document: Any, paragraph: Any) -> None:
    """Put a list item one level deeper."""
    numbering = document.part.numbering_part.element
    number = paragraph.style.element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(number).abstractNumId.val
    definitions = numbering.findall(qn("w:abstractNum"))
    (definition,) = [one for one in definitions if one.get(qn("w:abstractNumId")) == str(abstract)]
    level = copy.deepcopy(definition.find(qn("w:lvl")))
    level.set(qn("w:ilvl"), "1")
    definition.append(level)
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 1
    properties.get_or_add_numId().val = number
