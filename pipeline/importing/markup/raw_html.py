"""Raw HTML in a Markdown manuscript, read as the HTML that it is.

Pandoc gives the tags of Markdown as raw text: a table as one block, an element that has Markdown
inside as an opening and a closing tag with blocks between them. Every list of blocks or inlines
that has such tags becomes a page of its own, in which a sign stands for all that is not HTML; the
pages are read in one call, and the signs make way for what they stand for.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from pipeline.importing.markup.page_markup import tidy_fragment
from pipeline.importing.markup.trees import flat_text, inlines_of
from pipeline.pandoc import run_pandoc

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPEN, _CLOSE = "\uf8e0", "\uf8e1"
_SIGN: Final = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_HTML: Final = frozenset({"html", "html4", "html5"})
_PARAGRAPHS: Final = frozenset({"Para", "Plain"})
_COMMENT: Final = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_BREAK: Final = {"t": "LineBreak"}
_READER: Final = "html-auto_identifiers"

COMMENT: Final = "comment in the manuscript, which a reader does not see"
"""Why the words between ``<!--`` and ``-->`` are not in the source."""

Told = list[tuple[str, str]]
"""Words that are left out, and why."""


@dataclass(slots=True)
class _Page:
    """A list of the tree that has raw HTML, and the page that it becomes."""

    owner: list[Any]
    kind: Literal["blocks", "inlines"]
    text: str


@dataclass(slots=True)
class _Writer:
    """Writes pages; what a sign stands for is in ``stands``, by its number."""

    stands: list[list[Any]] = field(default_factory=list)
    pages: list[_Page] = field(default_factory=list)

    def walk(self, part: Any) -> None:
        """Find the lists with raw HTML in a part of the tree, and write their pages."""
        open_parts = [part]
        while open_parts:
            one = open_parts.pop()
            if isinstance(one, dict):
                open_parts += one.values()
            elif isinstance(one, list):
                open_parts += self._listed(one)

    def _listed(self, row: list[Any]) -> list[Any]:
        """Write the page of a list, if it has raw HTML; what is to be looked into after it."""
        typed = [one for one in row if isinstance(one, dict) and "t" in one]
        if any(_is_raw(one, "RawBlock") or _has_raw(one) for one in typed):
            text = "".join(self._block(one) for one in typed)
            self.pages.append(_Page(row, "blocks", text))
        elif any(_is_raw(one, "RawInline") for one in typed):
            self.pages.append(_Page(row, "inlines", self._inlines(typed)))
        else:
            return row
        paragraphs = (one["c"] if one["t"] in _PARAGRAPHS else [one] for one in typed)
        return [part.get("c") for inner in paragraphs for part in inner]

    def _block(self, block: dict[str, Any]) -> str:
        if _is_raw(block, "RawBlock"):
            return f"{block['c'][1]}\n"
        if block["t"] not in _PARAGRAPHS:
            return f"<div>{self._sign([block])}</div>\n"
        inside = self._inlines(block["c"])
        return f"<p>{inside}</p>\n" if block["t"] == "Para" else f"{inside}\n"

    def _inlines(self, inlines: list[Any]) -> str:
        parts: list[str] = []
        plain: list[Any] = []
        for inline in inlines:
            if _is_raw(inline, "RawInline"):
                parts += [self._sign(plain), inline["c"][1]]
                plain = []
            else:
                plain.append(inline)
        return "".join((*parts, self._sign(plain)))

    def _sign(self, stands_for: list[Any]) -> str:
        if not stands_for:
            return ""
        self.stands.append(stands_for)
        return f"{_OPEN}{len(self.stands) - 1}{_CLOSE}"


def read_raw_html(document: dict[str, Any]) -> Told:
    """Read the raw HTML of a tree as HTML, in place; what has no words for a reader is told."""
    writer = _Writer()
    writer.walk([document["meta"], document["blocks"]])
    told: Told = []
    if not writer.pages:
        return told
    texts = [_tidied(page.text, told) for page in writer.pages]
    for page, blocks in zip(writer.pages, _read(texts), strict=True):
        _Signs(writer.stands, page).settle(blocks)
    return told


def _tidied(text: str, told: Told) -> str:
    told += [(words, COMMENT) for one in _COMMENT.findall(text) if (words := one.strip())]
    return tidy_fragment(_COMMENT.sub("", text), told)


def _read(texts: list[str]) -> list[list[Any]]:
    """The blocks of each page, all read in one call."""
    page = "".join(f"<div>{text}</div>" for text in texts)
    arguments = [f"--from={_READER}", "--to=json"]
    blocks = json.loads(run_pandoc(arguments, page.encode()))["blocks"]
    return [block["c"][1] for block in blocks]


class _Signs:
    """Puts what the signs of a page stand for in their places."""

    def __init__(self, stands: list[list[Any]], page: _Page) -> None:
        self.stands = stands
        self.page = page
        self.left = {int(number) for number in _SIGN.findall(page.text)}

    def settle(self, blocks: list[Any]) -> None:
        """Put the blocks that were read in the place of the list that the page was made of."""
        found = self._filled(blocks)
        if self.page.kind == "inlines":
            found = inlines_of(found)
        # A sign in a place that has no text, as directly in a list: its words stay, at the end.
        for number in sorted(self.left):
            words = self.stands[number]
            is_block = self.page.kind == "blocks" and not _is_inline(words[0])
            found += words if is_block or self.page.kind == "inlines" else [_paragraph(words)]
        self.page.owner[:] = found

    def _filled(self, part: Any) -> Any:
        if isinstance(part, dict):
            return self._filled_one(part)
        if not isinstance(part, list):
            return self._texts(part) if isinstance(part, str) else part
        found: list[Any] = []
        for one in part:
            if isinstance(one, dict) and one.get("t") == "Str" and _OPEN in one["c"]:
                found += self._parts(one["c"])
            elif (blocks := self._blocks(one)) is not None:
                found += blocks
            else:
                found.append(self._filled(one))
        return found

    def _filled_one(self, part: dict[str, Any]) -> dict[str, Any]:
        return {key: value if key == "t" else self._filled(value) for key, value in part.items()}

    def _blocks(self, one: Any) -> list[Any] | None:
        """The blocks that a paragraph or division which is one sign stands for."""
        if not isinstance(one, dict) or one.get("t") not in {"Div", *_PARAGRAPHS}:
            return None
        inside = one["c"][1] if one["t"] == "Div" else one["c"]
        if one["t"] == "Div" and len(inside) == 1 and not one["c"][0][0]:
            return self._blocks(inside[0])
        if len(inside) != 1 or inside[0].get("t") != "Str":
            return None
        match = _SIGN.fullmatch(inside[0]["c"])
        stands_for = self.stands[int(match[1])] if match else []
        if match is None or _is_inline(stands_for[0]):
            return None
        self.left.discard(int(match[1]))
        return stands_for

    def _parts(self, text: str) -> Iterator[Any]:
        for at, piece in enumerate(_SIGN.split(text)):
            if at % 2 == 0:
                yield from [{"t": "Str", "c": piece}] if piece else []
                continue
            stands_for = self.stands[int(piece)]
            self.left.discard(int(piece))
            yield from stands_for if _is_inline(stands_for[0]) else inlines_of(stands_for)

    def _texts(self, text: str) -> str:
        """A text that can only be text, such as code, with the words of its signs."""
        if _OPEN not in text:
            return text

        def words(match: re.Match[str]) -> str:
            self.left.discard(int(match[1]))
            return flat_text(self.stands[int(match[1])])

        return _SIGN.sub(words, text)


def _paragraph(inlines: list[Any]) -> dict[str, Any]:
    return {"t": "Para", "c": inlines}


def _is_raw(part: dict[str, Any], kind: str) -> bool:
    return part["t"] == kind and part["c"][0] in _HTML


def _has_raw(block: dict[str, Any]) -> bool:
    return block["t"] in _PARAGRAPHS and any(_is_raw(one, "RawInline") for one in block["c"])


_BLOCKS: Final = frozenset(
    {
        "Plain", "Para", "LineBlock", "CodeBlock", "RawBlock", "BlockQuote", "OrderedList",
        "BulletList", "DefinitionList", "Header", "HorizontalRule", "Table", "Figure", "Div",
    }
)  # fmt: skip


def _is_inline(part: dict[str, Any]) -> bool:
    return part["t"] not in _BLOCKS
