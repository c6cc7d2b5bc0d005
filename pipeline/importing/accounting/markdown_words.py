"""The contents of Markdown, in the dialect of a manuscript or of a note."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.importing.accounting.contents import Collector
from pipeline.importing.accounting.markdown_blocks import Blocks, read_blocks
from pipeline.importing.accounting.page_words import Tags

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.importing.accounting.markdown_blocks import Block

_INLINE: Final = re.compile(
    r"(?:\\@ref\(|(?:Table:[ \t]+)?\(\\#)(?P<pointer>[\w:.-]+)\)"
    r"|\A(?P<captioned>Table):(?=[ \t])"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|\{(?P<role>[a-zA-Z][\w:+.-]*)\}`(?P<rolled>[^`]+)`"
    r"|(?P<ticks>`+)"
    r"|\$\$(?P<display>[^$]+)\$\$"
    r"|(?<![\\$])\$(?P<formula>(?![\s\d$])[^$\n]*?(?<![\s\\]))\$(?![\d$])"
    r"|\[\^(?P<call>[^\]\s]+)\]"
    r"|(?P<inner>\^\[)"
    r"|<(?P<auto>(?:https?|ftp|mailto):[^\s<>]+)>"
    r"|!\[\[(?P<embedded>[^\[\]|\n]+\.(?:png|jpe?g|webp|svg|gif|bmp|tiff?))(?:\|(?P<label>[^\]\n]*))?\]\]"
    r"|(?P<picture>!\[)|(?P<open>\[)"
    r"|\]\((?:<(?P<angled>[^<>\n]*)>|(?P<address>(?:[^()\s\\]|\\.|\([^()\s]*\))*))"
    r"(?:\s+(?P<title>\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'))?\s*\)"
    r"|\]\[(?P<name>[^\]\n]*)\]"
    r"|(?P<close>\])"
    r"|(?P<attributes>\{(?:[^{}\"\n]|\"(?:\\.|[^\"\\])*\")*\})"
    r"|(?P<mark>[*~^]+)"
)
_IS_ATTRIBUTES: Final = re.compile(r"\{:?\s*(?:[#.=!-]|[\w:-]+\s*=|\}|\w+\}$)")
_VALUE: Final = re.compile(r"([\w:-]+)\s*=\s*(?:\"((?:\\.|[^\"\\])*)\"|'([^']*)'|([^\s}\"]+))")
WORDED: Final = frozenset(
    {"alt", "by", "cap", "caption", "credit", "fig-alt", "fig-cap", "note", "signed", "source",
     "summary", "tbl-cap", "title", "to"}
)  # fmt: skip
"""The attributes whose values are words that are shown."""
_POINTERS: Final = frozenset({"cite", "doc", "eq", "numref", "ref"})
_CITATION: Final = re.compile(r"(?<![\w.])@[\w:.#$%&+?<>~/-]*\w")
_REFERENCE: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_CALL: Final = re.compile(r"\[\^([^\]\s]+)\]")
_LINE_MARKS: Final = re.compile(
    r"\\.|\[\^[^\]\s]+\]|\[(?P<text>(?:[^\[\]\\]|\\.)*)\](?:\([^()\s]*\)|\{[^{}]*\})|[*^~`]"
)
_OUTSIDE: Final = re.compile(r"(?:https?|mailto|ftp):", re.IGNORECASE)
_DEEPEST: Final = 40


@dataclass(slots=True)
class MarkdownReader:
    """Reads Markdown into contents; ``path`` stands before the number of each line.

    ``is_note`` is the dialect of a note: it has no HTML, and its keys of citations are no words.
    ``is_plain`` is text with few marks: no HTML, no attributes, and its numbers are words.
    """

    collector: Collector
    path: str = ""
    is_note: bool = False
    is_plain: bool = False
    _blocks: Blocks = field(default_factory=lambda: Blocks((), {}, {}))
    _tags: Tags | None = None
    _depth: int = 0

    def read(self, text: str, first: int = 1) -> None:
        """Read a text whose first line has the number ``first``."""
        self._blocks = read_blocks(text, first)
        self._tags = None if self.is_note or self.is_plain else Tags(self.collector)
        self._flow(self._blocks.flow)
        for name in tuple(self._blocks.notes):
            # A footnote that nothing calls.
            self._flow(self._blocks.notes.pop(name, ()))
        if self._tags:
            self._tags.close()

    def _flow(self, blocks: Iterable[Block]) -> None:
        table: ExitStack | None = None
        text: list[str] = []
        for block in blocks:
            if block.kind == "text":
                if not text:
                    self._at(block)
                text.append(block.text)
                continue
            if text:
                self._text("\n".join(text))
                self.collector.end()
                text = []
            self._at(block)
            if block.kind in {"caption", "row"}:
                if table is None:
                    table = ExitStack()
                    table.enter_context(self.collector.within("table"))
                for cell in block.cells or (block.text,):
                    self._text(cell)
                    self.collector.end()
            elif table and block.kind == "end of table":
                table.close()
                table = None
            else:
                self._other(block)

    def _at(self, block: Block) -> None:
        if block.line:
            self.collector.place = (
                f"{self.path}:{block.line}" if self.path else f"line {block.line}"
            )

    def _other(self, block: Block) -> None:
        self.collector.end()
        if block.kind == "code":
            self.collector.write(block.text)
        elif block.kind == "attributes":
            self._attributes(block.text)
        elif block.kind == "number" and self.is_plain:
            self.collector.write(block.text)
        elif block.kind == "number":
            self.collector.number(block.text)
        elif block.kind == "formula":
            self.collector.add("formula", "".join(block.text.split()))
        elif block.kind == "figure":
            self.collector.add("figure", block.text.rpartition("/")[2])
        elif block.kind == "option" and block.cells[0] in WORDED:
            self.collector.describe(block.text)
        self.collector.end()

    def _text(self, text: str) -> None:
        """Read running text."""
        at = 0
        brackets: list[bool] = []
        ticks = _Ticks(text)
        while match := _INLINE.search(text, at):
            self._words(text[at : match.start()])
            at = match.end()
            if match["ticks"]:
                end = ticks.end_of(match.start(), at)
                self.collector.write(text[at : end or at])
                at = end + at - match.start() if end else at
                continue
            kind = match.lastgroup or ""
            if kind in {"picture", "open", "inner"}:
                brackets.append(kind == "picture")
                if kind == "picture":
                    self.collector.write(" ")
            elif match.group().startswith("]"):
                self._close(match, is_picture=bool(brackets) and brackets.pop())
            else:
                self._inline(match)
        self._words(text[at:])

    def _inline(self, match: re.Match[str]) -> None:
        if match["escaped"]:
            self.collector.write(match["escaped"])
        elif match["call"]:
            self._call(match["call"], match.group())
        elif match["auto"]:
            self.collector.add("link", match["auto"])
            self.collector.write(match["auto"].removeprefix("mailto:"))
        elif match["embedded"]:
            self.collector.add("figure", match["embedded"].rpartition("/")[2])
            self.collector.describe(match["label"] or "")
        elif match["mark"]:
            self.collector.write(match["mark"] if self.is_plain else "")
        elif self.is_plain:
            self._words(match.group())
        else:
            self._marked(match)

    def _marked(self, match: re.Match[str]) -> None:
        """Read what has no meaning in plain text."""
        if formula := match["display"] or match["formula"]:
            self.collector.add("formula", "".join(formula.split()))
        elif pointer := match["pointer"] or match["captioned"]:
            self.collector.number(pointer)
        elif match["role"]:
            self._role(match["role"], match["rolled"])
        elif _IS_ATTRIBUTES.match(match.group()):
            self._attributes(match.group())
        else:
            self._words(match.group())

    def _role(self, role: str, text: str) -> None:
        """Read a role of MyST: a formula, a pointer, or words in some form."""
        shown, _, target = text.partition(" <")
        if role == "math":
            self.collector.add("formula", "".join(text.split()))
        elif role.partition(":")[0] in _POINTERS and not target:
            self.collector.number(text)
        else:
            self.collector.write(shown)

    def _close(self, match: re.Match[str], *, is_picture: bool) -> None:
        """Read the end of a link or a picture."""
        address = match["angled"] if match["angled"] is not None else match["address"]
        if match["name"] is not None:
            address = self._blocks.links.get(match["name"].casefold())
            if address is None:
                self.collector.write(f" {match['name']} ")
        if address is None:
            return
        if is_picture:
            self.collector.add("figure", address.rpartition("/")[2])
            self.collector.write(" ")
        elif _OUTSIDE.match(address):
            self.collector.add("link", _unescaped(re.sub(r"\\(.)", r"\1", address)))
        if match["title"]:
            self._line(match["title"][1:-1])

    def _call(self, name: str, shown: str) -> None:
        """Read a footnote where it is called; what is called again is read once."""
        blocks = self._blocks.notes.pop(name.casefold(), None)
        if blocks is None or self._depth > _DEEPEST:
            if self.is_plain:
                self.collector.write(f" {shown} ")
            return
        place = self.collector.place
        self._depth += 1
        with self.collector.within("footnote"):
            self._flow(blocks)
        self._depth -= 1
        self.collector.place = place

    def _attributes(self, text: str) -> None:
        for key, double, single, bare in _VALUE.findall(text):
            if key in WORDED:
                self._line(double or single or bare)

    def _line(self, value: str) -> None:
        """Read the line of a figure or table, which has footnotes and marks in a note."""
        calls = _CALL.findall(value) if self.is_note else []
        bare = _LINE_MARKS.sub(_words_of_mark, value) if self.is_note else value
        self.collector.describe(_typed(bare))
        for name in calls:
            self._call(name, "")

    def _words(self, text: str) -> None:
        if self.is_note:
            at = 0
            for match in _CITATION.finditer(text):
                self.collector.write(_unescaped(text[at : match.start()]))
                self.collector.number(match.group())
                at = match.end()
            self.collector.write(_unescaped(text[at:]))
        elif self._tags is None or "<" not in text:
            self.collector.write(text if self.is_plain else _unescaped(text))
        else:
            self._tags.feed_all(text)


def _words_of_mark(match: re.Match[str]) -> str:
    """What stays of a mark in the line of a figure or table."""
    return match.group() if match.group().startswith("\\") else match["text"] or ""


class _Ticks:
    """The runs of backticks in a text, by their length (CommonMark 0.31, section 6.1)."""

    def __init__(self, text: str) -> None:
        self._starts: dict[int, list[int]] = defaultdict(list)
        for match in re.finditer("`+", text):
            self._starts[len(match.group())].append(match.start())

    def end_of(self, start: int, end: int) -> int:
        """Where the code ends that a run begins; 0 if no other is as long."""
        starts = self._starts[end - start]
        at = bisect_right(starts, start)
        return starts[at] if at < len(starts) else 0


def _unescaped(text: str) -> str:
    """A text with the characters that its references stand for (CommonMark 0.31, section 2.5)."""
    return _REFERENCE.sub(lambda match: html.unescape(match.group()), text) if "&" in text else text


def _typed(text: str) -> str:
    """What a value in quotation marks means."""
    return _unescaped(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text))
