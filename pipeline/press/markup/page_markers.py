"""Markers of where the pages of the PDF begin, in the text of editions without pages."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from pipeline.invisible import without_soft_hyphens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.press.markup.dialect import Dialect
    from pipeline.press.parts.page_start import PageStart


def marker_markup(start: PageStart, dialect: Dialect) -> str:
    """The marker of the beginning of a page, whose number readers see in the digits of the note."""
    label = escape(start.label)
    shown = dialect.in_digits(label)
    # Browsers map a page break to a separator, which may have an accessible name everywhere.
    kind = ' role="separator"' if dialect.name == "web" else ' role="doc-pagebreak"'
    kind = f' epub:type="pagebreak"{kind}' if dialect.name == "epub" else kind
    return f'<span id="page-{label}" class="page-start"{kind} aria-label="{shown}"></span>'


class PageMarkers:
    """The markers that are to be written into a line, by their offsets.

    White space and soft hyphens do not count.
    """

    def __init__(self, starts: Sequence[PageStart], dialect: Dialect) -> None:
        self._pending = list(starts)
        self._dialect = dialect
        self._written = 0

    def into(self, text: str, write: Callable[[str], str]) -> str:
        """The next text of the line, as it is written, with the markers that belong in it."""
        if not self._pending:
            return write(text)
        # An abbreviation may be of several words, with no page that begins between them.
        written, run = "", ""
        for part in re.split(r"(\s+)", text):
            if part and not part.isspace():
                while self._pending and self._pending[0].offset <= self._written:
                    written, run = written + write(run), ""
                    written += self._marker(self._pending.pop(0))
                self._written += len(without_soft_hyphens(part))
            run += part
        return written + write(run)

    def rest(self) -> str:
        """The markers that no text was left for."""
        return "".join(map(self._marker, self._pending))

    def _marker(self, start: PageStart) -> str:
        return marker_markup(start, self._dialect)
