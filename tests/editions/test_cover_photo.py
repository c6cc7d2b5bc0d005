"""A note with a photo on its cover: what each edition shows of it, measured on its pixels."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from kept_in_memory import PARSED, Memory
from lxml import html
from PIL import Image
from web_site import Site

from pipeline.editions.workbench import Workbench
from pipeline.errors import SourceError
from pipeline.house_style import Style, load_style
from pipeline.load import load_files, load_note
from pipeline.note import Note
from pipeline.press.pdf.printing.settings import CONDITIONS, find_profile
from pipeline.press.photos.veiling import contrast
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parent.parent / "notes/photographed"
ALT = "Hills in the haze behind a still lake in the evening."


def style_with(**tokens: str) -> Style:
    style = load_style(built_in_styles())
    changed = {name.replace("_", "-"): value for name, value in tokens.items()}
    return replace(style, tokens={**style.tokens, **changed})


@pytest.fixture(scope="module")
def note() -> Note:
    return load_note(FOLDER, PARSED)


@pytest.fixture(scope="module")
def bench(note: Note) -> Iterator[Workbench]:
    if find_profile(CONDITIONS["fogra39"]) is None:
        pytest.skip("no profile of FOGRA39: scribus-data is not installed")
    with Workbench(note, style_with(photo_strips="all"), Memory()) as made:
        yield made


def files_of(bench: Workbench, edition: str) -> dict[str, bytes]:
    return {one.path: one.content for one in bench.artefacts(edition)}


def least_contrasts(pdf: bytes, page: int = 0) -> dict[str, float]:
    """The contrast of each text of a page to the lightest patch behind it, as it is drawn."""
    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page]
        texts = []
        for one in list(sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])):
            levels = [pdfium.c_uint() for _ in range(4)]
            pdfium.FPDFPageObj_GetFillColor(one, *levels)
            texts.append((one.get_bounds(), tuple(level.value for level in levels[:3])))
            sheet.remove_obj(one)
        sheet.gen_content()
        scale = 2 * 25.4 / 72
        drawn = sheet.render(scale=scale).to_pil().convert("RGB")
        found = {}
        for (left, bottom, right, top), colour in texts:
            height = sheet.get_height()
            box = (left, height - top, right, height - bottom)
            region = drawn.crop(tuple(round(edge * scale) for edge in box))
            grounds = region.getcolors(region.width * region.height) or []
            values = [contrast(colour, ground) for _, ground in grounds]  # type: ignore[arg-type]
            found[str((round(left), round(top)))] = min(values)
        return found


def test_every_text_on_the_screen_cover_can_be_read(bench: Workbench) -> None:
    found = least_contrasts(files_of(bench, "pdf")["photographed.pdf"])
    assert len(found) > 4
    assert min(found.values()) >= 4.5


def test_a_white_photo_is_veiled_until_every_text_can_be_read(note: Note) -> None:
    white = io.BytesIO()
    Image.new("RGB", (600, 840), (255, 255, 255)).save(white, "PNG")
    files = {
        path: content.replace(b"lake.jpg", b"white.png") if path == "note.yaml" else content
        for path, content in note.files.items()
    }
    changed = load_files("white", {**files, "figures/white.png": white.getvalue()}, PARSED)
    with Workbench(changed, load_style(built_in_styles()), Memory()) as made:
        found = least_contrasts(files_of(made, "pdf")["white.pdf"])
        assert min(found.values()) >= 4.5
        codes = [one.code for one in made.findings if one.severity != "remark"]
    assert codes == ["N403"]


def test_a_veil_in_too_light_a_colour_is_a_finding(note: Note) -> None:
    style = style_with(blue="#9fb4c4", blue_cmyk="device-cmyk(0.4 0.2 0.15 0)")
    with (
        Workbench(note, style, Memory()) as made,
        pytest.raises(SourceError) as failure,
    ):
        made.result("pages")
    assert {one.code for one in failure.value.findings} == {"N406"}
    first = failure.value.findings[0]
    assert (first.place.path, first.place.line) == ("note.yaml", 10)


def test_print_has_the_photo_in_inks_at_300_ppi(bench: Workbench) -> None:
    content = files_of(bench, "print")["photographed-print.pdf"]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pictures = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        ]
        assert {str(one.ColorSpace) for one in pictures} == {"/DeviceCMYK"}
        assert "/SMask" not in repr(pdf.pages[0].Resources)
        assert max(int(one.Width) for one in pictures) <= 2551
    inside = files_of(bench, "print")["one-pagers/0-summary-print.pdf"]
    with pikepdf.open(io.BytesIO(inside)) as pdf:
        (picture,) = pdf.pages[0].get_images().values()
        assert str(picture.ColorSpace) == "/DeviceCMYK"


def test_the_photo_is_a_figure_with_its_alternative_text(bench: Workbench) -> None:
    content = files_of(bench, "pdf")["photographed.pdf"]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        figures = [
            str(one.Alt)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
    assert ALT in figures


def test_openers_and_one_pagers_have_strips_of_it(bench: Workbench) -> None:
    screen = files_of(bench, "one-pagers")
    for path, content in screen.items():
        assert min(least_contrasts(content).values()) >= 4.5, path
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert len(pdf.pages[0].get_images()) == 1, path
    with pikepdf.open(io.BytesIO(files_of(bench, "pdf")["photographed.pdf"])) as pdf:
        shown = {one.objgen for page in pdf.pages for one in page.get_images().values()}
    assert len(shown) == 3


def test_the_epub_has_it_as_a_jpeg(bench: Workbench) -> None:
    book = zipfile.ZipFile(io.BytesIO(files_of(bench, "epub")["photographed.epub"]))
    cover = Image.open(io.BytesIO(book.read("EPUB/pictures/cover.jpg")))
    assert cover.format == "JPEG"
    assert cover.size == (1600, 2263)
    assert f"The Water Level of a Shared Lake. {ALT}".encode() in book.read("EPUB/text/cover.xhtml")


def test_the_web_has_it_in_the_head_and_in_previews(bench: Workbench) -> None:
    site = Site("photographed", files_of(bench, "web"))
    social = Image.open(io.BytesIO(site.files["web/social.jpg"]))
    assert (social.format, social.size) == ("JPEG", (1200, 630))
    (shown,) = site.page.find_class("masthead-photo")
    assert (shown.get("src"), shown.get("alt")) == ("head.jpg", ALT)
    (inside,) = site.alone.find_class("masthead-photo")
    assert inside.get("src").startswith("data:image/jpeg;base64,")
    head = Image.open(io.BytesIO(site.files["web/head.jpg"])).convert("RGB")
    small = head.resize((head.width // 2, head.height // 2), Image.Resampling.BOX)
    for text in ((255, 255, 255), (232, 217, 184)):
        colours = small.getcolors(small.width * small.height) or []
        assert min(contrast(text, one) for _, one in colours) >= 4.5  # type: ignore[arg-type]
    said = {one.get("property"): one.get("content") for one in site.page.iter("meta")}
    assert said["og:image"].endswith("social.jpg")
    assert said["og:image:type"] == "image/jpeg"
    assert "object-position:68% 45%" in site.files["web/index.html"].decode()


def test_the_imprint_says_who_took_it(bench: Workbench) -> None:
    page = html.document_fromstring(files_of(bench, "web")["web/index.html"].decode())
    credits_of_it = page.get_element_by_id("imprint-credits").text_content()
    assert "Cover photo: drawn by program for this note" in " ".join(credits_of_it.split())
