"""An EPUB opened for tests: its package document, its documents, its links."""

from __future__ import annotations

import posixpath
import zipfile
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from kept_in_memory import LAID_OUT
from lxml import etree

from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.press.parts.paged_note import PagedNote
from pipeline.press.parts.parts import PartPages
from pipeline.press.photos.developing import PhotoJob, develop
from pipeline.workspace import built_in_styles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.note import Note
    from pipeline.press.parts.page_start import PageStart

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def blank_page() -> bytes:
    """Return a PDF of one empty page of A4."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595.276, 841.89))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary())
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def bench_with_pages(note: Note, starts: Sequence[PageStart] = ()) -> Workbench:
    """Return a workbench whose pages are taken to begin where ``starts`` says."""
    bench = Workbench(note, load_style(built_in_styles()), LAID_OUT)
    front = PartPages(
        name="front matter",
        folio=1,
        page_count=1,
        screen=blank_page(),
        print=b"",
        glyphs={},
        pages={},
        starts=tuple(starts),
    )
    photos = {
        path: develop(PhotoJob(content, 1000, 0), None)
        for path, content in note.pictures.items()
        if not path.endswith(".svg")
    }
    bench._results["pages"] = PagedNote((front,), photos=photos)
    return bench


def build(note: Note, starts: Sequence[PageStart] = ()) -> Book:
    """Return the EPUB of a note whose pages begin where ``starts`` says."""
    (artefact,) = bench_with_pages(note, starts).artefacts("epub")
    return Book(artefact.content)


class Book:
    """An EPUB, read."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.archive = zipfile.ZipFile(BytesIO(content))

    @cached_property
    def package(self) -> etree._Element:
        """The package document."""
        return etree.fromstring(self.archive.read("EPUB/package.opf"))

    @cached_property
    def documents(self) -> dict[str, etree._Element]:
        """The documents of the reading order, by path in the container."""
        paths = {
            item.get("id"): f"EPUB/{item.get('href')}"
            for item in self.package.iterfind(".//opf:item", NAMES)
        }
        refs = self.package.iterfind(".//opf:itemref", NAMES)
        return {
            path: etree.fromstring(self.archive.read(path))
            for path in (paths[ref.get("idref")] for ref in refs)
        }

    def document(self, name: str) -> etree._Element:
        """Return a document by its file name."""
        return self.documents[f"EPUB/text/{name}.xhtml"]

    @cached_property
    def css(self) -> str:
        """The stylesheet."""
        return self.archive.read("EPUB/styles/note.css").decode()

    def metadata(self, name: str) -> list[str]:
        """Return the values of a ``dc:`` element or of a ``meta`` property."""
        if name.startswith("dc:"):
            found = self.package.iterfind(f".//{name}", NAMES)
        else:
            found = self.package.iterfind(f".//opf:meta[@property='{name}']", NAMES)
        return [element.text or "" for element in found]

    def refinements(self, element_id: str) -> dict[str, str]:
        """Return what refines an element of the metadata, by property."""
        found = self.package.iterfind(f".//opf:meta[@refines='#{element_id}']", NAMES)
        return {element.get("property"): element.text for element in found}

    def nav(self, kind: str) -> etree._Element | None:
        """Return a ``nav`` by its type."""
        found = self.document("contents").xpath(f"//h:nav[@epub:type='{kind}']", namespaces=NAMES)
        return found[0] if found else None

    def links(self) -> Iterator[tuple[str, str]]:
        """Yield every reference of a document: the path of the document, and the reference."""
        for path, root in self.documents.items():
            for element in root.iter(f"{XHTML}a", f"{XHTML}link", f"{XHTML}img"):
                yield path, element.get("href") or element.get("src")

    def target(self, path: str, reference: str) -> etree._Element:
        """Return the element or document that a reference inside the book leads to."""
        file, _, anchor = reference.partition("#")
        whole = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
        root = self.documents[whole]
        if not anchor:
            return root
        (found,) = root.xpath(f"//*[@id='{anchor}']")
        return found


def text_of(element: etree._Element, *left_out: str) -> str:
    """Return the text of an element without white space; classes ``left_out`` are passed over."""
    return "".join("".join(_texts(element, set(left_out))).split())


def _texts(element: etree._Element, left_out: set[str]) -> Iterator[str]:
    if not isinstance(element.tag, str) or left_out & set((element.get("class") or "").split()):
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child, left_out)
        yield child.tail or ""
