"""The place of each part of a note in its source, down to the word."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Any, Final

from pipeline.load.constructs.plain_values import unescaped
from pipeline.load.facts.yaml_files import read_yaml_files
from pipeline.load.gathering import gather_files
from pipeline.load.manuscript import read_manuscript
from pipeline.load.reading.pandoc import parse
from pipeline.load.report import Report
from pipeline.note.recommendations import COLLECTED
from pipeline.note.values import values_of
from pipeline.note.word_marks import bookmark_of
from pipeline.reviewing.source.note_parts import headings_by_file, text_parts
from pipeline.reviewing.source.source_tokens import InlineWalk, SourceWords, Span, TextPlaces
from pipeline.reviewing.tokens import CALL
from pipeline.workspace import DATA_SUFFIX, WRITTEN_SUFFIXES

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.reviewing.parts import Kind
    from pipeline.reviewing.source.note_parts import NotePart

_NOTHING: Final = SourceWords((), ())
_ATTRIBUTES: Final = re.compile(r"[ \t]*\{[^{}]*\}[ \t]*")
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_VALUES: Final = {
    name: re.compile(rf'\b{name}="((?:[^"\\]|\\.)*)"')
    for name in ("caption", "source", "note", "title", "to", "by")
}


@dataclass(frozen=True, slots=True)
class SourcePart:
    """The place of one part of a note.

    ``path`` is its file, ``lines`` the first and last of its own lines, counted from 0, attributes
    on the line before among them. Its words are ``words``; those of a caption are between the
    quotation marks at ``quoted``, those of a value under the ``keys`` of a YAML file or of the
    head of a theme. ``level`` is that of a heading, or the depth of an item's list. ``label`` is
    what the source calls the footnote whose first paragraph it is. ``fence`` are the lines of the
    box or recommendation that it belongs to.
    """

    name: str
    kind: Kind
    path: str
    lines: Span
    words: SourceWords = _NOTHING
    level: int = 0
    is_ordered: bool = False
    quoted: Span | None = None
    label: str = ""
    keys: tuple[str | int, ...] = ()
    fence: Span | None = None


@dataclass(frozen=True, slots=True)
class SourceMap:
    """The parts of a note by name, in the order of the source, and the texts they are in."""

    parts: Mapping[str, SourcePart]
    texts: Mapping[str, TextPlaces]


def map_source(note: Note) -> SourceMap:
    """The places of the parts of a note in the files it was loaded from."""
    report = Report()
    files = gather_files(note.slug, note.files, report)
    manuscript = read_manuscript(files, read_yaml_files(files, report), report)
    trees = parse({name: one.text for name, one in manuscript.sources.items()}, positions=True)
    texts = {
        path: TextPlaces(_plain_ends(content.decode("utf-8-sig")))
        for path, content in note.files.items()
        if path.endswith(WRITTEN_SUFFIXES)
    }
    found: dict[str, SourcePart] = {}
    for path, headings in headings_by_file(note).items():
        walk = _BlockWalk(path, texts[path], note.metadata.language)
        placed = list(walk.blocks(json.loads(trees[path])["blocks"], "paragraph"))
        for known, part in _paired(path, text_parts(headings), placed):
            found[known.name] = SourcePart(
                known.name, part.kind, path, part.lines, part.words, part.level,
                part.is_ordered, part.quoted, part.label, fence=part.fence,
            )  # fmt: skip
        head = manuscript.heads.get(path)
        if head is not None and head.title:
            name = bookmark_of(headings[0].id)
            found[name] = SourcePart(name, "heading", path, found[name].lines, keys=("title",))
    for value in values_of(note):
        found[value.name] = SourcePart(value.name, "value", value.file, (0, 0), keys=value.path)
    return SourceMap(found, texts)


def _paired(
    path: str, known: Sequence[NotePart], placed: Sequence[_Placed]
) -> Iterator[tuple[NotePart, _Placed]]:
    """Yield the parts of a note with their places. Raises ValueError if they do not agree."""
    # The cells of a table whose rows are in a file have one place: that of the table.
    grouped = (tuple(own) for _, own in groupby(known, lambda one: one.table or one.name))
    for group, part in zip_longest(grouped, placed, fillvalue=None):
        name = group[0] if group else None
        if group is None or name is None or part is None or name.kind != part.kind:
            ours = f"{name.kind} {name.name}" if name else "nothing"
            theirs = f"{part.kind} in line {part.lines[0] + 1}" if part else "nothing"
            raise ValueError(
                f"{path}: the note has {ours}, its source {theirs};"
                " note_parts and source_parts must know the same kinds of block"
            )
        yield from ((one, part) for one in group)


def _plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A part found in the tree of a file, which has no name there."""

    kind: Kind
    lines: Span
    words: SourceWords = _NOTHING
    level: int = 0
    is_ordered: bool = False
    quoted: Span | None = None
    label: str = ""
    fence: Span | None = None


