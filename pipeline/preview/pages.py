"""The pages of the preview: a list of notes, and views of each note's editions."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from pipeline.editions.table import EDITIONS, edition_named
from pipeline.findings import render_finding
from pipeline.languages import DEFAULT, is_right_to_left
from pipeline.press.markup.writer import Dialect, Writer
from pipeline.preview.beside import PAGE
from pipeline.preview.drawing import Drawing
from pipeline.workspace import places_of

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.findings import Finding
    from pipeline.press.markup.templates import Templates
    from pipeline.preview.beside import Beside
    from pipeline.preview.state import File, Shown

_ALL_PAGES = "pages"
VIEWS = {
    _ALL_PAGES: "All pages",
    **{edition.name: edition.title for edition in EDITIONS if edition.shown},
}
"""The titles of the views by name: all pages of the note, and each edition."""
BESIDE = "beside"
"""The view of a note beside its manuscript."""
_PDF = "application/pdf"
_KINDS = {
    "hidden": "hidden text",
    "deleted": "deleted text",
    "comment": "comment",
    "margin": "header or footer",
    "drawing": "drawing",
    "properties": "properties of the file",
}
"""What a passage of a manuscript is that is not read in order."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as a picture: its address and its label."""

    source: str
    label: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding as printed, and the URL that opens its line in an editor."""

    text: str
    link: str


class Pages:
    """Writes the pages of the preview.

    ``editor`` is the URL that opens a line, with {path}, {line} and {column};
    ``sources`` gives the folder of each note by slug. ``beside`` is a manuscript that one of them
    is shown beside.
    """

    def __init__(
        self,
        templates: Templates,
        out: Path,
        sources: dict[str, Path],
        editor: str,
        beside: Beside | None = None,
    ) -> None:
        self._templates = templates
        self._out = out
        self._sources = sources
        self._editor = editor
        self.drawing = Drawing()
        self._write = Writer(Dialect("web", DEFAULT))
        self.beside = beside
        self.script = templates.render("preview/preview.js", self._write)
        self.beside_script = templates.render("preview/beside.js", self._write)
        self.style = templates.render("preview/preview.css", self._write)

    def index(self, notes: tuple[Shown, ...]) -> str:
        """The list of notes."""
        return self._templates.render("preview/index.html", self._write, notes=notes)

    def note(self, shown: Shown, view: str) -> str | None:
        """A view of a note, or None if there is no such view."""
        if view == BESIDE:
            return self._beside(shown)
        if view not in VIEWS:
            return None
        return self._templates.render(
            "preview/note.html",
            self._write,
            shown=shown,
            view=view,
            views=self._views(shown.slug),
            findings=[self._finding(shown.slug, finding) for finding in shown.findings],
            sheets=self._sheets(shown, view),
            is_turned=is_right_to_left(shown.language),
            frames=self._frames(shown, view),
        )

    def _views(self, slug: str) -> dict[str, str]:
        """The titles of the views of a note by name."""
        is_beside = self.beside is not None and self.beside.slug == slug
        return {**VIEWS, BESIDE: "Beside the manuscript"} if is_beside else VIEWS

    def _beside(self, shown: Shown) -> str | None:
        if self.beside is None or self.beside.slug != shown.slug:
            return None
        return self._templates.render(
            "preview/beside.html",
            self._write,
            shown=shown,
            view=BESIDE,
            views=self._views(shown.slug),
            findings=[self._finding(shown.slug, finding) for finding in shown.findings],
            manuscript=self.beside.name,
            comparison=self.beside.compare(),
            page=f"/{BESIDE}/{shown.slug}/{PAGE}",
            kinds=_KINDS,
        )

    def beside_page(self, path: str) -> str | None:
        """The page of a note with the marks of its comparison, by its path; None for others."""
        if self.beside is None or path != f"{self.beside.slug}/{PAGE}":
            return None
        comparison = self.beside.compare()
        return comparison.page if comparison else None

    def _sheets(self, shown: Shown, view: str) -> list[Sheet]:
        sheets = []
        for file in shown.outputs:
            if file.media_type == _PDF and _belongs(file, view):
                count = self.drawing.count(self._out / shown.slug / file.path)
                address = f"/page/{shown.slug}/{file.path}"
                sheets += [
                    Sheet(
                        f"{address}/{page}.png?{file.sha256[:12]}", f"{file.path}, page {page + 1}"
                    )
                    for page in range(count)
                ]
        return sheets

    def _frames(self, shown: Shown, view: str) -> list[Sheet]:
        if view == _ALL_PAGES:
            return []
        return [
            sheet
            for file in shown.outputs
            if file.edition == view
            for sheet in self._documents(shown.slug, file)
        ]

    def _documents(self, slug: str, file: File) -> list[Sheet]:
        """The documents of a file that can be shown in a frame."""
        edition = edition_named(file.edition)
        match edition.shown:
            case "frame" if file.path.endswith("/index.html"):
                return [Sheet(f"/files/{slug}/{file.path}", file.path)]
            case "book":
                with ZipFile(BytesIO((self._out / slug / file.path).read_bytes())) as archive:
                    names = [name for name in archive.namelist() if name.endswith(".xhtml")]
                return [Sheet(f"/epub/{slug}/{file.path}/{name}", name) for name in names]
            case "text":
                return [Sheet(f"/files/{slug}/{file.path}", file.path)]
            case _:
                return []

    def _finding(self, slug: str, finding: Finding) -> FindingLine:
        place = finding.place
        source = self._sources.get(slug)
        link = ""
        if source is not None and place.line:
            # What notes share is above them.
            found = (one / place.path for one in places_of(source))
            path = next((one for one in found if one.is_file()), source / place.path)
            link = self._editor.format(path=path, line=place.line, column=place.column or 1)
        return FindingLine(render_finding(finding), link)


def _belongs(file: File, view: str) -> bool:
    if view == _ALL_PAGES:
        return edition_named(file.edition).shown == "pages"
    return file.edition == view
