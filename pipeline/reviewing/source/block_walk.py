"""The parts of one file of the source in the order of the note, as pandoc's tree has them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from pipeline.load.constructs.plain_values import unescaped
from pipeline.load.reading.marked_lines import key_of_line
from pipeline.note.recommendations import COLLECTED
from pipeline.reviewing.source.source_tokens import InlineWalk, SourceWords, Span, TextPlaces
from pipeline.reviewing.tokens import CALL
from pipeline.workspace import CHART_SUFFIX, DATA_SUFFIX

if TYPE_CHECKING:
    from pipeline.reviewing.parts import Kind

_WHOLE: Final = frozenset({"footnote", "drawn", "cell"})
NOTHING: Final = SourceWords((), ())
"""No words."""

_ATTRIBUTES: Final = re.compile(r"[ \t]*\{[^{}]*\}[ \t]*")
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_VALUES: Final = {
    name: re.compile(rf'\b{name}="((?:[^"\\]|\\.)*)"')
    for name in ("caption", "source", "note", "title", "to", "by")
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A part found in the tree of a file, which has no name there."""

    kind: Kind
    lines: Span
    words: SourceWords = NOTHING
    level: int = 0
    is_ordered: bool = False
    quoted: Span | None = None
    label: str = ""
    fence: Span | None = None


