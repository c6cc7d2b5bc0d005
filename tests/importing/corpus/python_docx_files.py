"""Word files as scripts make them, by python-docx with its own template."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any, Final

import docx
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

from corpus.manuscript import (
    Aside,
    Block,
    Box,
    Cited,
    Contents,
    Figure,
    Heading,
    Items,
    Line,
    Link,
    Manuscript,
    Marked,
    Paragraph,
    Pointer,
    Quote,
    Recommendation,
    Remark,
    Table,
)
from corpus.packing import pack
from corpus.picture import png

FORMS: Final = ("styled", "bold", "large", "capitals", "coloured")
"""How headings are made: by styles, or by hand in one of the ways people have."""
LACKS: Final = frozenset({"notes", "formulas", "links", "pointers", "citations"})
"""What python-docx cannot write without raw XML."""


def word_file(manuscript: Manuscript, form: str) -> bytes:
    """A manuscript as a .docx of python-docx."""
    document = docx.Document()
    document.core_properties.author = "; ".join(one.name for one in manuscript.authors)
    document.core_properties.title = manuscript.title
    document.core_properties.keywords = ", ".join(manuscript.keywords)
    document.core_properties.created = document.core_properties.modified = dt.datetime(1921, 3, 4)  # noqa: DTZ001
    _language(document, manuscript.language)
    _Writer(document, form).write(manuscript)
    output = io.BytesIO()
    document.save(output)
    import zipfile

    with zipfile.ZipFile(output) as archive:
        return pack(
            {name: archive.read(name) for name in archive.namelist()}, "[Content_Types].xml"
        )


def _language(document: Any, language: str) -> None:
    tags = document.styles.element.findall(f".//{qn('w:lang')}")
    for tag in tags:
        tag.set(qn("w:val"), {"en": "en-GB", "zh-Hans": "zh-CN"}.get(language, language))
        if language in {"zh-Hans", "ja"}:
            tag.set(qn("w:val"), "en-US")
            tag.set(qn("w:eastAsia"), {"ja": "ja-JP"}.get(language, "zh-CN"))
        if language in {"ar", "fa"}:
            tag.set(qn("w:bidi"), language)


class _Writer:
    def __init__(self, document: Any, form: str) -> None:
        self.document = document
        self.form = form
        self.recommended = 0

    def write(self, manuscript: Manuscript) -> None:
        for words in manuscript.letter:
            self.document.add_paragraph(words)
        if self.form == "styled":
            self.document.add_paragraph(manuscript.title, style="Title")
        else:
            run = self.document.add_paragraph().add_run(manuscript.title)
            run.bold, run.font.size = True, Pt(24)
        if manuscript.subtitle:
            style = "Subtitle" if self.form == "styled" else None
            self.document.add_paragraph(manuscript.subtitle, style=style)
        for author in manuscript.authors:
            self.document.add_paragraph(
                f"{author.name}, {author.affiliation}" if author.affiliation else author.name
            )
        if manuscript.abstract:
            self.document.add_paragraph().add_run("Abstract").bold = True
            self.document.add_paragraph(manuscript.abstract)
        if manuscript.keywords:
            paragraph = self.document.add_paragraph()
            paragraph.add_run("Keywords: ").bold = True
            paragraph.add_run(", ".join(manuscript.keywords))
        for block in manuscript.blocks:
            self.block(block, manuscript)

    def block(self, block: Block, manuscript: Manuscript) -> None:  # noqa: C901, PLR0912
        add = self.document.add_paragraph
        match block:
            case Heading():
                self.heading(block)
            case Paragraph():
                self.line(add(), block.line)
            case Items():
                self.items(block)
            case Table():
                self.table(block)
            case Figure():
                add().add_run().add_picture(io.BytesIO(png()), width=Inches(2.5))
                picture = self.document.inline_shapes[-1]._inline.docPr
                picture.set("descr", block.alternative)
                add(f"Figure 1. {block.caption}", style="Caption")
            case Box():
                cell = self.document.add_table(1, 1, style="Table Grid").cell(0, 0)
                cell.paragraphs[0].add_run(block.title).bold = True
                for words in block.paragraphs:
                    cell.add_paragraph(words)
            case Recommendation():
                self.recommended += 1
                paragraph = add()
                paragraph.add_run(f"Recommendation {self.recommended}: ").bold = True
                paragraph.add_run(block.words)
            case Quote():
                add(block.words, style="Quote")
            case Contents():
                add().add_run(block.title).bold = True
                headings = [one for one in manuscript.blocks if isinstance(one, Heading)]
                for page, one in enumerate(headings, 3):
                    add(f"{one.typed}\t{page}")
            case Aside():
                for words in block.lines:
                    add(words)

    def heading(self, block: Heading) -> None:
        if self.form == "styled":
            self.document.add_heading(block.typed, block.level)
            return
        is_high = block.level == 1
        words = block.typed.upper() if self.form == "capitals" and is_high else block.typed
        run = self.document.add_paragraph().add_run(words)
        if self.form in {"bold", "capitals", "coloured"}:
            run.bold = True
        if self.form in {"large", "coloured"}:
            run.font.size = Pt(20 - 3 * block.level)
        if self.form == "coloured":
            run.font.color.rgb = RGBColor(0x1F, 0x38, 0x64)

    def line(self, paragraph: Any, line: Line) -> None:
        for one in line:
            match one:
                case str():
                    paragraph.add_run(one)
                case Marked():
                    _mark(paragraph.add_run(one.words), one.mark)
                case Link():
                    paragraph.add_run(one.words)
                case Remark():
                    run = paragraph.add_run(one.words)
                    self.document.add_comment(run, one.comment, author="Joseph Banks")
                case Pointer() | Cited():
                    paragraph.add_run(one.shown)

    def items(self, block: Items) -> None:
        style = "List Number" if block.ordered else "List Bullet"
        for item, below in block.items:
            self.line(self.document.add_paragraph(style=style), item)
            for words in below:
                self.document.add_paragraph(words, style=f"{style} 2")

    def table(self, block: Table) -> None:
        if block.caption:
            self.document.add_paragraph(f"Table 1: {block.caption}", style="Caption")
        table = self.document.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
        for at, row in enumerate(block.rows):
            for column, cell in enumerate(row):
                self.line(table.cell(at, column).paragraphs[0], cell)
        for at, column in block.merged:
            cell = table.cell(at, column).merge(table.cell(at, column + 1))
            for empty in cell.paragraphs[1:]:
                empty._p.getparent().remove(empty._p)
        if block.source:
            self.document.add_paragraph(f"Source: {block.source}")


def _mark(run: Any, mark: str) -> None:
    match mark:
        case "strong":
            run.bold = True
        case "emphasis":
            run.italic = True
        case "small-caps":
            run.font.small_caps = True
        case "highlight":
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        case "strike":
            run.font.strike = True
        case "sub":
            run.font.subscript = True
        case "super":
            run.font.superscript = True