@dataclass(slots=True)
class _BlockWalk:
    """Walks the blocks of one file in the order of the note's parts."""

    path: str
    places: TextPlaces
    language: str
    lists: list[bool] = field(default_factory=list)
    cells: Span | None = None

    def blocks(self, blocks: list[Any], kind: Kind, attributes: Any = None) -> Iterator[_Placed]:
        """Yield the parts in blocks; paragraphs are of a kind."""
        for block in blocks:
            yield from self._block(block, kind, attributes)

    def _block(self, block: dict[str, Any], kind: Kind, outer: Any) -> Iterator[_Placed]:
        content: Any = block.get("c")
        match block["t"]:
            case "Div" if content[0][1] and "wrapper" not in dict(content[0][2]):
                yield from self._fenced(content, kind)
            case "Div":
                yield from self.blocks(content[1], kind, content[0])
            case "Header":
                level, attributes, inlines = content
                walk = InlineWalk(self.places, self.language)
                yield _Placed("heading", self._lines(attributes), walk.words(inlines), level)
            case "Para" | "Plain":
                yield from self._paragraph(content, kind, outer)
            case "BulletList" | "OrderedList":
                is_ordered = block["t"] == "OrderedList"
                self.lists.append(is_ordered)
                for item in content[1] if is_ordered else content:
                    yield from self.blocks(item, "item" if kind != "footnote" else kind)
                self.lists.pop()
            case "BlockQuote":
                yield from self.blocks(content, "quotation" if kind != "footnote" else kind)
            case "Table":
                yield from self._table(content, outer)
            case kind_of_tree:
                raise ValueError(f"{kind_of_tree} is not a block of a note")

    def _paragraph(self, inlines: list[Any], kind: Kind, outer: Any) -> Iterator[_Placed]:
        walk = InlineWalk(self.places, self.language)
        if (image := _alone(inlines, "Image")) is not None:
            is_data = image[2][0].endswith(DATA_SUFFIX)
            yield from self._data(image, outer) if is_data else self._figure(image, outer)
            return
        link = _alone(inlines, "Link")
        if link is not None and not link[1] and link[2][0] == f"#{COLLECTED}":
            yield _Placed("collected", self._lines(outer or link[0]))
            return
        words = walk.words(inlines)
        if not any(one.token.text.strip() for one in words.tokens):
            return
        lines = self.cells or self._lines(outer, words)
        is_ordered = bool(self.lists) and self.lists[-1]
        yield _Placed(kind, lines, words, len(self.lists), is_ordered)
        calls = [one for one in words.tokens if one.token.text == CALL]
        lists, self.lists = self.lists, []
        for call, note in zip(calls, walk.notes, strict=True):
            label = self.places.text[call.start : call.end].removeprefix("[^").removesuffix("]")
            for place, part in enumerate(self.blocks(note, "footnote")):
                yield replace(part, label=label) if not place else part
        self.lists = lists

    def _fenced(self, content: list[Any], kind: Kind) -> Iterator[_Placed]:
        """Yield the parts of a box, its title first, or of a recommendation."""
        attributes, blocks = content
        fence = self._lines(attributes)
        first, _ = self.places.lines(attributes) or fence
        given = dict(attributes[2])
        values = [
            _Placed("caption", (first, first), quoted=self._typed(name, first, given[name]))
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

    def _figure(self, image: list[Any], outer: Any) -> Iterator[_Placed]:
        attributes, inlines, (_, title) = image
        lines = self._lines(outer or attributes)
        words = InlineWalk(self.places, self.language).words(inlines)
        yield _Placed("figure", lines, words)
        if title:
            span = self.places.span(attributes) or (0, 0)
            yield _Placed("caption", lines, quoted=self._find(_QUOTED, span, title))
        pairs = {**dict((outer or ["", [], []])[2]), **dict(attributes[2])}
        for name in ("source", "note"):
            yield from self._line(name, pairs, lines)

    def _data(self, image: list[Any], outer: Any) -> Iterator[_Placed]:
        """Yield the caption of a table whose rows are in a file, and where those are named."""
        attributes, inlines, _ = image
        lines = self._lines(outer or attributes)
        pairs = {**dict((outer or ["", [], []])[2]), **dict(attributes[2])}
        words = InlineWalk(self.places, self.language).words(inlines).tokens
        if any(one.token.text.strip() for one in words):
            yield _Placed("caption", lines, quoted=(words[0].start, words[-1].end))
        yield _Placed("data", lines)
        for name in ("source", "note"):
            yield from self._line(name, pairs, lines)

    def _table(self, content: list[Any], outer: Any) -> Iterator[_Placed]:
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

    def _line(self, name: str, pairs: Mapping[str, str], lines: Span) -> Iterator[_Placed]:
        """Yield the words of an attribute of a figure or table, typed beside or above it."""
        if text := pairs.get(name):
            starts = (*self.places.starts, len(self.places.text))
            span = starts[lines[0]], starts[lines[1] + 1]
            yield _Placed("caption", lines, quoted=self._find(_VALUES[name], span, text))

    def _find(self, pattern: re.Pattern[str], span: Span, text: str) -> Span | None:
        """The place where a text is typed between quotation marks."""
        for match in pattern.finditer(self.places.text, *span):
            typed = html.unescape(match[1])
            if text in {typed, unescaped(typed)}:
                return match.span(1)
        return None

    def _lines(self, attributes: Any, words: SourceWords = _NOTHING) -> Span:
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
