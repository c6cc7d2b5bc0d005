"""Photos and drawings of other programs in one note: what every edition shows of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from kept_in_memory import LAID_OUT, PARSED
from PIL import Image
from validators.verapdf import check_pdf

from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load import load_files
from pipeline.note import Note
from pipeline.press.markup.drawings import drawings_with_words
from pipeline.press.pdf.printing.settings import CONDITIONS, find_profile
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

TESTS = Path(__file__).parent.parent
PHOTOS = TESTS / "press/photos/samples"
DRAWINGS = TESTS / "load/pictures/samples"
SHOWN = (
    PHOTOS / "adobe-rgb.jpg",
    PHOTOS / "alpha.png",
    PHOTOS / "cmyk-adobe-inverted-untagged.jpg",
    PHOTOS / "exif-orientation-6.jpg",
    DRAWINGS / "05-inkscape.svg",
    DRAWINGS / "08-datawrapper.svg",
    DRAWINGS / "11-gradient-clip-mask.svg",
    DRAWINGS / "13-embedded-png.svg",
    DRAWINGS / "14-colours.svg",
)
COLOUR = frozenset({"g", "G", "rg", "RG", "k", "K", "sc", "scn", "SC", "SCN"})


@pytest.fixture(scope="module")
def bench(minimal_note: Note) -> Iterator[Workbench]:
    if find_profile(CONDITIONS["fogra39"]) is None:
        pytest.skip("no profile of FOGRA39: scribus-data is not installed")
    text = "# Pictures\n\nThese are seen.\n\n"
    text += "".join(f"![A card.](figures/{path.name})\n\n" for path in SHOWN)
    files = {path: one for path, one in minimal_note.files.items() if path.startswith("note")}
    files |= {f"figures/{path.name}": path.read_bytes() for path in SHOWN}
    note = load_files("pictures", {**files, "text/1-pictures.md": text.encode()}, PARSED)
    with Workbench(note, load_style(built_in_styles()), LAID_OUT) as made:
        yield made


def content_of(bench: Workbench, edition: str, path: str) -> bytes:
    return next(one.content for one in bench.artefacts(edition) if one.path == path)


def spaces_of(pdf: pikepdf.Pdf) -> set[str]:
    """The colour spaces of pictures and gradients."""
    found = {
        str(one.ColorSpace)
        for one in pdf.objects
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
    }
    return found | set(re.findall(r'"/ColorSpace": pikepdf.Name\("(/\w+)"\)', repr(pdf.Root)))


def operators_of(pdf: pikepdf.Pdf) -> set[str]:
    """The operators that set colours, of pages, forms and patterns."""
    streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
    drawn = [one for one in streams if "/Resources" in one]
    found: set[str] = set()
    for owner in (*pdf.pages, *drawn):
        found |= {str(operator) for _, operator in pikepdf.parse_content_stream(owner)}
    return found & COLOUR


def test_print_is_in_inks_and_the_screen_is_not(bench: Workbench) -> None:
    with pikepdf.open(io.BytesIO(content_of(bench, "print", "pictures-print.pdf"))) as pdf:
        assert spaces_of(pdf) == {"/DeviceCMYK", "/DeviceGray"}
        assert operators_of(pdf) <= {"k", "K", "g", "scn", "SCN"}
    with pikepdf.open(io.BytesIO(content_of(bench, "pdf", "pictures.pdf"))) as pdf:
        assert spaces_of(pdf) <= {"/DeviceRGB", "/DeviceGray"}
        assert not operators_of(pdf) & {"k", "K"}
    told = {(one.code, one.severity) for one in bench.findings if one.severity != "remark"}
    assert told == {("N403", "warning"), ("N405", "warning")}


def test_the_mask_and_the_whole_gradient_are_there(bench: Workbench) -> None:
    document = pypdfium2.PdfDocument(content_of(bench, "pdf", "pictures.pdf"))
    seen: dict[tuple[int, ...], int] = {}
    for page in document:
        picture = page.render(scale=1).to_pil().convert("RGB")
        for count, colour in picture.getcolors(picture.width * picture.height) or ():
            seen[colour] = seen.get(colour, 0) + count  # type: ignore[index,arg-type]
    teal = sum(count for colour, count in seen.items() if colour == (0, 128, 128))
    blue = sum(count for (r, g, b), count in seen.items() if b > 245 and r < 10 and g < 60)
    assert teal > 1000
    assert blue > 300


def test_web_and_epub_have_small_copies_and_drawings(bench: Workbench) -> None:
    web = {one.path: one.content for one in bench.artefacts("web")}
    turned = Image.open(io.BytesIO(web["web/figures/exif-orientation-6.jpg"]))
    assert 1000 < turned.width < 1100
    assert turned.width > turned.height
    first = Image.open(io.BytesIO(web["web/figures/adobe-rgb.jpg"])).convert("RGB")
    pixel = first.getpixel((int(first.width * 0.2), int(first.height * 0.35)))
    assert pixel == pytest.approx((188, 64, 41), abs=3)
    assert b"mask=" in web["web/figures/11-gradient-clip-mask.svg"]
    assert b"googleapis" not in b"".join(web.values())
    book = zipfile.ZipFile(io.BytesIO(content_of(bench, "epub", "pictures.epub")))
    names = [name for name in book.namelist() if "/pictures/figure-" in name]
    written = drawings_with_words(bench.note.pictures)
    assert len(names) == len([one for one in SHOWN if f"figures/{one.name}" not in written])
    text = "".join(book.read(one).decode() for one in book.namelist() if one.endswith(".xhtml"))
    assert text.count('class="drawing"') == len(written)


@pytest.mark.validator
def test_the_pdf_conforms(bench: Workbench, tmp_path: Path) -> None:
    pdf = tmp_path / "pictures.pdf"
    pdf.write_bytes(content_of(bench, "pdf", "pictures.pdf"))
    assert check_pdf(pdf, "3a") == []
    assert check_pdf(pdf, "ua1") == []
