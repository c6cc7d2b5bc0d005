"""The place of each part of a note in its source, down to the word."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from pipeline.load.facts.yaml_files import read_yaml_files
from pipeline.load.gathering import gather_files
from pipeline.load.manuscript import read_manuscript
from pipeline.load.reading.marked_lines import LINES
from pipeline.load.reading.pandoc import parse
from pipeline.load.report import Report
from pipeline.note.values import values_of
from pipeline.note.word_marks import bookmark_of
from pipeline.reviewing.source.block_walk import NOTHING, BlockWalk
from pipeline.reviewing.source.note_parts import headings_by_file, text_parts
from pipeline.reviewing.source.source_tokens import SourceWords, Span, TextPlaces
from pipeline.workspace import WRITTEN_SUFFIXES

if TYPE_CHECKING:
    from pipeline.load.citations import Citation
    from pipeline.load.text.text import Manuscript
    from pipeline.note import Note
    from pipeline.reviewing.parts import Kind
    from pipeline.reviewing.source.block_walk import Placed
    from pipeline.reviewing.source.note_parts import NotePart


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
    words: SourceWords = NOTHING
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
        path: TextPlaces(_plain_ends(content.decode("utf-8-sig")), _citations(manuscript, path))
        for path, content in note.files.items()
        if path.endswith(WRITTEN_SUFFIXES)
    }
    found: dict[str, SourcePart] = {}
    for path, headings in headings_by_file(note).items():
        blocks = json.loads(trees[path])["blocks"]
        lines = dict(blocks.pop()["c"]) if blocks and blocks[-1]["t"] == LINES else {}
        walk = BlockWalk(path, texts[path], note.metadata.language, lines)
        placed = list(walk.blocks(blocks, "paragraph"))
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
    path: str, known: Sequence[NotePart], placed: Sequence[Placed]
) -> Iterator[tuple[NotePart, Placed]]:
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


def _citations(manuscript: Manuscript, path: str) -> tuple[Citation, ...]:
    source = manuscript.sources.get(path)
    return source.citations if source else ()


def _plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
