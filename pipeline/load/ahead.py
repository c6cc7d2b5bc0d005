"""Parse texts ahead: pandoc works while this program is still importing modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.load.constructs.check import check_constructs
from pipeline.load.reading.folder import Files, read_texts
from pipeline.load.reading.text_file import decode, split_head
from pipeline.load.reading.trees import cached_trees
from pipeline.load.report import Report
from pipeline.load.text.footnotes import check_footnotes
from pipeline.workspace import bibliography_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.cache import Cache
    from pipeline.citing.style import CitationStyle
    from pipeline.load.report import SourceText


def parse_ahead(
    folder: Path, cache: Cache, style: Callable[[], CitationStyle] | None = None
) -> None:
    """Have pandoc parse the texts in a note's folder, so that `load_note` finds them parsed.

    With a ``style``, which is asked for only if it is needed, pandoc sets the citations as well.
    Findings are left to `load_note`. Raises `CannotRunError` when a file cannot be read or
    pandoc is missing, and what ``style`` raises.
    """
    sources = sources_in(folder)
    beside = None
    if style is not None and any(source.citations for source in sources):
        from pipeline.load.citing_ahead import request_ahead

        beside = request_ahead(folder, sources, style())
    cached_trees({source.path: source.text for source in sources}, cache, beside)


def texts_of(folder: Path) -> dict[str, str]:
    """The texts in a note's folder as pandoc is to parse them, by path, as far as they are right.

    Raises `CannotRunError` when a file cannot be read.
    """
    return {source.path: source.text for source in sources_in(folder)}


def sources_in(folder: Path) -> tuple[SourceText, ...]:
    """The texts in a note's folder as pandoc is to parse them, in the order of reading.

    Raises `CannotRunError` when a file cannot be read.
    """
    unread = Report()
    files = Files(folder.name)
    can_cite = False
    if folder.is_dir():
        read_texts(folder.absolute(), files, unread)
        can_cite = bool(bibliography_files(folder))
    found = ((name, files.content[name]) for name in files.texts if name in files.content)
    decoded = (decode(name, data, unread) for name, data in found)
    bodies = (split_head(source)[1] for source in decoded if source is not None)
    checked = (check_constructs(body, unread, can_cite=can_cite) for body in bodies)
    return tuple(check_footnotes(body, unread) for body in checked)
