"""What the layout engine warns of, as findings: nothing it says is dropped."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from pipeline.findings import Finding, Place
from pipeline.press.parts.parts import ADDRESS
from pipeline.press.parts.style_places import STYLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.press.layout.fetcher import GivenFiles

_LOGGER = "weasyprint"
_PICTURE = re.compile(rf"Failed to (?:load|render) .*?{re.escape(ADDRESS)}(?P<path>[^\s'\"]+)")
_AGAIN = "save it again from the program that made it, or make a PNG picture of it"

# How a message begins, the code it gets, and what to do about it.
_KINDS = (
    (r"\.notdef glyph", "N501", "use another character, or make a figure of it"),
    (r"Font-face", "N520", ""),
    (r"Ignored|Invalid|Unknown|Unsupported|Expected|Parse error", "N521", ""),
    (r"No anchor|Anchor defined twice", "N391", ""),
    (r"Failed to (load|render)|Image ", "N392", ""),
)


class EngineWarnings(logging.Handler):
    """Collects warnings of WeasyPrint while entered; each text once, in the order they came.

    ``place`` is where to look for their cause if not in the style, ``earlier`` what came before.
    """

    def __init__(self, place: Place, fetcher: GivenFiles, earlier: Sequence[str] = ()) -> None:
        super().__init__(logging.WARNING)
        self._place = place
        self._fetcher = fetcher
        self._messages = dict.fromkeys(earlier)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self._messages[record.getMessage()] = None

    def __enter__(self) -> EngineWarnings:
        logging.getLogger(_LOGGER).addHandler(self)
        return self

    def __exit__(self, *exception: object) -> None:
        logging.getLogger(_LOGGER).removeHandler(self)

    @property
    def messages(self) -> tuple[str, ...]:
        """What it said."""
        return tuple(self._messages)

    def findings(self) -> tuple[Finding, ...]:
        """Return a finding for every message and for every file that was refused."""
        refused = [
            Finding("N393", f"the layout may not read {address}", self._place)
            for address in dict.fromkeys(self._fetcher.refused)
        ]
        return (*refused, *(self._finding(message) for message in self._messages))

    def _finding(self, message: str) -> Finding:
        if picture := _PICTURE.search(message):
            said = "the layout engine cannot draw this picture"
            return Finding("N392", said, Place(picture["path"]), _AGAIN)
        for pattern, code, hint in _KINDS:
            if re.match(pattern, message):
                place = STYLE if code in ("N520", "N521") else self._place
                return Finding(code, message, place, hint)
        return Finding("N390", message, self._place)
