"""Parse texts ahead: pandoc works while this program is still importing modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.load.constructs.check import check_constructs
from pipeline.load.reading.folder import Files, read_texts
from pipeline.load.reading.text_file import decode, split_head
from pipeline.load.reading.trees import cached_trees
from pipeline.load.report import Report
from pipeline.load.text.footnotes import check_footnotes

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.cache import Cache


def parse_ahead(folder: Path, cache: Cache) -> None:
    """Have pandoc parse the texts in a note's folder, so that `load_note` finds them parsed.

    Findings are left to `load_note`. Raises `CannotRunError` when a file cannot be read or
    pandoc is missing.
    """
    cached_trees(texts_of(folder), cache)


def texts_of(folder: Path) -> dict[str, str]:
    """The texts in a note's folder as pandoc is to parse them, by path, as far as they are right.

    Raises `CannotRunError` when a file cannot be read.
    """
    unread = Report()
    files = Files(folder.name)
    if folder.is_dir():
        read_texts(folder.absolute(), files, unread)
    decoded = (decode(name, data, unread) for name, data in files.content.items())
    bodies = (split_head(source)[1] for source in decoded if source is not None)
    return {
        body.path: check_footnotes(check_constructs(body, unread), unread).text for body in bodies
    }
