"""Web pages as a browser saves them, with the scripts that are around the text."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape

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
    Table,
)
from corpus.picture import png

_TAGS = {
    "strong": "strong", "emphasis": "em", "sub": "sub", "super": "sup", "strike": "s",
    "highlight": "mark", "small-caps": "span",
}  # fmt: skip


def saved_page(manuscript: Manuscript) -> bytes:
    """An article as a browser saves it, with scripts and styles around it."""
    inner = "".join(_Article().whole(manuscript))
    return (
        f'<!DOCTYPE html>\n<html lang="{manuscript.language}"><head><meta charset="utf-8">'
        f"<title>{escape(manuscript.title)}</title>"
        '<script>window.dataLayer = ["not text"];</script><style>nav{float:left}</style></head>'
        f"<body><main><article><h1>{escape(manuscript.title)}</h1>{inner}</article></main>"
        '<script src="https://www.example.org/analytics.js"></script></body></html>'
    ).encode()


class _Article:
    def __init__(self) -> None:
        self.notes: list[str] = []

    def whole(self, manuscript: Manuscript) -> Iterator[str]:
        for author in manuscript.authors:
            yield f'<p class="author">{escape(author.name)}, {escape(author.affiliation)}</p>'
        if manuscript.abstract:
            yield f"<p><strong>Abstract</strong> {escape(manuscript.abstract)}</p>"
        for block in manuscript.blocks:
            yield self.block(block, manuscript)
        if self.notes:
            listed = "".join(
                f'<li id="fn{number}"><p>{escape(one)} <a href="#fnref{number}" '
                'class="footnote-back" role="doc-backlink">↩</a></p></li>'
                for number, one in enumerate(self.notes, 1)
            )
            yield f'<section class="footnotes" role="doc-endnotes"><hr><ol>{listed}</ol></section>'

    def line(self, line: Line) -> str:
        return "".join(map(self.inline, line))

    def inline(self, one: Inline) -> str:
        match one:
            case str():
                return escape(one, quote=False)
            case Marked():
                return f"<{_TAGS[one.mark]}>{escape(one.words)}</{_TAGS[one.mark]}>"
            case Link():
                return f'<a href="{escape(one.address)}" target="_blank">{escape(one.words)}</a>'
            case Note():
                self.notes.append(one.words)
                number = len(self.notes)
                return (
                    f'<a href="#fn{number}" class="footnote-ref" id="fnref{number}" '
                    f'role="doc-noteref"><sup>{number}</sup></a>'
                )
            case Formula():
                mode = ' display="block"' if one.is_display else ""
                return (
                    f'<math xmlns="http://www.w3.org/1998/Math/MathML"{mode}>'
                    f"{FORMULAS[one.name].mathml}</math>"
                )
            case Pointer() | Cited():
                return escape(one.shown)
            case _:
                raise ValueError(f"a saved page has no {one}")

    def block(self, block: Block, manuscript: Manuscript) -> str:
        match block:
            case Heading():
                note = self.inline(block.note) if block.note else ""
                return f"<h{block.level + 1}>{escape(block.typed)}{note}</h{block.level + 1}>"
            case Paragraph():
                return f"<p>{self.line(block.line)}</p>"
            case Items():
                return self.items(block)
            case Table():
                return self.table(block)
            case Figure():
                data = "data:image/png;base64," + base64.b64encode(png()).decode()
                return (
                    f'<figure><img src="{data}" alt="{escape(block.alternative)}">'
                    f"<figcaption>Figure 1. {escape(block.caption)}</figcaption></figure>"
                )
            case Box():
                inner = "".join(f"<p>{escape(one)}</p>" for one in block.paragraphs)
                return f'<aside class="box"><h4>{escape(block.title)}</h4>{inner}</aside>'
            case Recommendation():
                return f"<p><strong>Recommendation:</strong> {escape(block.words)}</p>"
            case Quote():
                return f"<blockquote><p>{escape(block.words)}</p></blockquote>"
            case Contents():
                listed = "".join(
                    f'<li><a href="#x">{escape(one.typed)}</a></li>'
                    for one in manuscript.blocks
                    if isinstance(one, Heading)
                )
                return f"<nav><p>{block.title}</p><ul>{listed}</ul></nav>"
            case Aside():
                return "".join(f"<p>{escape(one)}</p>" for one in block.lines)

    def items(self, block: Items) -> str:
        tag = "ol" if block.ordered else "ul"
        items = []
        for item, below in block.items:
            nested = "".join(f"<li>{escape(words)}</li>" for words in below)
            items.append(f"<li>{self.line(item)}{f'<ul>{nested}</ul>' if nested else ''}</li>")
        return f"<{tag}>{''.join(items)}</{tag}>"

    def table(self, block: Table) -> str:
        rows = []
        for at, row in enumerate(block.rows):
            tag = "td" if at else "th"
            rows.append("".join(f"<{tag}>{self.line(cell)}</{tag}>" for cell in row))
        caption = f"<caption>{escape(block.caption)}</caption>" if block.caption else ""
        body = "".join(f"<tr>{row}</tr>" for row in rows[1:])
        source = f"<p>Source: {escape(block.source)}</p>" if block.source else ""
        return (
            f"<table>{caption}<thead><tr>{rows[0]}</tr></thead><tbody>{body}</tbody></table>"
            f"{source}"
        )
