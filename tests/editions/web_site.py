"""The web edition of a note, made and opened for tests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from epub_book import bench_with_pages
from lxml import html

from pipeline.editions.edition import Artefact
from pipeline.editions.table import FOR_READERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.note import Note
    from pipeline.press.parts.page_start import PageStart

OTHERS = tuple(name for name in FOR_READERS if name != "web")
PDF, EPUB = "application/pdf", "application/epub+zip"


@dataclass(frozen=True)
class Site:
    """The files below ``build/<slug>/`` by path; the other editions are empty of content."""

    slug: str
    files: Mapping[str, bytes]

    @cached_property
    def page(self) -> html.HtmlElement:
        """The page with its files beside it."""
        return html.document_fromstring(self.files["web/index.html"].decode())

    @cached_property
    def alone(self) -> html.HtmlElement:
        """The page in one file."""
        return html.document_fromstring(self.files[f"{self.slug}.html"].decode())

    def write(self, folder: Path) -> Path:
        """Write the site into a folder; return the path of its page."""
        for path, content in self.files.items():
            target = folder / self.slug / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        return folder / self.slug / "web/index.html"


def build_site(note: Note, starts: Sequence[PageStart] = ()) -> Site:
    """Return the web edition of a note whose pages begin where ``starts`` says."""
    bench = bench_with_pages(note, starts)
    for name, artefacts in _other_editions(note).items():
        bench._results[name] = artefacts
    files = {one.path: one.content for name in (*OTHERS, "web") for one in bench.artefacts(name)}
    return Site(note.slug, files)


def _other_editions(note: Note) -> dict[str, tuple[Artefact, ...]]:
    slug = note.slug
    return {
        "pdf": (Artefact(f"{slug}.pdf", b"0" * 1_100_000, PDF),),
        "print": (
            Artefact(f"{slug}-print.pdf", b"0" * 2_300_000, PDF),
            *(
                Artefact(f"one-pagers/{theme.number}-{theme.id}-print.pdf", b"0" * 90_000, PDF)
                for theme in note.themes
            ),
        ),
        "epub": (Artefact(f"{slug}.epub", b"0" * 180_000, EPUB),),
        "one-pagers": tuple(
            Artefact(f"one-pagers/{theme.number}-{theme.id}.pdf", b"0" * 56_000, PDF)
            for theme in note.themes
        ),
    }


def text_of(element: html.HtmlElement, *left_out: str) -> str:
    """Return the text of an element without white space; classes ``left_out`` are passed over."""
    return "".join("".join(_texts(element, set(left_out))).split())


def _texts(element: html.HtmlElement, left_out: set[str]) -> Iterator[str]:
    if not isinstance(element.tag, str) or left_out & set((element.get("class") or "").split()):
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child, left_out)
        yield child.tail or ""
