"""Paragraphs, tables and pictures in WordprocessingML, written by hand.

Where programs differ the flavour says how (`Flavour`); `open_xml` makes the file of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from corpus.drafts import WORKS
from corpus.formulas import FORMULAS
from corpus.manuscript import (
    Aside,
    Block,
    Box,
    Cited,
    Contents,
    Deleted,
    Figure,
    Formula,
    Heading,
    Hidden,
    Inline,
    Inserted,
    Items,
    Line,
    Link,
    Manuscript,
    Marked,
    Note,
    Paragraph,
    Pointer,
    Quote,
    Recommendation,
    Remark,
    Table,
)

_MARKS = {
    "strong": "<w:b/>",
    "emphasis": "<w:i/>",
    "small-caps": "<w:smallCaps/>",
    "highlight": '<w:highlight w:val="yellow"/>',
    "strike": "<w:strike/>",
    "sub": '<w:vertAlign w:val="subscript"/>',
    "super": '<w:vertAlign w:val="superscript"/>',
}
_CHANGE = 'w:author="Joseph Banks" w:date="1921-03-04T00:00:00Z"'


@dataclass(frozen=True)
class Flavour:
    """What a program does in its own way.

    ``headings`` are by ``styles``, or paragraphs without a style that are ``bold``, ``large``,
    ``capitals`` or ``coloured``. ``boxes`` are ``drawing`` (text boxes), ``table`` (of one cell)
    or ``shaded`` paragraphs. ``citations`` are fields of ``zotero``, ``mendeley``, ``endnote`` or
    ``word``. ``split`` cuts words into runs, as Word does with its revision marks.
    """

    name: str
    main: str = "word/document.xml"
    headings: str = "styles"
    boxes: str = "drawing"
    citations: str = "zotero"
    is_strict: bool = False
    controls: bool = False
    split: bool = False
    core: bool = True
    prefix: str = ""


@dataclass
class Body:
    """The body of a Word file while it is written, with what its other parts will hold."""

    flavour: Flavour
    footnotes: list[str] = field(default_factory=list)
    endnotes: list[str] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    serial: int = 0

    def number(self) -> int:
        self.serial += 1
        return self.serial

    def run(self, words: str, properties: str = "") -> str:
        """A run of words, or several where the program cuts them."""
        parts = [words]
        if self.flavour.split and len(words) > 12:
            parts = [words[:7], words[7:]]
        props = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        rsid = ' w:rsidR="00A1B2C3"' if self.flavour.split else ""
        return "".join(
            f'<w:r{rsid}>{props}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
            for part in parts
        )

    def field(self, instruction: str, shown: str, properties: str = "") -> str:
        """A complex field with what it shows."""

        def sign(kind: str) -> str:
            return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

        code = f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
        shown_run = self.run(shown, properties)
        return f"{sign('begin')}{code}{sign('separate')}{shown_run}{sign('end')}"

    def paragraph(self, inner: str, style: str = "", properties: str = "") -> str:
        named = f'<w:pStyle w:val="{self.flavour.prefix}{style}"/>' if style else ""
        props = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
        return f"<w:p>{props}{inner}</w:p>"

    def line(self, words: Line, properties: str = "") -> str:
        return "".join(self.inline(one, properties) for one in words)

    def inline(self, one: Inline, properties: str = "") -> str:
        match one:
            case str():
                return self.run(one, properties)
            case Marked():
                return self.run(one.words, properties + _MARKS[one.mark])
            case Link():
                self.links.append(one.address)
                inner = self.run(one.words, '<w:color w:val="0563C1"/><w:u w:val="single"/>')
                return f'<w:hyperlink r:id="rIdL{len(self.links)}">{inner}</w:hyperlink>'
            case Note():
                return self.note(one)
            case Formula():
                math = f"<m:oMath>{FORMULAS[one.name].omml}</m:oMath>"
                return f"<m:oMathPara>{math}</m:oMathPara>" if one.is_display else math
            case Inserted():
                return f'<w:ins w:id="{self.number()}" {_CHANGE}>{self.run(one.words)}</w:ins>'
            case Deleted():
                words = self.run(one.words).replace("<w:t ", "<w:delText ")
                words = words.replace("</w:t>", "</w:delText>")
                return f'<w:del w:id="{self.number()}" {_CHANGE}>{words}</w:del>'
            case Hidden():
                return self.run(one.words, "<w:vanish/>")
            case Remark():
                self.comments.append(("Joseph Banks", one.comment))
                name = len(self.comments)
                return (
                    f'<w:commentRangeStart w:id="{name}"/>{self.run(one.words)}'
                    f'<w:commentRangeEnd w:id="{name}"/>'
                    f'<w:r><w:commentReference w:id="{name}"/></w:r>'
                )
            case Pointer():
                return self.field(f" REF {_bookmark(one.to)} \\h ", one.shown)
            case Cited():
                return self.cited(one)

    def note(self, note: Note) -> str:
        kept, kind = (self.endnotes, "endnote") if note.at_end else (self.footnotes, "footnote")
        kept.append(note.words)
        return (
            '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            f'<w:{kind}Reference w:id="{len(kept) + 1}"/></w:r>'
        )

    def cited(self, one: Cited) -> str:
        item = WORKS[one.key]
        family = item["author"][0]["family"]
        whole = json.dumps(
            {
                "citationID": one.key,
                "properties": {"formattedCitation": one.shown, "plainCitation": one.shown},
                "citationItems": [{"id": one.key, "itemData": item}],
                "schema": "https://github.com/citation-style-language/schema/raw/master/"
                "csl-citation.json",
            }
        )
        match self.flavour.citations:
            case "zotero":
                return self.field(f" ADDIN ZOTERO_ITEM CSL_CITATION {whole}", one.shown)
            case "mendeley":
                return self.field(f"ADDIN CSL_CITATION {whole}", one.shown)
            case "endnote":
                year = item["issued"]["date-parts"][0][0]
                record = (
                    f"<EndNote><Cite><Author>{family}</Author><Year>{year}</Year>"
                    f"<record><ref-type name='Book'>6</ref-type><contributors><authors><author>"
                    f"{family}, {item['author'][0]['given']}</author></authors></contributors>"
                    f"<titles><title>{item['title']}</title></titles>"
                    f"<dates><year>{year}</year></dates></record></Cite></EndNote>"
                )
                return self.field(f" ADDIN EN.CITE {record}", one.shown)
            case _:
                return self.field(f" CITATION {one.key} \\l 1033 ", one.shown)

    def blocks(self, blocks: Iterable[Block], manuscript: Manuscript) -> Iterator[str]:
        for block in blocks:
            match block:
                case Heading():
                    yield self.heading(block)
                case Paragraph():
                    yield from self.text(block)
                case Items():
                    yield from self.items(block)
                case Table():
                    yield from self.table(block)
                case Figure():
                    yield from self.figure(block)
                case Box():
                    yield from self.box(block)
                case Recommendation():
                    yield self.paragraph(
                        self.run(f"Recommendation {self._recommended()}: ", "<w:b/>")
                        + self.run(block.words)
                    )
                case Quote():
                    yield self.paragraph(self.run(block.words), "Quote")
                case Contents():
                    yield from self.contents(block, manuscript)
                case Aside():
                    yield from (self.paragraph(self.run(words)) for words in block.lines)

    def _recommended(self) -> int:
        self.serial += 1
        return self.serial

    def heading(self, block: Heading) -> str:
        note = self.note(block.note) if block.note else ""
        inner, marks = self.bookmarked(block.id, self.run(block.typed)), ""
        match self.flavour.headings:
            case "styles":
                return self.paragraph(inner + note, f"Heading{block.level}")
            case "bold":
                marks = "<w:b/>"
            case "large":
                marks = f'<w:sz w:val="{40 - 6 * block.level}"/>'
            case "capitals":
                inner = self.run(block.typed.upper() if block.level == 1 else block.typed, "<w:b/>")
                return self.paragraph(inner + note)
            case "coloured":
                marks = f'<w:b/><w:color w:val="1F3864"/><w:sz w:val="{34 - 4 * block.level}"/>'
        return self.paragraph(self.bookmarked(block.id, self.run(block.typed, marks)) + note)

    def bookmarked(self, name: str, inner: str) -> str:
        if not name:
            return inner
        serial = self.number()
        start = f'<w:bookmarkStart w:id="{serial}" w:name="{_bookmark(name)}"/>'
        return f'{start}{inner}<w:bookmarkEnd w:id="{serial}"/>'

    def text(self, block: Paragraph) -> Iterator[str]:
        line = block.line
        if block.drop_cap and isinstance(line[0], str):
            frame = '<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around" w:vAnchor="text"/>'
            yield self.paragraph(self.run(line[0][0], '<w:sz w:val="96"/>'), "", frame)
            line = (line[0][1:], *line[1:])
        yield self.paragraph(self.line(line))

    def items(self, block: Items) -> Iterator[str]:
        number = 2 if block.ordered else 1
        for item, below in block.items:
            yield self.paragraph(self.line(item), "ListParagraph", _numbered(number, 0))
            for words in below:
                yield self.paragraph(self.run(words), "ListParagraph", _numbered(number, 1))

    def caption(self, label: str, words: str, name: str) -> str:
        number = self.bookmarked(
            name, self.run(f"{label} ") + self.field(f" SEQ {label} \\* ARABIC ", "1")
        )
        return self.paragraph(number + self.run(f". {words}"), "Caption")

    def table(self, block: Table) -> Iterator[str]:
        if block.caption:
            yield self.caption("Table", block.caption, block.id)
        rows = []
        for at, row in enumerate(block.rows):
            cells, skipped = [], False
            for column, cell in enumerate(row):
                if skipped:
                    skipped = False
                    continue
                skipped = (at, column) in block.merged
                span = '<w:gridSpan w:val="2"/>' if skipped else ""
                marks = "<w:b/>" if at == 0 else ""
                inner = self.paragraph(self.line(cell, marks))
                cells.append(f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>{span}</w:tcPr>{inner}'
                             "</w:tc>")  # fmt: skip
            head = "<w:trPr><w:tblHeader/></w:trPr>" if at == 0 else ""
            rows.append(f"<w:tr>{head}{''.join(cells)}</w:tr>")
        grid = "<w:gridCol w:w='2000'/>" * len(block.rows[0])
        yield (
            "<w:tbl><w:tblPr><w:tblStyle w:val='TableGrid'/><w:tblW w:w='0' w:type='auto'/>"
            f"<w:tblLook w:firstRow='1'/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}"
            "</w:tbl>"
        )
        if block.source:
            yield self.paragraph(self.run(f"Source: {block.source}"))

    def figure(self, block: Figure) -> Iterator[str]:
        self.pictures.append(block.kind)
        serial = len(self.pictures)
        yield self.paragraph(
            "<w:r><w:drawing><wp:inline><wp:extent cx='2286000' cy='1524000'/>"
            f"<wp:docPr id='{serial}' name='Picture {serial}' "
            f"descr={quoteattr(block.alternative)}/>"
            "<a:graphic><a:graphicData "
            "uri='http://schemas.openxmlformats.org/drawingml/2006/picture'>"
            f"<pic:pic><pic:nvPicPr><pic:cNvPr id='{serial}' name='Picture {serial}'/>"
            "<pic:cNvPicPr/></pic:nvPicPr>"
            f"<pic:blipFill><a:blip r:embed='rIdP{serial}'/></pic:blipFill>"
            "<pic:spPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='2286000' cy='1524000'/></a:xfrm>"
            "<a:prstGeom prst='rect'/></pic:spPr></pic:pic></a:graphicData></a:graphic>"
            "</wp:inline></w:drawing></w:r>"
        )
        yield self.caption("Figure", block.caption, block.id)

    def box(self, block: Box) -> Iterator[str]:
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="DDE8F0"/>'
        edge = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="4" w:color="336699"/>'
                       for side in ("top", "left", "bottom", "right"))  # fmt: skip
        shaded = f"<w:pBdr>{edge}</w:pBdr>{shade}" if self.flavour.boxes == "shaded" else ""
        inner = self.paragraph(self.run(block.title, "<w:b/>"), "", shaded) + "".join(
            self.paragraph(self.run(words), "", shaded) for words in block.paragraphs
        )
        match self.flavour.boxes:
            case "shaded":
                yield inner
            case "table":
                yield (
                    "<w:tbl><w:tblPr><w:tblStyle w:val='TableGrid'/></w:tblPr><w:tblGrid>"
                    f"<w:gridCol w:w='9000'/></w:tblGrid><w:tr><w:tc><w:tcPr>{shade}</w:tcPr>"
                    f"{inner}</w:tc></w:tr></w:tbl>"
                )
            case _:
                content = f"<w:txbxContent>{inner}</w:txbxContent>"
                shape = (
                    "<w:drawing><wp:inline><a:graphic><a:graphicData uri='http://schemas.microsoft."
                    "com/office/word/2010/wordprocessingShape'><wps:wsp><wps:txbx>"
                    f"{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline>"
                    "</w:drawing>"
                )
                old = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
                yield self.paragraph(
                    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice>'
                    f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
                )

    def contents(self, block: Contents, manuscript: Manuscript) -> Iterator[str]:
        lines = [self.paragraph(self.run(block.title, "<w:b/>"), "TOCHeading")]
        headings = [one for one in manuscript.blocks if isinstance(one, Heading)]
        for page, one in enumerate(headings, 3):
            inner = self.run(one.typed) + "<w:r><w:tab/></w:r>" + self.run(str(page))
            lines.append(self.paragraph(inner, f"TOC{one.level}"))
        whole = "".join(lines)
        yield _controlled(whole, "Table of Contents") if self.flavour.controls else whole


def _controlled(inner: str, name: str) -> str:
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(name)}/></w:sdtPr>"
        f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


def controlled(inner: str, name: str) -> str:
    """Paragraphs in a content control."""
    return _controlled(inner, name)


def _numbered(number: int, depth: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def _bookmark(name: str) -> str:
    return "_Ref" + name.replace("-", "_")
