"""A text file -> its units, block by block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.load.grids import Grid, find_grids
from pipeline.part_kinds import place_of_file
from pipeline.translating.units import block_lines as b
from pipeline.translating.units.gathering import Gathered, Words
from pipeline.translating.units.text_lines import (
    attributes_in,
    ends_with_attributes,
    lines_of,
    opens_attributes,
)
from pipeline.translating.units.yaml_units import units_in_head
from pipeline.workspace import DATA_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.translating.units.text_lines import Line
    from pipeline.translating.units.unit import Kind, Span, Unit

HEAD: Final = re.compile(r"---[ \t]*\n((?:.*\n)*?)---[ \t]*(?:\n|\Z)")
"""The YAML at the head of a text file."""
_CELL: Final = re.compile(r"(?:\\.|`[^`\n]*`|[^|\\\n])*")
_FIGURE: Final = re.compile(
    r"!\[(?P<alt>(?:\\.|\[[^\[\]]*\](?:\([^()]*\)|\{[^{}]*\})?|[^\[\]\\])*)\]"
    r"\((?P<target>[^\s()\"]+)(?:\s+\"(?P<title>(?:[^\"\\]|\\.)*)\")?\s*\)(?P<rest>.*)\Z",
    re.DOTALL,
)
_ID: Final = re.compile(r"(?<=[\s{])#([\w:.-]+)")
_VALUES: Final[dict[str, Kind]] = {
    "caption": "caption", "source": "source", "note": "note", "title": "box title", "to": "to",
    "by": "by",
}  # fmt: skip
"""The kinds of units that values of attributes are."""
_DEEPEST: Final = 40
_MOST_LINES: Final = 12
"""The most lines that attributes above a block take."""


def part_of_file(path: str) -> str:
    """The part that a text file is, such as ``theme-2``; empty for any other file."""
    place = place_of_file(path.removeprefix("text/"))
    if place is None:
        return ""
    return place.kind.role if place.kind.is_single else f"{place.kind.role}-{place.number}"


def units_of_text(path: str, text: str) -> tuple[Unit, ...]:
    """The units of a text file, in order."""
    head = HEAD.match(text)
    gathered = Gathered(path, text, part_of_file(path))
    found = units_in_head(path, head[1], head.start(1), gathered.part) if head else ()
    _Walk(gathered).blocks(lines_of(text, head.end() if head else 0), "paragraph", 0)
    return (*found, *gathered.units)


@dataclass(slots=True)
class _Walk:
    """Walks the blocks of one file; ``attributes`` are those above the next block."""

    to: Gathered
    attributes: tuple[int, str] | None = None
    opened: tuple[int, int] | None = None

    def blocks(self, lines: Sequence[Line], kind: Kind, depth: int) -> None:
        """Read blocks of lines whose paragraphs are of a kind."""
        at = 0
        while at < len(lines):
            at = self._block(lines, at, kind, depth)

    def _block(self, lines: Sequence[Line], at: int, kind: Kind, depth: int) -> int:
        """Read the block that begins at a line, and return where the next one begins."""
        line = lines[at]
        if line.is_blank or depth > _DEEPEST:
            return at + 1
        if opens_attributes(line.text.lstrip()):
            return self._attributes(lines, at)
        if code := b.CODE.match(line.text):
            return b.end_of_code(lines, at, code[1])
        if line.text.lstrip()[0] in "|+" and not b.ITEM.match(line.text):
            return self._table(lines, at)
        if fence := b.FENCE.match(line.text):
            self._fence(line, fence)
            return at + 1
        if match := b.HEADING.match(line.text):
            self._heading(line, match)
            return at + 1
        return self._running(lines, at, kind, depth)

    def _running(self, lines: Sequence[Line], at: int, kind: Kind, depth: int) -> int:
        """Read a block that holds paragraphs, or a paragraph."""
        line = lines[at]
        self.attributes, above = None, self.attributes
        inner: Kind = kind
        if match := b.DEFINITION.match(line.text):
            inside, end = b.footnote_lines(lines, at, match)
            outer = self.to.owner, self.to.container
            self.to.owner, self.to.container = f"note-{match[1]}", "footnote"
            self.blocks(inside, "footnote", depth + 1)
            self.to.owner, self.to.container = outer
            return end
        if b.QUOTE.match(line.text):
            inside, end = b.quotation_lines(lines, at)
            inner = kind if kind == "footnote" else "quotation"
        elif b.NO_WORDS.match(line.text):
            return at + 1
        elif b.ITEM.match(line.text):
            inside, end = b.item_lines(lines, at)
            inner = kind if kind == "footnote" else "list item"
        else:
            self.attributes = above
            return self._paragraph(lines, at, kind)
        self.blocks(inside, inner, depth + 1)
        return end

    def _fence(self, line: Line, fence: re.Match[str]) -> None:
        """Begin or end a box or recommendation."""
        self.attributes = None
        given = fence[2]
        if not given.strip():
            if self.opened is not None:
                first, number = self.opened
                self.to.fence(number, (first, line.end))
            self.to.owner = self.to.container = ""
            self.opened = None
            return
        self.opened = line.first, len(self.to.units)
        self.to.container = "box" if ".box" in given else "recommendation"
        number = self.to.count(self.to.container)
        named = _ID.search(given)
        self.to.owner = named[1] if named else f"{self.to.container}-{number}"
        self._values(given, line.at + fence.start(2), (line.first, line.end), tuple(_VALUES))

    def _heading(self, line: Line, match: re.Match[str]) -> None:
        self.attributes = None
        level, end = len(match[1]), ends_with_attributes(line.text)
        words = line.text[match.end() : end].rstrip().rstrip("#").rstrip()
        attributes = line.text[end:]
        self.to.count(f"h{level}")
        for deeper in range(level + 1, 7):
            self.to.numbers[f"h{deeper}"] = 0
        counted = ".".join(str(self.to.numbers[f"h{one}"]) for one in range(1, level + 1))
        named = _ID.search(attributes)
        self.to.section = named[1] if named else counted
        self.to.owner, self.to.heading = "", words
        block = (line.first, line.end)
        place = line.at + match.end()
        self.to.add("heading", Words(place, place + len(words), block))
        if "short" in (values := attributes_in(attributes)):
            start, stop = (line.at + end + one for one in values["short"])
            self.to.add("short title", Words(start, stop, block))

    def _attributes(self, lines: Sequence[Line], at: int) -> int:
        """Take attributes that belong to the block below them."""
        for last in range(at, min(at + _MOST_LINES, len(lines))):
            typed = self.to.text[lines[at].at : lines[last].end]
            if ends_with_attributes(typed.strip()) == 0:
                self.attributes = lines[at].at, typed
                return last + 1
        return at + 1

    def _values(self, typed: str, at: int, block: Span, keys: tuple[str, ...]) -> None:
        """Add the values of attributes that are translated."""
        for key, (start, end) in attributes_in(typed).items():
            if key in keys:
                self.to.add(_VALUES[key], Words(at + start, at + end, block))

    def _values_above(self, block: Span, *keys: str) -> None:
        if self.attributes is not None:
            at, typed = self.attributes
            self._values(typed, at, block, keys)

    def _own(self, kind: str, attributes: str = "") -> str:
        """Make a figure or table the owner of the next units; returns the owner before."""
        above = self.attributes[1] if self.attributes else ""
        named = _ID.search(attributes) or _ID.search(above)
        number = self.to.count(kind)
        outer, self.to.owner = self.to.owner, named[1] if named else f"{kind}-{number}"
        return outer

    def _disown(self, outer: str, first: int, block: Span) -> None:
        """End a figure or table whose units begin at a number."""
        begins = block[0]
        if self.attributes is not None:
            begins = self.to.start_of_line(self.attributes[0])
        self.to.fence(first, (begins, block[1]))
        self.to.owner, self.attributes = outer, None

    def _table(self, lines: Sequence[Line], at: int) -> int:
        is_drawn = b.BORDER.match(lines[at].text) is not None
        end = b.end_of_table(lines, at, "+|" if is_drawn else "|")
        rows = lines[at:end]
        block, first = (rows[0].first, rows[-1].end), len(self.to.units)
        outer = self._own("table")
        self._values_above(block, "caption")
        if is_drawn:
            text = self.to.text[rows[0].at : rows[-1].end]
            if any(isinstance(one, Grid) for one in find_grids(text)):
                self.to.add("drawn table", Words(rows[0].at, rows[-1].end, block))
        else:
            self._rows(rows)
        self._values_above(block, "source", "note")
        self._disown(outer, first, block)
        return end

    def _rows(self, rows: Sequence[Line]) -> None:
        lines = (
            place for place, row in enumerate(rows) if b.DELIMITERS.fullmatch(row.text.strip())
        )
        heads = next(lines, 0)
        for number, row in enumerate(rows):
            if number < heads:
                self._row(row, number + 1, "column head")
            elif number > heads:
                self._row(row, number, "cell")

    def _row(self, row: Line, number: int, kind: Kind) -> None:
        at = row.text.find("|") + 1
        column = 0
        while at < len(row.text):
            match = _CELL.match(row.text, at)
            end = match.end() if match else at
            column += 1
            typed = row.text[at:end]
            start = row.at + at + len(typed) - len(typed.lstrip())
            block, name = (row.first, row.end), f"r{number}c{column}"
            self.to.add(kind, Words(start, start + len(typed.strip()), block, name=name))
            at = max(end, at) + 1

    def _paragraph(self, lines: Sequence[Line], at: int, kind: Kind) -> int:
        end = b.end_of_paragraph(lines, at)
        own = lines[at:end]
        first, last = own[0], own[-1]
        start = first.at + first.indent
        block = (first.first, last.end)
        if not self.to.text.startswith("![", start) or not self._figure(start, own[-1].end, block):
            typed = "\n".join([first.text[first.indent :], *(one.text for one in own[1:])])
            stop = last.at + len(last.text.rstrip())
            words = Words(start, stop, block, typed=typed.rstrip(), prefix=first.prefix)
            self.to.add(kind, words)
        self.attributes = None
        return end

    def _figure(self, start: int, end: int, block: Span) -> bool:
        """Read a figure or a table of data; says whether it is one."""
        match = _FIGURE.match(self.to.text[start:end])
        if match is None:
            return False
        first = len(self.to.units)
        outer = self._own("figure", match["rest"])
        begin, stop = (start + one for one in match.span("alt"))
        if match["target"].endswith(DATA_SUFFIX):
            self.to.add("caption", Words(begin, stop, block, form="paragraph"))
        else:
            self.to.add("alternative text", Words(begin, stop, block))
        if match["title"]:
            begin, stop = (start + one for one in match.span("title"))
            self.to.add("caption", Words(begin, stop, block))
        self._values(match["rest"], start + match.start("rest"), block, ("source", "note"))
        self._values_above(block, "source", "note")
        self._disown(outer, first, block)
        return True
