"""Warnings of the layout engine, turned into findings; none is dropped."""

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
_RE_EXPORT = "export it again from the program that made it, or convert it to PNG"

# The beginning of a message, its code, and a hint.
_KINDS = (
    (r"\.notdef glyph", "N501", "use another character, or make a figure of it"),
    (r"Font-face", "N520", ""),
    (r"Ignored|Invalid|Unknown|Unsupported|Expected|Parse error", "N521", ""),
    (r"No anchor|Anchor defined twice", "N391", ""),
    (r"Failed to (load|render)|Image ", "N392", ""),
)


class EngineWarnings(logging.Handler):
    """Collects WeasyPrint's warnings while the context is active, in order, each text once.

    ``place`` is reported for warnings that are not about the style; ``earlier`` are warnings
    collected before.
    """

    def __init__(self, place: Place, fetcher: GivenFiles, earlier: Sequence[str] = ()) -> None:
        super().__init__(logging.WARNING)
        self._place = place
        self._fetcher = fetcher
        self._messages = dict.fromkeys(earlier)

    def emit(self, record: logging.LogRecord) -> None:
        """Collect a message."""
        self._messages[record.getMessage()] = None

    def __enter__(self) -> EngineWarnings:
        logging.getLogger(_LOGGER).addHandler(self)
        return self

    def __exit__(self, *exception: object) -> None:
        logging.getLogger(_LOGGER).removeHandler(self)

    @property
    def messages(self) -> tuple[str, ...]:
        """The messages collected so far."""
        return tuple(self._messages)

    def findings(self) -> tuple[Finding, ...]:
        """A finding for every message and for every file that was refused."""
        refused = [
            Finding("N393", f"the layout may not read {address}", self._place)
            for address in dict.fromkeys(self._fetcher.refused)
        ]
        return (*refused, *(self._finding(message) for message in self._messages))

    def _finding(self, message: str) -> Finding:
        if picture := _PICTURE.search(message):
            text = "the layout engine cannot draw this picture"
            return Finding("N392", text, Place(picture["path"]), _RE_EXPORT)
        for pattern, code, hint in _KINDS:
            if re.match(pattern, message):
                place = STYLE if code in ("N520", "N521") else self._place
                return Finding(code, message, place, hint)
        return Finding("N390", message, self._place)
