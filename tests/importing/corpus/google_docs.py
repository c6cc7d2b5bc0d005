"""Web pages and zips as Google Docs exports them: classes, spans, its own links and notes."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape
from typing import Final
from urllib.parse import quote

from corpus.formulas import FORMULAS
from corpus.manuscript import (
    Aside,
    Block,
    Box,
    Cited,
    Contents,
    Figure,
    Formula,
    Heading,
    Inline,
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
from corpus.packing import pack
from corpus.picture import png

LACKS: Final = frozenset({"formulas", "pointers", "citations"})
"""What an export of Google Docs has not kept: fields are words there."""
_CLASSES: Final = {
    "": "c0", "strong": "c4", "emphasis": "c5", "super": "c6", "sub": "c7", "strike": "c8",
    "highlight": "c9", "small-caps": "c10",
}  # fmt: skip
_STYLE: Final = (
    "@import url('https://themes.googleusercontent.com/fonts/css?kit=x');"
    "ul.lst-kix_a-0{list-style-type:none}.c0{color:#000000;font-weight:400;font-size:11pt}"
    ".c4{font-weight:700}.c5{font-style:italic}.c6{vertical-align:super}.c7{vertical-align:sub}"
    ".c8{text-decoration:line-through}.c9{background-color:#ffff00}.c10{font-variant:small-caps}"
    ".c1{padding-top:0pt;line-height:1.15}.c2{border:1pt solid #000}.title{font-size:26pt}"
    ".subtitle{font-size:15pt;color:#666666}"
)


def google_docs_page(manuscript: Manuscript, picture: str = "") -> bytes:
    """The page that Google Docs exports; ``picture`` is the address of its pictures."""
    writer = _GoogleDocs(picture or "data:image/png;base64," + base64.b64encode(png()).decode())
    inner = "".join(writer.whole(manuscript))
    return (
        '<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type">'
        f'<style type="text/css">{_STYLE}</style></head>'
        f'<body class="c3 doc-content">{inner}</body></html>'
    ).encode()


def google_docs_zip(manuscript: Manuscript) -> bytes:
    """The zip that Google Docs exports: the page and a folder of pictures."""
    page = google_docs_page(manuscript, "images/image1.png")
    name = manuscript.title.replace(" ", "")
    parts: dict[str, str | bytes] = {f"{name}.html": page}
    if "Figure" in manuscript.kinds:
        parts["images/image1.png"] = png()
    return pack(parts)


class _GoogleDocs:
    def __init__(self, picture: str) -> None:
        self.picture = picture
        self.notes: list[str] = []
        self.comments: list[str] = []
        self.lists = self.recommended = 0

    def whole(self, manuscript: Manuscript) -> Iterator[str]:
        yield from (self.paragraph(self.span(words)) for words in manuscript.letter)
        yield self.paragraph(self.span(manuscript.title), "c1 title")
        if manuscript.subtitle:
            yield self.paragraph(self.span(manuscript.subtitle), "c1 subtitle")
        for author in manuscript.authors:
            yield self.paragraph(self.span(f"{author.name}, {author.affiliation}"))
        if manuscript.abstract:
            yield self.paragraph(self.span("Abstract", "strong"))
            yield self.paragraph(self.span(manuscript.abstract))
        if manuscript.keywords:
            yield self.paragraph(
                self.span("Keywords: ", "strong") + self.span(", ".join(manuscript.keywords))
            )
        for block in manuscript.blocks:
            yield from self.block(block, manuscript)
        if self.notes:
            yield '<hr class="c12">'
        for number, words in enumerate(self.notes, 1):
            mark = f'<a href="#ftnt_ref{number}" id="ftnt{number}">[{number}]</a>'
            yield f"<div>{self.paragraph(mark + self.span(' ' + words))}</div>"
        for number, words in enumerate(self.comments):
            letter = chr(ord("a") + number)
            mark = f'<a href="#cmnt_ref{number + 1}" id="cmnt{number + 1}">[{letter}]</a>'
            yield f'<div class="c13">{self.paragraph(mark + self.span(words))}</div>'

    def paragraph(self, inner: str, kind: str = "c1") -> str:
        return f'<p class="{kind}">{inner}</p>'

    def span(self, words: str, mark: str = "") -> str:
        return f'<span class="{_CLASSES[mark]}">{escape(words, quote=False)}</span>'

    def line(self, line: Line, mark: str = "") -> str:
        return "".join(self.inline(one, mark) for one in line)

    def inline(self, one: Inline, mark: str = "") -> str:
        match one:
            case str():
                return self.span(one, mark)
            case Marked():
                return self.span(one.words, one.mark)
            case Link():
                address = (
                    f"https://www.google.com/url?q={quote(one.address, safe=':/')}"
                    "&amp;sa=D&amp;source=editors&amp;ust=1700000000000000&amp;usg=AOvVaw0"
                )
                return f'<span class="c11"><a class="c14" href="{address}">{one.words}</a></span>'
            case Note():
                self.notes.append(one.words)
                number = len(self.notes)
                return f'<sup><a href="#ftnt{number}" id="ftnt_ref{number}">[{number}]</a></sup>'
            case Remark():
                self.comments.append(one.comment)
                number = len(self.comments)
                letter = chr(ord("a") + number - 1)
                mark_of = f'<sup><a href="#cmnt{number}" id="cmnt_ref{number}">[{letter}]</a></sup>'
                return self.span(one.words) + mark_of
            case Pointer() | Cited():
                return self.span(one.shown)
            case Formula():
                return self.span(FORMULAS[one.name].tex)
            case _:
                raise ValueError(f"Google Docs exports no {one}")

    def block(self, block: Block, manuscript: Manuscript) -> Iterator[str]:  # noqa: C901, PLR0912
        match block:
            case Heading():
                note = self.inline(block.note) if block.note else ""
                yield (
                    f'<h{block.level} class="c1" id="h.x{block.level}">'
                    f"{self.span(block.typed)}{note}</h{block.level}>"
                )
            case Paragraph():
                yield self.paragraph(self.line(block.line))
            case Items():
                yield from self.items(block)
            case Table():
                if block.caption:
                    yield self.paragraph(self.span(f"Table 1. {block.caption}", "emphasis"))
                yield self.table(block)
                if block.source:
                    yield self.paragraph(self.span(f"Source: {block.source}"))
            case Figure():
                image = (
                    '<span style="overflow: hidden; display: inline-block; width: 240.00px;">'
                    f'<img alt="{escape(block.alternative)}" src="{self.picture}" '
                    'style="width: 240.00px;" title=""></span>'
                )
                yield self.paragraph(image)
                yield self.paragraph(self.span(f"Figure 1. {block.caption}", "emphasis"))
            case Box():
                inner = self.paragraph(self.span(block.title, "strong"))
                inner += "".join(self.paragraph(self.span(words)) for words in block.paragraphs)
                yield (
                    '<a id="t.box"></a><table class="c15"><tr class="c16"><td class="c2" '
                    f'colspan="1" rowspan="1">{inner}</td></tr></table>'
                )
            case Recommendation():
                self.recommended += 1
                label = self.span(f"Recommendation {self.recommended}: ", "strong")
                yield self.paragraph(label + self.span(block.words))
            case Quote():
                yield f'<p class="c1 c17" style="margin-left:36pt">{self.span(block.words)}</p>'
            case Contents():
                yield self.paragraph(self.span(block.title, "strong"))
                headings = [one for one in manuscript.blocks if isinstance(one, Heading)]
                for page, one in enumerate(headings, 3):
                    shown = f'<a class="c14" href="#h.x">{escape(one.typed)}</a>'
                    yield self.paragraph(
                        f'<span class="c0">{shown}</span>{self.span(f" {page}")}', "c1 c18"
                    )
            case Aside():
                yield from (self.paragraph(self.span(words)) for words in block.lines)

    def items(self, block: Items) -> Iterator[str]:
        """Each depth is a list of its own in Google Docs, with its depth in the class."""
        self.lists += 1
        tag = "ol" if block.ordered else "ul"
        run: list[str] = []
        for item, below in block.items:
            run.append(f'<li class="c1 li-bullet-0">{self.line(item)}</li>')
            if below:
                yield f'<{tag} class="lst-kix_l{self.lists}-0 start">{"".join(run)}</{tag}>'
                inner = "".join(
                    f'<li class="c1 li-bullet-0">{self.span(one)}</li>' for one in below
                )
                yield f'<ul class="lst-kix_l{self.lists}-1 start">{inner}</ul>'
                run = []
        if run:
            yield f'<{tag} class="lst-kix_l{self.lists}-0">{"".join(run)}</{tag}>'

    def table(self, block: Table) -> str:
        rows = []
        for at, row in enumerate(block.rows):
            cells, skipped = [], False
            for column, cell in enumerate(row):
                if skipped:
                    skipped = False
                    continue
                skipped = (at, column) in block.merged
                inner = self.paragraph(self.line(cell, "strong" if at == 0 else ""))
                cells.append(
                    f'<td class="c2" colspan="{2 if skipped else 1}" rowspan="1">{inner}</td>'
                )
            rows.append(f'<tr class="c16">{"".join(cells)}</tr>')
        return f'<a id="t.1"></a><table class="c15">{"".join(rows)}</table>'
