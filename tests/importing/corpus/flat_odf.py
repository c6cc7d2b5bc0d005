"""Flat OpenDocument text, from which LibreOffice makes its own files of every type."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

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
from corpus.picture import png

_SPACES: Final = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        **{
            name: f"urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"
            for name, uri in {
                "office": "office", "style": "style", "text": "text", "table": "table",
                "draw": "drawing", "fo": "xsl-fo-compatible", "svg": "svg-compatible",
                "meta": "meta",
            }.items()
        },
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
        "math": "http://www.w3.org/1998/Math/MathML",
    }.items()
)  # fmt: skip
_MARKS: Final = {
    "strong": 'fo:font-weight="bold"',
    "emphasis": 'fo:font-style="italic"',
    "small-caps": 'fo:font-variant="small-caps"',
    "highlight": 'fo:background-color="#ffff00"',
    "strike": 'style:text-line-through-style="solid"',
    "sub": 'style:text-position="sub 58%"',
    "super": 'style:text-position="super 58%"',
    "hidden": 'text:display="none"',
}
_LOCALES: Final = {
    "en": ("en", "GB"), "zh-Hans": ("zh", "CN"), "ja": ("ja", "JP"), "ar": ("ar", "EG"),
    "fa": ("fa", "IR"), "vi": ("vi", "VN"),
}  # fmt: skip


def flat_odf(manuscript: Manuscript) -> bytes:
    """A manuscript as .fodt."""
    writer = _Writer()
    inner = "".join(writer.whole(manuscript))
    changes = "".join(writer.changes)
    tracked = f"<text:tracked-changes>{changes}</text:tracked-changes>" if changes else ""
    meta = (
        f"<office:meta><dc:title>{escape(manuscript.title)}</dc:title>"
        + "".join(f"<meta:initial-creator>{one.name}</meta:initial-creator>"
                  for one in manuscript.authors[:1])
        + "".join(f"<meta:keyword>{word}</meta:keyword>" for word in manuscript.keywords)
        + "</office:meta>"
    )  # fmt: skip
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {_SPACES} '
        'office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"{meta}{_styles(manuscript.language)}<office:body><office:text>{tracked}{inner}"
        "</office:text></office:body></office:document>"
    ).encode()


def _styles(language: str) -> str:
    code, country = _LOCALES.get(language, (language, language.upper()))
    suffix = {"zh": "-asian", "ja": "-asian", "ar": "-complex", "fa": "-complex"}.get(code, "")
    kind = "style" if suffix else "fo"
    default = f'{kind}:language{suffix}="{code}" {kind}:country{suffix}="{country}"'
    headings = "".join(
        f'<style:style style:name="Heading_20_{level}" style:display-name="Heading {level}" '
        'style:family="paragraph" style:parent-style-name="Heading" '
        f'style:default-outline-level="{level}"/>'
        for level in range(1, 4)
    )
    named = "".join(
        f'<style:style style:name="{name}" style:family="paragraph" style:class="{kind}"/>'
        for name, kind in (
            ("Heading", "text"), ("Title", "chapter"), ("Subtitle", "chapter"),
            ("Quotations", "html"), ("Table", "extra"), ("Figure", "extra"),
        )
    )  # fmt: skip
    marks = "".join(
        f'<style:style style:name="T-{name}" style:family="text">'
        f"<style:text-properties {value}/></style:style>"
        for name, value in _MARKS.items()
    )
    bullets = "".join(
        f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="•"/>'
        for level in (1, 2)
    )
    numbers = "".join(
        f'<text:list-level-style-number text:level="{level}" style:num-suffix="." '
        'style:num-format="1"/>'
        for level in (1, 2)
    )
    return (
        '<office:styles><style:default-style style:family="paragraph">'
        f"<style:text-properties {default}/></style:default-style>{named}{headings}"
        "</office:styles>"
        f"<office:automatic-styles>{marks}"
        '<style:style style:name="Boxed" style:family="graphic">'
        '<style:graphic-properties style:wrap="none" fo:border="0.5pt solid #336699"/>'
        "</style:style>"
        f'<text:list-style style:name="Bullets">{bullets}</text:list-style>'
        f'<text:list-style style:name="Numbers">{numbers}</text:list-style>'
        "</office:automatic-styles>"
    )


class _Writer:
    def __init__(self) -> None:
        self.changes: list[str] = []
        self.notes = self.recommended = self.serial = 0

    def whole(self, manuscript: Manuscript) -> Iterator[str]:
        yield from (_p(escape(words)) for words in manuscript.letter)
        yield _p(escape(manuscript.title), "Title")
        if manuscript.subtitle:
            yield _p(escape(manuscript.subtitle), "Subtitle")
        for one in manuscript.authors:
            yield _p(escape(f"{one.name}, {one.affiliation}"))
        if manuscript.abstract:
            yield _p(_span("Abstract", "strong"))
            yield _p(escape(manuscript.abstract))
        if manuscript.keywords:
            yield _p(_span("Keywords: ", "strong") + escape(", ".join(manuscript.keywords)))
        for block in manuscript.blocks:
            yield from self.block(block, manuscript)

    def line(self, line: Line, mark: str = "") -> str:
        return "".join(self.inline(one, mark) for one in line)

    def inline(self, one: Inline, mark: str = "") -> str:
        match one:
            case str():
                return _span(one, mark) if mark else escape(one)
            case Marked():
                return _span(one.words, one.mark)
            case Hidden():
                return _span(one.words, "hidden")
            case Link():
                return f'<text:a xlink:href="{escape(one.address)}">{escape(one.words)}</text:a>'
            case Note():
                self.notes += 1
                kind = "endnote" if one.at_end else "footnote"
                return (
                    f'<text:note text:id="n{self.notes}" text:note-class="{kind}">'
                    f"<text:note-citation>{self.notes}</text:note-citation><text:note-body>"
                    f"{_p(escape(one.words))}</text:note-body></text:note>"
                )
            case Remark():
                return (
                    "<office:annotation><dc:creator>Joseph Banks</dc:creator>"
                    "<dc:date>1921-03-04T00:00:00</dc:date>"
                    f"{_p(escape(one.comment))}</office:annotation>{escape(one.words)}"
                )
            case Inserted() | Deleted():
                return self.changed(one)
            case Formula():
                return (
                    '<draw:frame text:anchor-type="as-char" svg:width="3cm" svg:height="1cm">'
                    '<draw:object><math:math xmlns="http://www.w3.org/1998/Math/MathML">'
                    f"{FORMULAS[one.name].mathml}</math:math></draw:object></draw:frame>"
                )
            case Pointer():
                return (
                    f'<text:bookmark-ref text:reference-format="text" text:ref-name="{one.to}">'
                    f"{escape(one.shown)}</text:bookmark-ref>"
                )
            case Cited():
                return escape(one.shown)

    def changed(self, one: Inserted | Deleted) -> str:
        name = f"c{len(self.changes) + 1}"
        info = (
            "<office:change-info><dc:creator>Joseph Banks</dc:creator>"
            "<dc:date>1921-03-04T00:00:00</dc:date></office:change-info>"
        )
        is_new = isinstance(one, Inserted)
        what = f"<text:insertion>{info}</text:insertion>" if is_new else (
            f"<text:deletion>{info}{_p(escape(one.words))}</text:deletion>"
        )  # fmt: skip
        self.changes.append(
            f'<text:changed-region xml:id="{name}" text:id="{name}">{what}</text:changed-region>'
        )
        if is_new:
            return (
                f'<text:change-start text:change-id="{name}"/>{escape(one.words)}'
                f'<text:change-end text:change-id="{name}"/>'
            )
        return f'<text:change text:change-id="{name}"/>'

    def block(self, block: Block, manuscript: Manuscript) -> Iterator[str]:  # noqa: C901
        match block:
            case Heading():
                inner = _bookmarked(block.id, escape(block.typed))
                inner += self.inline(block.note) if block.note else ""
                yield (
                    f'<text:h text:style-name="Heading_20_{block.level}" '
                    f'text:outline-level="{block.level}">{inner}</text:h>'
                )
            case Paragraph():
                yield _p(self.line(block.line))
            case Items():
                yield self.items(block)
            case Table():
                if block.caption:
                    yield self.caption("Table", block.caption, block.id)
                yield self.table(block)
                if block.source:
                    yield _p(escape(f"Source: {block.source}"))
            case Figure():
                data = base64.b64encode(png()).decode()
                yield _p(
                    '<draw:frame draw:name="Chart" text:anchor-type="as-char" svg:width="6cm" '
                    f'svg:height="4cm"><draw:image><office:binary-data>{data}</office:binary-data>'
                    f"</draw:image><svg:desc>{escape(block.alternative)}</svg:desc></draw:frame>"
                )
                yield self.caption("Figure", block.caption, block.id)
            case Box():
                inner = _p(_span(block.title, "strong"))
                inner += "".join(_p(escape(words)) for words in block.paragraphs)
                yield _p(
                    '<draw:frame draw:style-name="Boxed" draw:name="Box" text:anchor-type="char" '
                    f'svg:width="12cm"><draw:text-box fo:min-height="2cm">{inner}</draw:text-box>'
                    "</draw:frame>"
                )
            case Recommendation():
                self.recommended += 1
                label = _span(f"Recommendation {self.recommended}: ", "strong")
                yield _p(label + escape(block.words))
            case Quote():
                yield _p(escape(block.words), "Quotations")
            case Contents():
                yield _contents(block, manuscript)
            case Aside():
                yield from (_p(escape(words)) for words in block.lines)

    def caption(self, label: str, words: str, name: str) -> str:
        sequence = (
            f'<text:sequence text:name="{label}" text:formula="ooow:{label}+1" '
            'style:num-format="1">1</text:sequence>'
        )
        return _p(f"{_bookmarked(name, f'{label} {sequence}')}: {escape(words)}", label)

    def items(self, block: Items) -> str:
        style = "Numbers" if block.ordered else "Bullets"
        items = []
        for item, below in block.items:
            inner = _p(self.line(item))
            if below:
                nested = "".join(
                    f"<text:list-item>{_p(escape(words))}</text:list-item>" for words in below
                )
                inner += f"<text:list>{nested}</text:list>"
            items.append(f"<text:list-item>{inner}</text:list-item>")
        return f'<text:list text:style-name="{style}">{"".join(items)}</text:list>'

    def table(self, block: Table) -> str:
        rows = []
        for at, row in enumerate(block.rows):
            cells, skipped = [], False
            for column, cell in enumerate(row):
                if skipped:
                    cells.append("<table:covered-table-cell/>")
                    skipped = False
                    continue
                skipped = (at, column) in block.merged
                span = ' table:number-columns-spanned="2"' if skipped else ""
                inner = _p(self.line(cell, "strong" if at == 0 else ""))
                cells.append(
                    f'<table:table-cell office:value-type="string"{span}>{inner}</table:table-cell>'
                )
            whole = f"<table:table-row>{''.join(cells)}</table:table-row>"
            if at == 0:
                whole = f"<table:table-header-rows>{whole}</table:table-header-rows>"
            rows.append(whole)
        self.serial += 1
        columns = f'<table:table-column table:number-columns-repeated="{len(block.rows[0])}"/>'
        return (
            f'<table:table table:name="Table{self.serial}">{columns}{"".join(rows)}</table:table>'
        )


def _p(inner: str, style: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{inner}</text:p>"


def _span(words: str, mark: str) -> str:
    return f'<text:span text:style-name="T-{mark}">{escape(words)}</text:span>'


def _bookmarked(name: str, inner: str) -> str:
    if not name:
        return inner
    start = f'<text:bookmark-start text:name="{name}"/>'
    return f'{start}{inner}<text:bookmark-end text:name="{name}"/>'


def _contents(block: Contents, manuscript: Manuscript) -> str:
    lines = "".join(
        _p(f"{escape(one.typed)}<text:tab/>{page}")
        for page, one in enumerate(
            (one for one in manuscript.blocks if isinstance(one, Heading)), 3
        )
    )
    title = f'<text:index-title text:name="Head">{_p(escape(block.title))}</text:index-title>'
    return (
        '<text:table-of-content text:name="Contents"><text:table-of-content-source '
        f'text:outline-level="3"/><text:index-body>{title}{lines}</text:index-body>'
        "</text:table-of-content>"
    )
