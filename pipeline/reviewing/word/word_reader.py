"""A Word file for review, read: its paragraphs as pieces, and what is outside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pipeline.importing.reading.pieces import Piece
from pipeline.importing.reading.runs import Bookmark, Picture, Run, Runs, merge, plain, strip
from pipeline.importing.reading.word_archive import (
    BOX,
    W,
    check_words,
    lift_text_boxes,
    parse,
    unpack,
    words_of_part,
    words_outside,
)
from pipeline.importing.reading.word_package import MAIN
from pipeline.note.word_marks import SOURCE_SPACE
from pipeline.reviewing.word.tracked import Tracked, accept_changes
from pipeline.reviewing.word.word_runs import RunReader
from pipeline.reviewing.word.word_styles import Styles, read_styles

_RELATIONS: Final = "word/_rels/{}.xml.rels"
_NOTES: Final = {"footnotes": "footnote", "endnotes": "endnote"}
_THROUGH: Final = frozenset(
    {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag", f"{W}body"}
)
_BLANK: Final = frozenset({f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}sectPr"})
_TABLE_WORDS: Final = " "


@dataclass(frozen=True, slots=True)
class WordCopy:
    """The contents of a Word file.

    ``pieces`` are its paragraphs with tracked changes accepted, ``tracked`` those changes.
    ``unread`` are words outside the paragraphs, or things that are not words, and
    where. ``citations`` are what each is typed as, and says. ``source`` are the files of the
    note that the Word file was made from, by path, and ``slug`` its name; both are empty if it does
    not carry them.
    """

    pieces: tuple[Piece, ...]
    tracked: tuple[Tracked, ...]
    unread: tuple[tuple[str, str], ...]
    citations: tuple[tuple[str, str], ...]
    source: Mapping[str, bytes]
    slug: str


def read_word_copy(content: bytes, name: str) -> WordCopy:
    """Read a Word file. Raises `SourceError` (N160) if it is not one."""
    parts = unpack(content, name)
    main = parse(parts[MAIN], name)
    notes: dict[tuple[str, str], Any] = {}
    roots = {"document": main}
    for part, kind in _NOTES.items():
        if (path := f"word/{part}.xml") in parts:
            roots[part] = parse(parts[path], name)
            notes |= {(kind, one.get(f"{W}id", "")): one for one in roots[part]}
    tracked: list[Tracked] = []
    for root in roots.values():
        lift_text_boxes(root)
        tracked += accept_changes(root)
        check_words(words_of_part(root), name)
    reader = _Reader(
        styles=read_styles(parts, name),
        targets={part: _targets(parts, part, name) for part in roots},
        comments=_comments(parts, name),
        notes=notes,
    )
    pieces = tuple(reader.blocks(main, "document"))
    lost = tuple(
        (f"{who}: {text}", "a comment on nothing") for who, text in reader.comments.values()
    )
    unread = (*words_outside(parts, name), *reader.unread, *lost)
    citations = tuple(reader.citations)
    return WordCopy(pieces, tuple(tracked), unread, citations, *_carried(parts, name))


def _targets(parts: Mapping[str, bytes], part: str, name: str) -> dict[str, str]:
    """The targets of the links and pictures of a part, by relationship id."""
    path = _RELATIONS.format(part)
    if path not in parts:
        return {}
    return {one.get("Id", ""): one.get("Target", "") for one in parse(parts[path], name)}


def _comments(parts: Mapping[str, bytes], name: str) -> dict[str, tuple[str, str]]:
    """The author and text of each comment, by its id."""
    if "word/comments.xml" not in parts:
        return {}
    return {
        one.get(f"{W}id", ""): (
            one.get(f"{W}author", "someone"),
            " ".join(words_of_part(one).split()),
        )
        for one in parse(parts["word/comments.xml"], name).iter(f"{W}comment")
    }


def _carried(parts: Mapping[str, bytes], name: str) -> tuple[dict[str, bytes], str]:
    """The source inside a Word file, by path, and the name of its note."""
    for path, data in parts.items():
        if path.startswith("customXml/item") and SOURCE_SPACE.encode() in data:
            root = parse(data, name)
            if root.tag == f"{{{SOURCE_SPACE}}}source":
                files = {one.get("path", ""): (one.text or "").encode() for one in root}
                return files, root.get("slug", "")
    return {}, ""


@dataclass(slots=True)
class _Reader:
    """Walks the blocks of one Word file and counts its paragraphs."""

    styles: Styles
    targets: Mapping[str, Mapping[str, str]]
    comments: dict[str, tuple[str, str]]
    notes: Mapping[tuple[str, str], Any]
    unread: list[tuple[str, str]] = field(default_factory=list)
    citations: list[tuple[str, str]] = field(default_factory=list)
    place: int = 0
    pending: list[str] = field(default_factory=list)
    open_notes: list[tuple[str, str]] = field(default_factory=list)

    def blocks(self, parent: Any, part: str) -> Iterator[Piece]:
        """Yield the pieces in an element of a part."""
        for element in parent:
            if element.tag == f"{W}p":
                yield from self._paragraph(element, part)
            elif element.tag == f"{W}tbl":
                yield self._table(element, part)
            elif element.tag in _THROUGH:
                yield from self.blocks(element, part)
            elif element.tag == f"{W}bookmarkStart":
                self.pending.append(element.get(f"{W}name", ""))
            elif element.tag not in _BLANK and (words := words_of_part(element).strip()):
                self.unread.append((words, "a part of the Word file that cannot be read"))

    def note(self, kind: str, number: str) -> tuple[Piece, ...]:
        """The pieces of a footnote or endnote."""
        element = self.notes.get((kind, number))
        if element is None or (kind, number) in self.open_notes:
            return ()
        self.open_notes.append((kind, number))
        found = tuple(self.blocks(element, f"{kind}s"))
        self.open_notes.pop()
        return found

    def _paragraph(self, element: Any, part: str) -> Iterator[Piece]:
        self.place += 1
        place = self.place
        properties = element.find(f"{W}pPr")
        style = "" if properties is None else _value(properties, "pStyle")
        targets = self.targets.get(part, {})
        reader = RunReader(
            self.styles, targets, self.comments, self.note, self.unread, self.citations
        )
        runs = (*self._waiting(), *reader.read(element))
        pictures = [run for run in runs if isinstance(run.extra, Picture)]
        runs = merge(run for run in runs if not isinstance(run.extra, Picture))
        boxed = plain(runs).startswith(BOX)
        runs = strip(replace(run, text=run.text.replace(BOX, "")) for run in runs)
        name = "text box" if boxed else self.styles.name(style)
        if plain(runs).strip() or any(run.extra for run in runs if not _is_mark(run)):
            yield self._piece(Piece("paragraph", runs, style=name, place=place), style, properties)
        if pictures:
            marks = [run for run in runs if _is_mark(run)]
            yield Piece("picture", (*marks, *pictures), style=name, place=place)

    def _waiting(self) -> Runs:
        """The bookmarks that began between two paragraphs."""
        found = tuple(Run(extra=Bookmark(name)) for name in self.pending)
        self.pending.clear()
        return found

    def _piece(self, piece: Piece, style: str, properties: Any) -> Piece:
        """A paragraph as what its style or list makes of it."""
        if level := self.styles.heading_level(style):
            return replace(piece, kind="heading", level=level)
        if place := self.styles.list_place(style, properties):
            number = 1 if place.ordered else 0
            return replace(
                piece, kind="item", level=place.level, number=number, continued=place.continued
            )
        return replace(piece, kind="quotation") if _is_quotation(piece.style) else piece

    def _table(self, element: Any, part: str) -> Piece:
        grid = [tuple(_own(row, "tc")) for row in _own(element, "tr")]
        rows = tuple(tuple(self._cell(cell, part) for cell in row) for row in grid)
        spans = tuple(tuple(map(_span, row)) for row in grid)
        return Piece("table", rows=rows, spans=spans, place=self.place)

    def _cell(self, element: Any, part: str) -> Runs:
        joined: list[Run] = []
        for piece in self.blocks(element, part):
            inside = [run for row in piece.rows for cell in row for run in cell]
            if inside:
                self.unread.append((plain(inside), "a table in a cell, only whose words are kept"))
            joined += [Run(_TABLE_WORDS)] if joined else []
            joined += [*piece.runs, *inside]
        return strip(joined)


def _own(parent: Any, name: str) -> Iterator[Any]:
    """Yield the rows of a table, or the cells of a row, without those of tables in its cells."""
    for element in parent:
        if element.tag == f"{W}{name}":
            yield element
        elif element.tag in _THROUGH:
            yield from _own(element, name)


def _span(cell: Any) -> tuple[int, bool]:
    """How many columns a cell spans, and whether it continues the one above it."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        return 1, False
    columns = _value(properties, "gridSpan")
    merged = properties.find(f"{W}vMerge")
    continues = merged is not None and merged.get(f"{W}val", "continue") == "continue"
    return int(columns) if columns.isdecimal() and len(columns) < 4 else 1, continues


def _is_mark(run: Run) -> bool:
    return isinstance(run.extra, Bookmark)


def _is_quotation(style: str) -> bool:
    return style.lower() in {"block text", "quote", "intense quote"}


def _value(element: Any, name: str) -> str:
    found = element.find(f"{W}{name}")
    return "" if found is None else str(found.get(f"{W}val", ""))
