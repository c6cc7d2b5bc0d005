"""Markdown as people write it for GitHub, pandoc, Quarto, MyST, R Markdown and Obsidian."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from corpus.drafts import WORKS
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


@dataclass(frozen=True)
class Dialect:
    """A dialect of Markdown: its suffix and what it writes in its own way.

    ``titles`` are in ``yaml`` or a heading (``#``), which puts all others one level deeper.
    """

    name: str
    suffix: str = ".md"
    titles: str = "yaml"
    lacks: frozenset[str] = frozenset()


_ALWAYS: Final = frozenset({"Hidden", "Inserted", "Deleted", "Remark"})
DIALECTS: Final = {
    one.name: one
    for one in (
        Dialect("github", titles="#", lacks=frozenset({"pointers", "citations"})),
        Dialect("pandoc", lacks=frozenset({"pointers"})),
        Dialect("quarto", ".qmd"),
        Dialect("myst", titles="#"),
        Dialect("r-markdown", ".Rmd"),
        Dialect("obsidian", titles="#", lacks=frozenset({"pointers", "citations"})),
    )
}


def markdown_files(manuscript: Manuscript, dialect: Dialect) -> dict[str, bytes]:
    """The files of a manuscript in a dialect; the first is the manuscript itself."""
    text = _Writer(dialect, manuscript).text()
    files = {f"{manuscript.name}{dialect.suffix}": text.encode()}
    if "Figure" in manuscript.kinds:
        files["images/chart.png"] = png()
    if manuscript.cites and "citations" not in dialect.lacks:
        files["references.json"] = json.dumps(list(WORKS.values()), indent=1).encode()
    return files


class _Writer:
    def __init__(self, dialect: Dialect, manuscript: Manuscript) -> None:
        self.dialect = dialect
        self.manuscript = manuscript
        self.notes: list[str] = []
        self.recommended = 0

    def text(self) -> str:
        blocks = [*self._head()]
        for block in self.manuscript.blocks:
            blocks += self._block(block)
        blocks += [f"[^n{number}]: {words}" for number, words in enumerate(self.notes, 1)]
        return "\n\n".join(blocks) + "\n"

    def _head(self) -> Iterator[str]:
        one = self.manuscript
        cites = one.cites and "citations" not in self.dialect.lacks
        if self.dialect.titles == "yaml":
            yield "\n".join(("---", *self._yaml(cites=cites), "---"))
            return
        if cites:
            yield "---\nbibliography: references.json\n---"
        yield f"# {one.title}"
        if one.subtitle:
            yield f"*{one.subtitle}*"
        if one.authors:
            yield "By " + " and ".join(author.name for author in one.authors)
        if one.abstract:
            yield f"**Abstract.** {one.abstract}"
        if one.keywords:
            yield f"**Keywords:** {', '.join(one.keywords)}"

    def _yaml(self, *, cites: bool) -> Iterator[str]:
        one = self.manuscript
        yield f"title: {json.dumps(one.title, ensure_ascii=False)}"
        if one.subtitle:
            yield f"subtitle: {json.dumps(one.subtitle, ensure_ascii=False)}"
        if one.authors:
            yield "author:"
        for author in one.authors:
            if self.dialect.name == "quarto":
                yield f"  - name: {author.name}\n    affiliations:\n      - {author.affiliation}"
            else:
                yield f"  - {author.name}"
        if one.abstract:
            yield f"abstract: |\n  {one.abstract}"
        if one.keywords:
            yield f"keywords: [{', '.join(one.keywords)}]"
        yield f"lang: {one.language}"
        if cites:
            yield "bibliography: references.json"
        if self.dialect.name == "r-markdown":
            yield "output:\n  word_document:\n    toc: true"

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                deeper = self.dialect.titles == "#"
                ident = f" {{#{block.id}}}" if block.id and self.dialect.name != "myst" else ""
                if block.id and self.dialect.name == "myst":
                    yield f"({block.id})="
                note = self._inline(block.note) if block.note else ""
                yield f"{'#' * (block.level + deeper)} {block.typed}{note}{ident}"
            case Paragraph():
                yield self._line(block.line)
            case Items():
                yield "\n".join(self._items(block))
            case Table():
                yield from self._table(block)
            case Figure():
                yield from self._figure(block)
            case Box():
                yield self._box(block)
            case Recommendation():
                self.recommended += 1
                yield f"**Recommendation {self.recommended}:** {block.words}"
            case Quote():
                yield f"> {block.words}"
            case Contents():
                yield from self._contents(block)
            case Aside():
                yield from block.lines

    def _line(self, line: Line) -> str:
        return "".join(map(self._inline, line))

    def _inline(self, one: Inline) -> str:  # noqa: C901, PLR0911, PLR0912
        name = self.dialect.name
        match one:
            case str():
                return one.replace("$", r"\$")
            case Marked():
                return _marked(one, name)
            case Link():
                return f"[{one.words}]({one.address})"
            case Note():
                self.notes.append(one.words)
                return f"[^n{len(self.notes)}]"
            case Formula() if one.is_display:
                return f"$$\n{FORMULAS[one.name].tex}\n$$"
            case Formula() if name == "myst":
                return f"{{math}}`{FORMULAS[one.name].tex}`"
            case Formula():
                return f"${FORMULAS[one.name].tex}$"
            case Pointer() if name == "quarto":
                return f"@{one.to}"
            case Pointer() if name == "myst":
                return f"{{ref}}`{one.to}`"
            case Pointer() if name == "r-markdown" and not one.to.startswith("sec"):
                kind, _, rest = one.to.partition("-")
                return f"\\@ref({'tab' if kind == 'tbl' else kind}:{rest})"
            case Pointer() if name == "r-markdown":
                return f"\\@ref({one.to})"
            case Pointer():
                return one.shown
            case Cited() if name == "myst":
                return f"{{cite:p}}`{one.key}`"
            case Cited() if "citations" not in self.dialect.lacks:
                return f"[@{one.key}]"
            case Cited():
                return one.shown
            case _:
                raise ValueError(f"Markdown has no {one}")

    def _items(self, block: Items) -> Iterator[str]:
        for number, (item, below) in enumerate(block.items, 1):
            sign = f"{number}." if block.ordered else "-"
            yield f"{sign} {self._line(item)}"
            yield from (f"{' ' * (len(sign) + 1)}- {words}" for words in below)

    def _table(self, block: Table) -> Iterator[str]:
        rows = [[self._line(cell) for cell in row] for row in block.rows]
        rule = ["---"] * len(rows[0])
        pipes = "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))
        caption = block.caption
        ident = f" {{#{block.id}}}" if block.id else ""
        match self.dialect.name:
            case "myst" if caption:
                name = f":name: {block.id}\n" if block.id else ""
                yield f":::{{table}} {caption}\n{name}\n{pipes}\n:::"
            case "quarto" if caption:
                yield f"{pipes}\n\n: {caption}{ident}"
            case "pandoc" if caption:
                yield f"{pipes}\n\n: {caption}"
            case "r-markdown" if caption:
                label = f"(\\#tab:{block.id.partition('-')[2]}) " if block.id else ""
                yield f"{pipes}\n\nTable: {label}{caption}"
            case "github" if caption:
                cells = "\n".join(
                    "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>"
                    for tag, row in [("th", rows[0]), *(("td", row) for row in rows[1:])]
                )
                yield f"<table>\n<caption>{caption}</caption>\n{cells}\n</table>"
            case _:
                yield from (*((f"**Table 1. {caption}**",) if caption else ()), pipes)
        if block.source:
            yield f"Source: {block.source}"

    def _figure(self, block: Figure) -> Iterator[str]:
        path = "images/chart.png"
        match self.dialect.name:
            case "myst":
                name = f":name: {block.id}\n" if block.id else ""
                yield (
                    f":::{{figure}} {path}\n{name}:alt: {block.alternative}\n\n{block.caption}\n:::"
                )
            case "quarto":
                ident = f"#{block.id} " if block.id else ""
                yield f'![{block.caption}]({path}){{{ident}fig-alt="{block.alternative}"}}'
            case "r-markdown":
                label = block.id.partition("-")[2]
                yield (
                    f'```{{r {label}, echo=FALSE, fig.cap="{block.caption}", '
                    f'fig.alt="{block.alternative}"}}\nknitr::include_graphics("{path}")\n```'
                )
            case "pandoc":
                yield f"![{block.caption}]({path})"
            case "obsidian":
                yield f"![[{path}]]"
                yield f"*Figure 1. {block.caption}*"
            case _:
                yield f'<img src="{path}" alt="{block.alternative}">'
                yield f"*Figure 1. {block.caption}*"

    def _box(self, block: Box) -> str:
        inner = "\n\n".join(block.paragraphs)
        match self.dialect.name:
            case "quarto":
                return f'::: {{.callout-note title="{block.title}"}}\n{inner}\n:::'
            case "myst":
                return f":::{{admonition}} {block.title}\n{inner}\n:::"
            case "obsidian":
                return f"> [!note] {block.title}\n" + "\n".join(
                    f"> {words}" for words in "\n\n".join(block.paragraphs).split("\n")
                )
            case "github":
                return f"<details>\n<summary>{block.title}</summary>\n\n{inner}\n\n</details>"
            case _:
                return f"::: {{.box}}\n**{block.title}**\n\n{inner}\n:::"

    def _contents(self, block: Contents) -> Iterator[str]:
        headings = [one for one in self.manuscript.blocks if isinstance(one, Heading)]
        match self.dialect.name:
            case "github":
                yield f"**{block.title}**"
                names = [one.typed.lower().replace(" ", "-") for one in headings]
                yield "\n".join(
                    f"{'  ' * (one.level - 1)}- [{one.typed}](#{name})"
                    for one, name in zip(headings, names, strict=True)
                )
            case "myst":
                yield "```{contents}\n```"
            case "obsidian":
                yield "[[toc]]"
            case _:
                return


def _marked(one: Marked, dialect: str) -> str:
    match one.mark, dialect:
        case "strong", _:
            return f"**{one.words}**"
        case "emphasis", _:
            return f"*{one.words}*"
        case "strike", _:
            return f"~~{one.words}~~"
        case "highlight", "github" | "myst":
            return f"<mark>{one.words}</mark>"
        case "highlight", _:
            return f"=={one.words}=="
        case "small-caps", "pandoc" | "quarto" | "r-markdown":
            return f"[{one.words}]{{.smallcaps}}"
        case "small-caps", _:
            return one.words
        case "sub", "github" | "myst" | "obsidian":
            return f"<sub>{one.words}</sub>"
        case "super", "github" | "myst" | "obsidian":
            return f"<sup>{one.words}</sup>"
        case "sub", _:
            return f"~{one.words}~"
        case _:
            return f"^{one.words}^"
