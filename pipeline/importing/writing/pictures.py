"""Pictures of a manuscript that a note can show, and their Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.cache import NoCache
from pipeline.importing.writing.markdown import quote
from pipeline.importing.writing.markdown_inlines import escape
from pipeline.load.ids import slug
from pipeline.load.pictures.pictures import take_picture
from pipeline.load.report import Report
from pipeline.workspace import PICTURE_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.reading.runs import Picture

_ENDINGS: Final = {**{one: one for one in PICTURE_SUFFIXES}, ".jpeg": ".jpg"}


@dataclass(slots=True)
class Pictures:
    """Collects the pictures that are shown; ``content`` are those of the manuscript by path."""

    content: Mapping[str, bytes]
    ledger: Ledger
    taken: dict[str, bytes] = field(default_factory=dict)

    def write(self, picture: Picture) -> str | None:
        """The Markdown of a picture, or None if a note cannot show it."""
        path = self._take(picture)
        if path is None:
            return None
        words = picture.alternative or picture.caption
        if not words:
            words = "A picture that is still to be described"
        if not picture.alternative:
            self.ledger.complete(path, words, "what the picture shows, in words, or {.decorative}")
        caption = f" {quote(picture.caption)}" if picture.caption else ""
        return f"![{escape(words)}]({path}{caption})"

    def _take(self, picture: Picture) -> str | None:
        stem, dot, ending = picture.source.rpartition("/")[2].rpartition(".")
        kind = _ENDINGS.get(f".{ending.lower()}") if dot else None
        data = self.content.get(picture.source)
        why = ""
        if data is None:
            why = "it was not found beside the manuscript"
        elif kind is None:
            why = "a note shows SVG, PNG, JPEG, WebP and AVIF pictures"
        else:
            path = self._path(slug(stem, 6) or "picture", kind, data)
            report = Report()
            take_picture(path, data, report, NoCache())
            if not report.has_errors:
                self.taken[path] = data
                return path
            why = next(one.message for one in report.findings if one.severity == "error")
        words = " ".join(filter(None, (picture.alternative, picture.caption)))
        self.ledger.leave_out(0, f"picture {picture.source} {words}".strip(), why)
        return None

    def _path(self, stem: str, kind: str, data: bytes) -> str:
        number = 1
        path = f"figures/{stem}{kind}"
        while self.taken.get(path, data) != data:
            number += 1
            path = f"figures/{re.sub('-[0-9]+$', '', stem)}-{number}{kind}"
        return path
