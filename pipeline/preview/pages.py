"""The pages of the preview: a list of notes, and for a note a view of each edition."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from pipeline.findings import render_finding
from pipeline.languages import DEFAULT
from pipeline.press.markup.writer import Dialect, Writer
from pipeline.preview.drawing import Drawing

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.findings import Finding
    from pipeline.press.markup.templates import Templates
    from pipeline.preview.state import Shown

VIEWS = {
    "pages": "All pages",
    "pdf": "PDF",
    "print": "Print",
    "one-pagers": "One-pagers",
    "web": "Web",
    "epub": "EPUB",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as a picture: its address, and what it is called."""

    source: str
    label: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding as it is printed, and the address that opens its line in an editor."""

    text: str
    link: str


class Pages:
    """Writes the pages of the preview.

    ``editor`` is the address that opens a line, with {path}, {line} and {column};
    ``sources`` gives the folder of each note by slug.
    """

    def __init__(
        self, templates: Templates, out: Path, sources: dict[str, Path], editor: str
    ) -> None:
        self._templates = templates
        self._out = out
        self._sources = sources
        self._editor = editor
        self.drawing = Drawing()
        self._write = Writer(Dialect("web", DEFAULT))
        self.script = templates.render("preview/preview.js", self._write)
        self.style = templates.render("preview/preview.css", self._write)

    def index(self, notes: tuple[Shown, ...]) -> str:
        """Return the list of notes."""
        return self._templates.render("preview/index.html", self._write, notes=notes)

    def note(self, shown: Shown, view: str) -> str | None:
        """Return a view of a note, or None if there is no such view."""
        if view not in VIEWS:
            return None
        return self._templates.render(
            "preview/note.html",
            self._write,
            shown=shown,
            view=view,
            views=VIEWS,
            findings=[self._finding(shown.slug, finding) for finding in shown.findings],
            sheets=self._sheets(shown, view),
            frames=self._frames(shown, view),
        )

    def _sheets(self, shown: Shown, view: str) -> list[Sheet]:
        sheets = []
        for path, digest in shown.outputs:
            if path.endswith(".pdf") and _belongs(path, view, shown.slug):
                count = self.drawing.count(self._out / shown.slug / path)
                address = f"/page/{shown.slug}/{path}"
                sheets += [
                    Sheet(f"{address}/{page}.png?{digest[:12]}", f"{path}, page {page + 1}")
                    for page in range(count)
                ]
        return sheets

    def _frames(self, shown: Shown, view: str) -> list[Sheet]:
        outputs = dict(shown.outputs)
        if view == "web" and "web/index.html" in outputs:
            return [Sheet(f"/files/{shown.slug}/web/index.html", "Web edition")]
        book = f"{shown.slug}.epub"
        if view == "epub" and book in outputs:
            with ZipFile(BytesIO((self._out / shown.slug / book).read_bytes())) as archive:
                names = [name for name in archive.namelist() if name.endswith(".xhtml")]
            return [Sheet(f"/epub/{shown.slug}/{book}/{name}", name) for name in names]
        return []

    def _finding(self, slug: str, finding: Finding) -> FindingLine:
        place = finding.place
        source = self._sources.get(slug)
        link = ""
        if source is not None and place.line:
            path = source / place.path
            link = self._editor.format(path=path, line=place.line, column=place.column or 1)
        return FindingLine(render_finding(finding), link)


def _belongs(path: str, view: str, slug: str) -> bool:
    one_pager = path.startswith("one-pagers/") and not path.endswith("-print.pdf")
    match view:
        case "pages":
            return path == f"{slug}.pdf" or one_pager
        case "pdf":
            return path == f"{slug}.pdf"
        case "print":
            return path.endswith(("-print.pdf", "-booklet.pdf"))
        case "one-pagers":
            return one_pager
        case _:
            return False
