"""Prepare a Word file for pandoc, which drops its text boxes, fields, bookmarks and margins."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.citations.references import References
from pipeline.importing.reading.cited.in_word import WordCitations
from pipeline.importing.reading.file_properties import FileProperties, read_properties
from pipeline.importing.reading.word_archive import (
    W,
    check_words,
    first_place,
    insert_text,
    pack,
    parse,
    unpack,
    words_of_part,
    words_outside,
)
from pipeline.importing.reading.word_charts import WordChart, read_charts
from pipeline.importing.reading.word_comments import (
    anchor_comments,
    comments_without_place,
    flatten_comments,
)
from pipeline.importing.reading.word_formats import NUMBERING_PART, STYLES_PART, mark_looks
from pipeline.importing.reading.word_language import language_of_word
from pipeline.importing.reading.word_looks.boxes import frame_paragraphs, frame_text_boxes
from pipeline.importing.reading.word_looks.fields import mark_references
from pipeline.importing.reading.word_looks.marks import (
    deepen_lists,
    join_dropped_capitals,
    mark_hidden,
    mark_hidden_notes,
    marks_lost,
    settle_styles,
)
from pipeline.importing.reading.word_looks.pictures import mark_charts, settle_pictures
from pipeline.importing.reading.word_package import MAIN, targets_of
from pipeline.importing.reading.word_styles import read_styles

if TYPE_CHECKING:
    from pipeline.importing.reading.looks import Look

BOOKMARK_START: Final = "\ue000"
"""Character before the name of a bookmark put into the text."""
BOOKMARK_END: Final = "\ue001"
"""Character after the name of a bookmark put into the text."""

_IN_TEXT: Final = re.compile(r"word/(document|footnotes|endnotes|comments)\.xml")


@dataclass(frozen=True, slots=True)
class WordFile:
    """The contents of a Word file.

    ``content`` is the file for pandoc, ``pictures`` its pictures by the path pandoc gives them,
    ``outside`` the words outside the text, and where. ``looks`` are those of the paragraphs of
    its text, by the number in their marks. ``marks_lost`` are words with a mark that no note has,
    and what becomes of the mark. ``references`` are the works that its citations name,
    ``properties`` those of the file. ``language`` is the tag that it gives to its text, empty if
    none. ``charts`` are by the path of their part.
    """

    content: bytes
    pictures: Mapping[str, bytes]
    outside: tuple[tuple[str, str], ...]
    looks: tuple[Look, ...] = ()
    marks_lost: tuple[tuple[str, str], ...] = ()
    references: References = field(default_factory=References)
    properties: FileProperties = field(default_factory=FileProperties)
    language: str = ""
    charts: Mapping[str, WordChart] = field(default_factory=dict)


def read_word_file(content: bytes, name: str) -> WordFile:
    """A Word file made ready for pandoc. Raises `SourceError` if it is none."""
    parts = unpack(content, name)
    styled = parse(parts[STYLES_PART], name) if STYLES_PART in parts else None
    styles = read_styles(styled)
    if styled is not None:
        settle_styles(styled)
        parts[STYLES_PART] = _serialise(styled)
    lists = parse(parts[NUMBERING_PART], name) if NUMBERING_PART in parts else None
    looks: tuple[Look, ...] = ()
    language = ""
    lost: list[tuple[str, str]] = []
    roots: dict[str, Any] = {}
    hidden: frozenset[tuple[str, str]] = frozenset()
    charts = read_charts(parts, name)
    citations = WordCitations(parts, name)
    properties = read_properties(parts, name)
    for path in filter(_IN_TEXT.fullmatch, sorted(parts)):
        root = parse(parts[path], name)
        roots[path] = root
        hidden |= mark_hidden(root, styles)
        mark_hidden_notes(root, hidden)
        settle_pictures(root)
        targets = targets_of(parts, path)
        mark_charts(root, {name: one for name, one in targets.items() if one in charts})
        frame_text_boxes(root)
        frame_paragraphs(root, styles)
        join_dropped_capitals(root)
        lost += marks_lost(root)
        if lists is not None:
            deepen_lists(root, lists, styles)
            parts[NUMBERING_PART] = _serialise(lists)
        check_words(words_of_part(root), name)
        citations.take(root)
        _write_bookmarks(root, mark_references(root))
        _open_fields(root)
        flatten_comments(root)
        anchor_comments(root)
        if path == MAIN:
            language, looks = language_of_word(parts, root, name), mark_looks(root, parts, name)
        parts[path] = _serialise(root)
    pictures = {
        posixpath.relpath(path, "word"): data
        for path, data in parts.items()
        if path.startswith("word/media/")
    }
    others = {path: data for path, data in parts.items() if path not in charts}
    outside = (*words_outside(others, name), *comments_without_place(roots.values()))
    return WordFile(
        pack(parts),
        pictures,
        outside,
        looks,
        tuple(lost),
        citations.references,
        properties,
        language,
        charts,
    )


def _serialise(root: Any) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _write_bookmarks(root: Any, wanted: Collection[str]) -> None:
    """Write the name of each bookmark into the text where it begins.

    Of those that Word makes itself only the wanted ones are written.
    """
    for bookmark in list(root.iter(f"{W}bookmarkStart")):
        name = bookmark.get(f"{W}name", "")
        if not name or (name.startswith("_") and (name not in wanted or name[:4] == "_Toc")):
            continue
        text = f"{BOOKMARK_START}{name}{BOOKMARK_END}"
        parent = bookmark.getparent()
        if parent.tag == f"{W}p":
            insert_text(parent, text, parent.index(bookmark))
            continue
        follower = bookmark.getnext()
        while follower is not None and follower.tag != f"{W}p":
            follower = follower.getnext()
        if follower is not None:
            insert_text(follower, text, first_place(follower))


def _open_fields(root: Any) -> None:
    """Put what each simple field shows, such as the number of a caption, in its place."""
    for simple in list(root.iter(f"{W}fldSimple")):
        for child in list(simple):
            simple.addprevious(child)
        simple.getparent().remove(simple)
