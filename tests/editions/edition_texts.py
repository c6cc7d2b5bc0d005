"""The text taken out of every edition, and out of what compares two notes, for a comparison."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pypdfium2
from lxml import etree, html
from markdown_words import letters
from pdf_reader import Element, read_tagged

from pipeline.comparing import Comparison, compare_notes
from pipeline.comparing.report import describe
from pipeline.editions.redline import make_redline_page, make_redline_pdf
from pipeline.editions.workbench import Workbench
from pipeline.note import Note
from pipeline.pandoc import run_pandoc

OPF = "{http://www.idpf.org/2007/opf}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Copies of the text, marks of pages, calls of footnotes.
_BESIDE = (
    ".//*[@aria-hidden='true' or @role='doc-pagebreak' or @role='separator'"
    " or @role='doc-noteref' or self::script or self::style or self::title or self::del]"
)
_NOTES = "//*[@role='doc-footnote'] | //*[@role='doc-endnotes']"


@dataclass(frozen=True)
class Extracted:
    """The letters of a file: its running text, its footnotes, what it says of its pictures.

    ``breaks`` says how often something else may stand in the middle of a line, in a file that
    tells only what is painted where.
    """

    text: str
    footnotes: str
    alternatives: str | None
    breaks: int = 0


def _content(bench: Workbench, name: str, path: str) -> bytes:
    (found,) = (one.content for one in bench.artefacts(name) if one.path == path)
    return found


def _tagged(content: bytes) -> Extracted:
    root = read_tagged(content).root

    def text(element: Element, left_out: tuple[str, ...]) -> str:
        kids = (
            text(kid, left_out) if isinstance(kid, Element) else kid
            for kid in element.kids
            if isinstance(kid, str) or (isinstance(kid, Element) and kid.role not in left_out)
        )
        return "".join(kids)

    running = text(root, ("Note", "Reference", "Lbl"))
    notes = "".join(text(note, ("Lbl",)) for note in root.all("Note"))
    shown = "".join(str(one.keys.get("/Alt", "")) for one in root.all("Figure"))
    return Extracted(letters(running), letters(notes), letters(shown))


def _painted(content: bytes) -> Extracted:
    """Read a PDF without tags, whose pages hold footnotes and margins among the text."""
    document = pypdfium2.PdfDocument(content)
    text = letters("".join(page.get_textpage().get_text_bounded() for page in document))
    return Extracted(text, text, None, breaks=1)


def _html(pages: Iterable[bytes]) -> Extracted:
    running, noted, shown = "", "", ""
    for content in pages:
        page = html.document_fromstring(content, html.HTMLParser(encoding="utf-8"))
        for element in page.xpath(_BESIDE):
            if element.getparent() is not None:
                element.drop_tree()
        shown += "".join(page.xpath("//img/@alt | //*[@role='img']/@aria-label"))
        for note in page.xpath(_NOTES):
            noted += note.text_content()
            if note.getparent() is not None:
                note.drop_tree()
        running += page.text_content()
    return Extracted(letters(running), letters(noted), letters(shown))


def _epub(content: bytes) -> Extracted:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        (package,) = [name for name in book.namelist() if name.endswith(".opf")]
        tree = etree.fromstring(book.read(package))
        names = {item.get("id"): item.get("href") for item in tree.iter(f"{OPF}item")}
        spine = [names[item.get("idref")] for item in tree.iter(f"{OPF}itemref")]
        folder = package.rpartition("/")[0]
        return _html([book.read(f"{folder}/{name}") for name in spine])


def _markdown(content: bytes) -> Extracted:
    return _html([run_pandoc(["--from=gfm", "--to=html5"], content)])


def _jats(content: bytes) -> Extracted:
    """Read the parts in the order of the note: JATS has acknowledgements and annexes at the end."""
    root = etree.fromstring(content)
    shown = letters("".join(root.xpath("//alt-text/text()")))
    etree.strip_elements(root, "alt-text", "tex-math", with_tail=False)
    for call in root.xpath("//xref[sup]"):
        call[0].text = None
    for label in root.xpath("//fn/label | //list-item/label"):
        label.text = None
    noted = letters("".join("".join(note.itertext()) for note in root.iter("fn")))
    etree.strip_elements(root, "fn", with_tail=False)
    foreword = root.xpath("body/sec[@sec-type='foreword']")
    others = root.xpath("body/sec[not(@sec-type='foreword')]")
    parts = (*foreword, *root.iter("ack"), *others, *root.iter("app"))
    return Extracted(letters("".join("".join(one.itertext()) for one in parts)), noted, shown)


def _word(content: bytes) -> Extracted:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body, notes = (
            etree.fromstring(package.read(f"word/{name}.xml")) for name in ("document", "footnotes")
        )
    shown = [str(one.get("descr", "")) for part in (body, notes) for one in part.iter("{*}docPr")]
    return Extracted(_said(body), _said(notes), letters("".join(shown)))


def _said(part: Any) -> str:
    return letters("".join(part.itertext(f"{W}t", "{*}t")))


def _one(read: Callable[[bytes], Extracted], name: str, path: str) -> Reader:
    def reader(bench: Workbench) -> Mapping[str, Extracted]:
        return {name: read(_content(bench, name, path.format(bench.note.slug)))}

    return reader


def _web(bench: Workbench) -> Mapping[str, Extracted]:
    page = _content(bench, "web", "web/index.html")
    alone = _content(bench, "web", f"{bench.note.slug}.html")
    return {"web": _html([page]), "page in one file": _html([alone])}


def _none(_: Workbench) -> Mapping[str, Extracted]:
    """The one-pagers hold no more than a summary, which has a test of its own."""
    return {}


Reader = Callable[[Workbench], Mapping[str, Extracted]]
READERS: Mapping[str, Reader] = {
    "pdf": _one(_tagged, "pdf", "{}.pdf"),
    "print": _one(_painted, "print", "{}-print.pdf"),
    "one-pagers": _none,
    "epub": _one(_epub, "epub", "{}.epub"),
    "web": _web,
    "markdown": _one(_markdown, "markdown", "{}.md"),
    "metadata": _one(_jats, "metadata", "metadata/jats.xml"),
    "docx": _one(_word, "docx", "{}.docx"),
}
"""By edition, how the texts of its files are taken out."""


def one_pagers(bench: Workbench) -> list[str]:
    """Return the letters of the one-pagers of themes, in their order."""
    made = bench.artefacts("one-pagers")
    contents = [one.content for one in made if not one.path.startswith("one-pagers/0-")]
    return [letters(read_tagged(one).root.text) for one in contents]


def compared(bench: Workbench, old: Note) -> Mapping[str, Extracted]:
    """Return the texts of everything that shows what came into a note since an older one."""
    note = bench.note
    comparison: Comparison = compare_notes(old, note)
    page = _html([make_redline_page(comparison, note, bench.style, bench.cache)])
    pages = _tagged(
        make_redline_pdf(comparison, (old, note), bench.style, bench.cache, bench.engine)
    )
    report = letters(re.sub(r"\[-.*?-\]", "", describe(comparison)))
    texts = {"redline": page.text, "redline on pages": pages.text, "diff": report}
    return {name: Extracted(text, text, text) for name, text in texts.items()}
