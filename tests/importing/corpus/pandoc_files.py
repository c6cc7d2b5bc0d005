"""Files that pandoc writes, from a tree of its own: .docx, .odt, .rtf, .html."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

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
from pipeline.pandoc import run_pandoc

FORMS: Final = ("docx", "odt", "rtf", "html")
LACKS: Final = frozenset({"pointers", "citations", "boxes"})
Node = dict[str, Any]


def pandoc_file(manuscript: Manuscript, form: str) -> bytes:
    """A manuscript as a file that pandoc wrote."""
    tree = json.dumps(_tree(manuscript)).encode()
    options = ["--from=json", f"--to={form}", "--standalone", "--output=-"]
    if form == "html":
        options += ["--embed-resources", "--mathml"]
    return run_pandoc(options, tree, environment={"SOURCE_DATE_EPOCH": "0"})


def _tree(manuscript: Manuscript) -> Node:
    meta: Node = {
        "title": {"t": "MetaInlines", "c": _words(manuscript.title)},
        "lang": {"t": "MetaString", "c": manuscript.language},
        "author": {
            "t": "MetaList",
            "c": [{"t": "MetaInlines", "c": _words(one.name)} for one in manuscript.authors],
        },
    }
    if manuscript.subtitle:
        meta["subtitle"] = {"t": "MetaInlines", "c": _words(manuscript.subtitle)}
    if manuscript.abstract:
        meta["abstract"] = {"t": "MetaBlocks", "c": [_para(_words(manuscript.abstract))]}
    blocks = [one for block in manuscript.blocks for one in _block(block, manuscript)]
    return {"pandoc-api-version": [1, 23, 1], "meta": meta, "blocks": blocks}


def _words(text: str) -> list[Node]:
    found: list[Node] = []
    for at, word in enumerate(text.split(" ")):
        found += ([{"t": "Space"}] if at else []) + ([{"t": "Str", "c": word}] if word else [])
    return found


def _para(inlines: list[Node]) -> Node:
    return {"t": "Para", "c": inlines}


def _line(line: Line) -> list[Node]:
    return [node for one in line for node in _inline(one)]


def _inline(one: Inline) -> list[Node]:
    match one:
        case str():
            return _words(one)
        case Marked():
            kind = {"strong": "Strong", "emphasis": "Emph", "small-caps": "SmallCaps",
                    "strike": "Strikeout", "sub": "Subscript", "super": "Superscript",
                    "highlight": "Underline"}[one.mark]  # fmt: skip
            return [{"t": kind, "c": _words(one.words)}]
        case Link():
            return [{"t": "Link", "c": [["", [], []], _words(one.words), [one.address, ""]]}]
        case Note():
            return [{"t": "Note", "c": [_para(_words(one.words))]}]
        case Formula():
            kind = "DisplayMath" if one.is_display else "InlineMath"
            return [{"t": "Math", "c": [{"t": kind}, FORMULAS[one.name].tex]}]
        case Pointer() | Cited():
            return _words(one.shown)
        case _:
            raise ValueError(f"pandoc has no {one}")


def _block(block: Block, manuscript: Manuscript) -> Iterator[Node]:
    match block:
        case Heading():
            inlines = _words(block.typed) + (_inline(block.note) if block.note else [])
            yield {"t": "Header", "c": [block.level, [block.id, [], []], inlines]}
        case Paragraph():
            yield _para(_line(block.line))
        case Items():
            yield _items(block)
        case Table():
            yield _table(block)
            if block.source:
                yield _para(_words(f"Source: {block.source}"))
        case Figure():
            address = "data:image/png;base64," + base64.b64encode(png()).decode()
            image = {"t": "Image", "c": [["", [], []], _words(block.alternative), [address, ""]]}
            caption = [None, [{"t": "Plain", "c": _words(block.caption)}]]
            yield {
                "t": "Figure",
                "c": [[block.id, [], []], caption, [{"t": "Plain", "c": [image]}]],
            }
        case Box():
            inner = [_para([{"t": "Strong", "c": _words(block.title)}])]
            inner += [_para(_words(one)) for one in block.paragraphs]
            yield {"t": "Div", "c": [["", ["box"], []], inner]}
        case Recommendation():
            strong = {"t": "Strong", "c": _words("Recommendation:")}
            yield _para([strong, {"t": "Space"}, *_words(block.words)])
        case Quote():
            yield {"t": "BlockQuote", "c": [_para(_words(block.words))]}
        case Contents():
            yield _para([{"t": "Strong", "c": _words(block.title)}])
            headings = [one for one in manuscript.blocks if isinstance(one, Heading)]
            yield from (
                _para(_words(f"{one.typed} …… {page}")) for page, one in enumerate(headings, 3)
            )
        case Aside():
            yield from (_para(_words(words)) for words in block.lines)


def _items(block: Items) -> Node:
    items = []
    for item, below in block.items:
        inner: list[Node] = [{"t": "Plain", "c": _line(item)}]
        if below:
            nested = [[{"t": "Plain", "c": _words(words)}] for words in below]
            inner.append({"t": "BulletList", "c": nested})
        items.append(inner)
    if block.ordered:
        return {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], items]}
    return {"t": "BulletList", "c": items}


def _table(block: Table) -> Node:
    width = len(block.rows[0])
    rows = [_row(row, at, block.merged) for at, row in enumerate(block.rows)]
    caption = [{"t": "Plain", "c": _words(block.caption)}] if block.caption else []
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * width
    empty: list[Any] = ["", [], []]
    return {
        "t": "Table",
        "c": [
            [block.id, [], []],
            [None, caption],
            columns,
            [empty, rows[:1]],
            [[empty, 0, [], rows[1:]]],
            [empty, []],
        ],
    }


def _row(row: Iterable[Line], at: int, merged: tuple[tuple[int, int], ...]) -> list[Any]:
    empty: list[Any] = ["", [], []]
    cells, skipped = [], False
    for column, cell in enumerate(row):
        if skipped:
            skipped = False
            continue
        skipped = (at, column) in merged
        inner = [{"t": "Plain", "c": _line(cell)}] if cell else []
        cells.append([empty, {"t": "AlignDefault"}, 1, 2 if skipped else 1, inner])
    return [empty, cells]