@dataclass(slots=True)
class BlockWalk:
    """Walks the blocks of one file in the order of the note's parts.

    ``marked`` are the inlines of the lines of figures and tables that have marks, by their keys.
    """

    path: str
    places: TextPlaces
    language: str
    marked: Mapping[str, list[Any]]
    lists: list[bool] = field(default_factory=list)
    cells: Span | None = None

    def blocks(self, blocks: list[Any], kind: Kind, attributes: Any = None) -> Iterator[Placed]:
        """Yield the parts in blocks; paragraphs are of a kind."""
        for block in blocks:
            yield from self._block(block, kind, attributes)

    def _block(self, block: dict[str, Any], kind: Kind, outer: Any) -> Iterator[Placed]:
        content: Any = block.get("c")
        match block["t"]:
            case "Div" if content[0][1] and "wrapper" not in dict(content[0][2]):
                yield from self._fenced(content, kind)
            case "Div":
                yield from self.blocks(content[1], kind, content[0])
            case "Header":
                level, attributes, inlines = content
                walk = InlineWalk(self.places, self.language)
                yield Placed("heading", self._lines(attributes), walk.words(inlines), level)
            case "Para" | "Plain":
                yield from self._paragraph(content, kind, outer)
            case "BulletList" | "OrderedList":
                is_ordered = block["t"] == "OrderedList"
                self.lists.append(is_ordered)
                for item in content[1] if is_ordered else content:
                    yield from self.blocks(item, "item" if kind not in _WHOLE else kind)
                self.lists.pop()
            case "BlockQuote":
                yield from self.blocks(content, "quotation" if kind != "footnote" else kind)
            case "Table":
                yield from self._table(content, outer)
            case kind_of_tree:
                raise ValueError(f"{kind_of_tree} is not a block of a note")

    def _paragraph(self, inlines: list[Any], kind: Kind, outer: Any) -> Iterator[Placed]:
        walk = InlineWalk(self.places, self.language)
        if (image := _alone(inlines, "Image")) is not None:
            is_data = image[2][0].endswith(DATA_SUFFIX)
            yield from self._data(image, outer) if is_data else self._figure(image, outer)
            return
        link = _alone(inlines, "Link")
        if link is not None and not link[1] and link[2][0] == f"#{COLLECTED}":
            yield Placed("collected", self._lines(outer or link[0]))
            return
        words = walk.words(inlines)
        if not any(one.token.text.strip() for one in words.tokens):
            return
        lines = self.cells or self._lines(outer, words)
        is_ordered = bool(self.lists) and self.lists[-1]
        yield Placed(kind, lines, words, len(self.lists), is_ordered)
        yield from self._footnotes(words, walk)

    def _footnotes(self, words: SourceWords, walk: InlineWalk) -> Iterator[Placed]:
        """Yield the parts of the footnotes that are called among words."""
        calls = [one for one in words.tokens if one.token.text == CALL]
        lists, self.lists = self.lists, []
        for call, note in zip(calls, walk.notes, strict=True):
            label = self.places.text[call.start : call.end].removeprefix("[^").removesuffix("]")
            for place, part in enumerate(self.blocks(note, "footnote")):
                yield replace(part, label=label) if not place else part
        self.lists = lists

    def _fenced(self, content: list[Any], kind: Kind) -> Iterator[Placed]:
        """Yield the parts of a box, its title first, or of a recommendation."""
        attributes, blocks = content
        fence = self._lines(attributes)
        first, _ = self.places.lines(attributes) or fence
        given = dict(attributes[2])
        values = [
            Placed("caption", (first, first), quoted=self._typed(name, first, given[name]))
            for name in ("title", "to", "by")
            if given.get(name, "").strip()
        ]
        inside = list(self.blocks(blocks, kind))
        parts = [*values, *inside] if "box" in attributes[1] else [*inside, *values]
        yield from (replace(part, fence=fence) for part in parts)

    def _typed(self, name: str, line: int, value: str) -> Span | None:
        """The place where the value of an attribute is typed, on a line."""
        span = self.places.starts[line], self.places.starts[line + 1]
        return self._find(_VALUES[name], span, value)

    def _figure(self, image: list[Any], outer: Any) -> Iterator[Placed]:
        attributes, inlines, (path, title) = image
        lines = self._lines(outer or attributes)
        words = InlineWalk(self.places, self.language).words(inlines)
        yield Placed("figure", lines, words)
        if key_of_line(title) in self.marked:
            yield from self._words(self.marked[key_of_line(title)], lines)
        elif title:
            span = self.places.span(attributes) or (0, 0)
            yield Placed("caption", lines, quoted=self._find(_QUOTED, span, title))
        pairs = {**dict((outer or ["", [], []])[2]), **dict(attributes[2])}
        for name in ("source", "note"):
            yield from self._line(name, pairs, lines)
        if path.endswith(CHART_SUFFIX):
            yield Placed("data", lines)

    def _data(self, image: list[Any], outer: Any) -> Iterator[Placed]:
        """Yield the caption of a table whose rows are in a file, and where those are named."""
        attributes, inlines, _ = image
        lines = self._lines(outer or attributes)
        pairs = {**dict((outer or ["", [], []])[2]), **dict(attributes[2])}
        words = InlineWalk(self.places, self.language).words(inlines)
        if words.containers or any(one.token.text == CALL for one in words.tokens):
            yield from self._words(inlines, lines)
        elif any(one.token.text.strip() for one in words.tokens):
            quoted = words.tokens[0].start, words.tokens[-1].end
            yield Placed("caption", lines, quoted=quoted)
        yield Placed("data", lines)
        for name in ("source", "note"):
            yield from self._line(name, pairs, lines)

    def _table(self, content: list[Any], outer: Any) -> Iterator[Placed]:
        attributes, _, columns, head, bodies, _ = content
        is_drawn = any(width["t"] == "ColWidth" for _, width in columns)
        lines = self._lines(attributes if dict(attributes[2]).get("data-pos") else outer)
        pairs = {**dict((outer or ["", [], []])[2]), **dict(attributes[2])}
        yield from self._line("caption", pairs, lines)
        self.cells = lines
        for row in [*head[1], *(row for body in bodies for row in (*body[2], *body[3]))]:
            for cell in row[1]:
                yield from self.blocks(cell[4], "drawn" if is_drawn else "cell")
        self.cells = None
        yield from self._line("source", pairs, lines)
        yield from self._line("note", pairs, lines)

    def _line(self, name: str, pairs: Mapping[str, str], lines: Span) -> Iterator[Placed]:
        """Yield the words of an attribute of a figure or table, typed beside or above it."""
        text = pairs.get(name, "")
        if key_of_line(text) in self.marked:
            yield from self._words(self.marked[key_of_line(text)], lines)
        elif text:
            starts = (*self.places.starts, len(self.places.text))
            span = starts[lines[0]], starts[lines[1] + 1]
            yield Placed("caption", lines, quoted=self._find(_VALUES[name], span, text))

    def _words(self, inlines: list[Any], lines: Span) -> Iterator[Placed]:
        """Yield a line of a figure or table that has marks, and its notes."""
        walk = InlineWalk(self.places, self.language)
        words = walk.words(inlines)
        yield Placed("caption", lines, words)
        yield from self._footnotes(words, walk)

    def _find(self, pattern: re.Pattern[str], span: Span, text: str) -> Span | None:
        """The place where a text is typed between quotation marks."""
        for match in pattern.finditer(self.places.text, *span):
            typed = html.unescape(match[1])
            if text in {typed, unescaped(typed)}:
                return match.span(1)
        return None

    def _lines(self, attributes: Any, words: SourceWords = NOTHING) -> Span:
        """The lines of a block, the attributes on the line before it among them.

        Those of a paragraph are where its words are: pandoc counts in the line of a list that
        follows it.
        """
        if words.tokens:
            ends = [one.end for one in words.tokens] + [one.end for one in words.containers]
            lines = self.places.line_of(words.tokens[0].start), self.places.line_of(max(ends) - 1)
        else:
            lines = (self.places.lines(attributes) if attributes else None) or (0, 0)
        first, last = lines
        text = self.places.text.split("\n")
        while first > 0 and _ATTRIBUTES.fullmatch(text[first - 1]):
            first -= 1
        return first, last


def _alone(inlines: Sequence[Any], kind: str) -> list[Any] | None:
    """The content of an inline of a kind that is all there is, inside its wrappers."""
    found: Any = inlines
    while len(found) == 1:
        content: Any = found[0].get("c")
        if found[0]["t"] == kind:
            alone: list[Any] = content
            return alone
        if found[0]["t"] != "Span" or ["wrapper", "1"] not in content[0][2]:
            return None
        found = content[1]
    return None
