"""A manuscript beside its note: read once, compared again whenever the note has changed."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.importing.accounting.manuscript_words import join_contents, read_contents
from pipeline.importing.ledger import Ledger
from pipeline.importing.markup.encodings import text_of
from pipeline.importing.opening.manuscript import read_manuscript
from pipeline.preview.comparison import Comparison, compare
from pipeline.production.freshness import source_files
from pipeline.works import note_name
from pipeline.workspace import TEXT_SUFFIXES

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.importing.accounting.contents import Contents

PAGE: Final = "web/index.html"
"""The page that is shown beside a manuscript, in the outputs of its note."""


def read_beside(path: Path) -> Contents:
    """The contents of a manuscript, by readers that share nothing with the import.

    Raises `CannotRunError` and `SourceError` for what cannot be imported either.
    """
    files = read_manuscript(path, Ledger()).files
    return join_contents(read_contents(one.ending, one.content, text_of) for one in files)


@dataclass(slots=True)
class Beside:
    """A manuscript that is shown beside the note in a folder, and its last comparison."""

    name: str
    manuscript: Contents
    folder: Path
    out: Path
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _last: tuple[tuple[dict[str, bytes], bytes], Comparison] | None = None

    @property
    def slug(self) -> str:
        """The name of the note."""
        return note_name(self.folder)

    def compare(self) -> Comparison | None:
        """The comparison with the note as it is, None until it has been built.

        The source is that of now, and the page that of the last good build. Raises OSError while
        files are replaced.
        """
        page = self.out / self.slug / PAGE
        if not page.is_file():
            return None
        files = {
            path: file.read_bytes()
            for path, file in source_files(self.folder).items()
            if path.endswith(TEXT_SUFFIXES)
        }
        state = files, page.read_bytes()
        with self._lock:
            if self._last is None or self._last[0] != state:
                self._last = state, compare(self.manuscript, files, state[1].decode())
            return self._last[1]
