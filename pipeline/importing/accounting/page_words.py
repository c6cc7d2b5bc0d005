"""The contents of a web page, or of HTML in Markdown."""

from __future__ import annotations

import re
from contextlib import ExitStack, nullcontext
from html.parser import HTMLParser
from typing import Final

from pipeline.importing.accounting.contents import Collector, Contents

_SILENT: Final = frozenset({"script", "style", "template", "noscript", "svg", "datalist"})
_RUNNING: Final = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
     "font", "i", "ins", "kbd", "label", "mark", "meter", "output", "q", "s", "samp", "small",
     "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)  # fmt: skip
_EMPTY: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
     "wbr"}
)  # fmt: skip
_NUMBER: Final = re.compile(r"\W*(?:\w{1,3}|\W)\W*")
_OUTSIDE: Final = re.compile(r"(?:https?|mailto|ftp):", re.IGNORECASE)


def read_page(text: str) -> Contents:
    """The contents of a web page."""
    collector = Collector(place="page")
    tags = Tags(collector, is_page=True)
    tags.feed_all(text)
    tags.close()
    return collector.contents()


class Tags(HTMLParser):
    """Reads HTML, a whole page or passages of it, into contents."""

    def __init__(self, collector: Collector, *, is_page: bool = False) -> None:
        super().__init__()
        self.collector = collector
        self.is_page = is_page
        self.silent: list[str] = []
        self.formula: list[str] | None = None
        self.tables: list[ExitStack] = []
        self.is_title = False
        self.is_pointer = False
        self.cells: list[tuple[int, int]] = []
        """The most cells in a row, and those of the last row, of each open table."""
        self.indices: list[int] = []
        self.paragraphs = 0

    def feed_all(self, text: str) -> None:
        """Read a passage to its end."""
        # The search for an unclosed comment is repeated at each character that could begin one.
        closed = text.rfind("-->") + 1
        # What follows the last tag is read when the next one comes.
        self.feed(f"{text[:closed]}{text[closed:].replace('<!--', ' ')}<wbr>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the beginning of an element."""
        values = {key: value or "" for key, value in attrs}
        self._gap(tag)
        if tag in _SILENT:
            self.silent.append(tag)
        elif self.silent:
            return
        elif tag == "math":
            self.formula = []
        elif tag == "title":
            self.is_title = True
        elif tag == "table":
            self.tables.append(ExitStack())
            self.cells.append((0, 0))
            self.indices.append(self.tables[-1].enter_context(self.collector.within("table")))
        elif tag in {"tr", "td", "th"} and self.cells:
            most, row = self.cells[-1]
            self.cells[-1] = (most, 0) if tag == "tr" else (max(most, row + 1), row + 1)
        elif tag == "img":
            self._picture(values)
        elif tag == "a":
            address = values.get("href", "").strip()
            self.is_pointer = address.startswith("#")
            if _OUTSIDE.match(address):
                self.collector.add("link", address)

    def handle_endtag(self, tag: str) -> None:
        """Take the end of an element."""
        if self.silent and tag == self.silent[-1]:
            self.silent.pop()
        elif tag == "title":
            self.is_title = False
        elif tag == "math" and self.formula is not None:
            self.collector.add("formula", "".join("".join(self.formula).split()))
            self.formula = None
        elif tag == "a":
            self.is_pointer = False
        elif tag == "table" and self.tables and not self.silent:
            self._end_table()
        self._gap(tag)

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self.formula is not None:
            self.formula.append(data)
        elif self.is_pointer and _NUMBER.fullmatch(data):
            # The number of a footnote, or the way back from it.
            self.collector.number(data)
        elif not self.silent:
            with self.collector.apart("properties") if self.is_title else nullcontext():
                self.collector.write(data)

    def close(self) -> None:
        """Read the rest, and close tables that were left open."""
        super().close()
        self.collector.end()
        while self.tables:
            self._end_table()

    def _end_table(self) -> None:
        self.tables.pop().close()
        (most, _), index = self.cells.pop(), self.indices.pop()
        if most < 2:
            self.collector.is_frame(index)

    def _picture(self, values: dict[str, str]) -> None:
        self.collector.add("figure", values.get("src", "").rpartition("/")[2])
        self.collector.describe(values.get("alt", ""))

    def _gap(self, tag: str) -> None:
        if tag in _RUNNING or self.silent or self.formula is not None:
            return
        if tag in {"br", "img"}:
            self.collector.write(" ")
            return
        self.collector.end()
        if self.is_page:
            self.paragraphs += 1
            self.collector.place = f"element {self.paragraphs}"
