"""Pictures of a manuscript that a note can show, and their Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.cache import NoCache
from pipeline.importing.writing.conversion import CONVERTED, as_png, suffix_of
from pipeline.importing.writing.markdown import Shown
from pipeline.importing.writing.metafiles import METAFILES, metafile_as_png
from pipeline.load.ids import slug
from pipeline.load.pictures.pictures import take_picture
from pipeline.load.report import Report
from pipeline.workspace import PICTURE_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.reading.runs import Picture

CHARTS: Final = frozenset({"chart", "diagram"})
"""The sources of what a Word file draws from data of its own."""
_CHART_PARTS: Final = "word/charts/"
_BLANK: Final = "To be completed"
_LONGEST_NAME: Final = 60
_ENDINGS: Final = {**{one: one for one in PICTURE_SUFFIXES}, ".jpeg": ".jpg"}


@dataclass(slots=True)
class Pictures:
    """Collects the pictures that are shown; ``content`` are those of the manuscript by path.

    ``taken`` are the files of figures by path, those of charts among them from the beginning.
    """

    content: Mapping[str, bytes]
    ledger: Ledger
    taken: dict[str, bytes] = field(default_factory=dict)

    def show(self, picture: Picture) -> Shown:
        """What the note shows of a picture; without a path if it cannot show it."""
        path, why = self._take(picture)
        if not path:
            return Shown("", self._missing(picture, why))
        if picture.decorative:
            return Shown(path, "", decorative=True)
        if not picture.alternative:
            self.ledger.complete(path, _BLANK, "what the picture shows, in words, or {.decorative}")
        return Shown(path, picture.alternative or _BLANK)

    def _missing(self, picture: Picture, why: str) -> str:
        """What stands in the place of a picture that the note cannot show."""
        name = picture.source.rpartition("/")[2]
        name = "" if name.startswith("data:") or len(name) > _LONGEST_NAME else name
        what = _kind(picture.source) if _is_undrawn(picture.source) else f"picture {name}"
        words = f"{_BLANK}: the {what}".rstrip()
        if picture.alternative:
            words += f" ({picture.alternative})"
        self.ledger.complete("figures", words, f"{why}; put it into figures/ and show it there")
        return words

    def _take(self, picture: Picture) -> tuple[str, str]:
        """The path of a picture that a note can show, or nothing and the reason."""
        stem, _, ending = picture.source.rpartition("/")[2].rpartition(".")
        data = self.content.get(picture.source)
        if picture.source in self.taken and ending == "yaml":
            return picture.source, ""
        if _is_undrawn(picture.source):
            why = f"a {_kind(picture.source)} of Word, whose words are in the report: draw it anew"
            return "", why
        if not data:
            return "", "it was not found beside the manuscript"
        suffix = f".{ending.lower()}"
        if picture.source.startswith("data:") or suffix not in {*_ENDINGS, *CONVERTED}:
            stem = "" if picture.source.startswith("data:") else stem
            suffix = suffix_of(data) or suffix
        if suffix in CONVERTED and (png := as_png(data)):
            data, suffix = png, ".png"
            self.ledger.change(0, picture.source.rpartition("/")[2], "picture converted to PNG")
        if suffix in METAFILES:
            return self._metafile(slug(stem, 6) or "picture", data, suffix)
        kind = _ENDINGS.get(suffix)
        if kind is None:
            return "", "a note shows SVG, PNG, JPEG, WebP and AVIF pictures"
        path = self._path(slug(stem, 6) or "picture", kind, data)
        if why := _problem(path, data):
            return "", why
        self.taken[path] = data
        return path, ""

    def _metafile(self, stem: str, data: bytes, suffix: str) -> tuple[str, str]:
        """The path of a drawing of Windows that was converted."""
        png = metafile_as_png(data)
        path = self._path(stem, ".png", png) if png else ""
        if png is None or _problem(path, png):
            return "", f"a drawing of Windows ({suffix[1:].upper()}), which LibreOffice converts"
        self.taken[path] = png
        self.ledger.change(
            0, f"{stem}{suffix}", "drawing of Windows converted to PNG: look it over"
        )
        return path, ""

    def _path(self, stem: str, kind: str, data: bytes) -> str:
        number = 1
        path = f"figures/{stem}{kind}"
        while self.taken.get(path, data) != data:
            number += 1
            path = f"figures/{re.sub('-[0-9]+$', '', stem)}-{number}{kind}"
        return path


def _is_undrawn(source: str) -> bool:
    """Whether this is a chart or diagram of Word of which no figure was made."""
    return source in CHARTS or source.startswith(_CHART_PARTS)


def _kind(source: str) -> str:
    return "chart" if source.startswith(_CHART_PARTS) else source


def _problem(path: str, data: bytes) -> str:
    """Why a note cannot show a picture; nothing if it can."""
    report = Report()
    take_picture(path, data, report, NoCache())
    return next((one.message for one in report.findings if one.severity == "error"), "")
