"""EPUBs pass as built, and all kinds of damage are found."""

from __future__ import annotations

import io
import zipfile

import pytest
from built_outputs import Outputs
from damage import codes, repacked

pytestmark = pytest.mark.slow

PACKAGE = "EPUB/package.opf"
CONTENTS = "EPUB/text/contents.xhtml"
THEME = "EPUB/text/theme-floods.xhtml"
CSS = "EPUB/styles/note.css"
LINK = "theme-floods.xhtml#floods"
HOST = "https://example.org"


@pytest.fixture(scope="module")
def book(rich: Outputs) -> bytes:
    return rich.files[rich.path("epub", ".epub")].content


def read(book: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return archive.read(name).decode()


@pytest.mark.parametrize(
    ("code", "says", "name", "old", "new"),
    [
        ("N470", "META-INF/container.xml", "META-INF/container.xml", "", None),
        ("N470", "no a rootfile", "META-INF/container.xml", "rootfile ", "otherfile "),
        ("N470", "no EPUB/other.opf", "META-INF/container.xml", "package.opf", "other.opf"),
        ("N472", "cannot be read", PACKAGE, "</manifest>", ""),
        ("N471", "styles/note.css is listed, but does not exist", CSS, "", None),
        ("N471", "EPUB/stray.xhtml exists, but is not listed", "EPUB/stray.xhtml", "", ""),
        ("N471", "is listed as text/plain", PACKAGE, '"text/css"', '"text/plain"'),
        ("N471", "unique identifier", PACKAGE, "unique-identifier=", "other-identifier="),
        ("N471", "no language", PACKAGE, "dc:language>", "dc:other>"),
        ("N471", "0 modification dates", PACKAGE, "dcterms:modified", "dcterms:created"),
        ("N471", "which is not an item", PACKAGE, '<itemref idref="', '<itemref idref="no-'),
        ("N471", "occurs twice", PACKAGE, 'id="styles-note-css"', 'id="text-contents-xhtml"'),
        ("N471", "its contents (nav)", PACKAGE, 'properties="nav"', ""),
        ("N472", "not well-formed", THEME, "</section>", ""),
        ("N473", "other.css leads nowhere", THEME, "note.css", "other.css"),
        ("N473", "#nowhere leads nowhere", CONTENTS, LINK, "#nowhere"),
        ("N473", "javascript:alert(1)", CONTENTS, LINK, "javascript:alert(1)"),
        ("N473", "fonts/other-", CSS, "fonts/note-", "fonts/other-"),
        ("N473", "no table of contents", CONTENTS, 'epub:type="toc"', 'epub:type="lot"'),
        ("N474", f"{HOST}/a.png", THEME, "</body>", f'<img src="{HOST}/a.png"/></body>'),
        ("N474", f"{HOST}/a.css", CSS, "@font-face", f'@import "{HOST}/a.css"; @font-face'),
        ("N475", "page 5 does not link to a page break", CONTENTS, "#page-5", "#floods"),
        ("N475", "page 6 links to the page break of another", CONTENTS, ">5</a>", ">6</a>"),
        ("N475", "not in order", CONTENTS, ">6</a>", ">4</a>"),
        ("N475", "page 999 is listed", CONTENTS, ">5</a>", ">999</a>"),
        ("N475", "no page list", CONTENTS, 'epub:type="page-list"', 'epub:type="lot"'),
        ("N480", "the id floods occurs 2 times", THEME, "</body>", '<p id="floods"/></body>'),
    ],
)  # fmt: skip
def test_damage_is_found(
    rich: Outputs, code: str, says: str, name: str, old: str, new: str | None
) -> None:
    book = rich.files[rich.path("epub", ".epub")].content
    text = new
    if old and new is not None:
        text = read(book, name)
        assert old in text
        text = text.replace(old, new)
    damaged = repacked(book, {name: None if text is None else text.encode()})
    found = rich.found(rich.path("epub", ".epub"), damaged)
    reported = "\n".join(f"{one.code} {one.place.path} {one.message}" for one in found)
    assert [one for one in found if one.code == code and says in one.message], reported


def test_packing_it_anew_is_no_damage(rich: Outputs, book: bytes) -> None:
    assert rich.found(rich.path("epub", ".epub"), repacked(book, {})) == []


def test_the_place_inside_the_book_is_named(rich: Outputs, book: bytes) -> None:
    text = read(book, THEME).replace("</section>", "", 1)
    found = rich.found(rich.path("epub", ".epub"), repacked(book, {THEME: text.encode()}))
    (finding,) = [one for one in found if one.code == "N472"]
    assert finding.place.path == f"rich.epub/{THEME}"
    assert text.splitlines()[finding.place.line - 1] == "</body>"


def test_the_mimetype_comes_first_and_plain(rich: Outputs, book: bytes) -> None:
    path = rich.path("epub", ".epub")
    for order, method in ((1, zipfile.ZIP_STORED), (0, zipfile.ZIP_DEFLATED)):
        output = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(output, "w") as new:
            names = old.namelist()
            names.insert(order, names.pop(0))
            for name in names:
                new.writestr(name, old.read(name), method)
        assert "N470" in codes(rich.found(path, output.getvalue()))


def test_what_is_no_archive_is_one_finding(rich: Outputs, book: bytes) -> None:
    path = rich.path("epub", ".epub")
    assert codes(rich.found(path, book[:2000])) == {"N420"}
    flipped = bytearray(book)
    at = book.index(b"EPUB/styles/note.css") + 200
    flipped[at : at + 40] = bytes(40)
    assert codes(rich.found(path, bytes(flipped))) == {"N420"}
