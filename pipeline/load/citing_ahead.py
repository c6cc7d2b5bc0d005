"""What pandoc is asked about the citations of a note, before the note itself has been read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.citing.request import Request
from pipeline.load.bibliography.cited import works_of
from pipeline.load.bibliography.reading import read_bibliography
from pipeline.load.reading.folder import Files, read_bibliographies
from pipeline.load.report import Report
from pipeline.load.text.references import order_citations

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.citing.style import CitationStyle
    from pipeline.load.report import SourceText

_LANGUAGE: Final = re.compile(r"^language:[ \t]*[\"']?([A-Za-z][A-Za-z0-9-]*)", re.MULTILINE)


def request_ahead(
    folder: Path, sources: Sequence[SourceText], style: CitationStyle
) -> Request | None:
    """The request that setting the citations of a note will make; None if it cannot be told.

    Where it is another after all, citations are set later, and nothing else is different.
    """
    files, unread = Files(folder.name), Report()
    read_bibliographies(folder.absolute(), files, unread)
    data = folder / "note.yaml"
    found = _LANGUAGE.search(data.read_text("utf-8", "replace")) if data.is_file() else None
    cited = order_citations(sources).cited
    if found is None or not cited:
        return None
    works = works_of(read_bibliography(files, unread), {key for one in cited for key in one.keys})
    return Request(cited, works, style.csl, found[1])
