"""Print PDFs: only CMYK, page boxes, printer's marks, same pages as on screen."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pypdfium2
import pytest
from part_jobs import SENTENCE, lay_out, part_job, printed, screen
from validators.ghostscript import ink_coverage

from pipeline.cache import NoCache
from pipeline.press.engine.engine import Engine
from pipeline.press.layout.pagination import lay_out_alone
from pipeline.press.parts.part_store import PartStore
from pipeline.press.parts.parts import PartPages

pytestmark = pytest.mark.slow

MM = 72 / 25.4
BODY = f"""<section id="a"><h2 id="a-heading" style="color: #0d3b5c">Heading</h2>
<p id="p">{SENTENCE * 30}</p>
<p style="color: #14202b80; text-decoration: underline #0d3b5c">Faint <a href="#a">link</a></p>
</section><section id="b" style="page: full"><div style="position: absolute; left: -3mm; top: -3mm;
  width: 126mm; height: 166mm; background: #0d3b5c"></div></section>"""
CSS = "@page full { margin: 0; @bottom-center { content: none } }"


@pytest.fixture(scope="module")
def part(engine: Engine) -> PartPages:
    made = lay_out(engine, BODY, CSS)
    assert made.print_findings == ()
    return made


def operators(pdf: pikepdf.Pdf) -> Counter[str]:
    """Count the operators of all content that set a colour or a colour space."""
    streams = [entry for entry in pdf.objects if isinstance(entry, pikepdf.Stream)]
    forms = [entry for entry in streams if entry.get("/Subtype") == "/Form"]
    found: Counter[str] = Counter()
    for owner in (*pdf.pages, *forms):
        for operands, operator in pikepdf.parse_content_stream(owner):
            if str(operator) in ("g", "G", "rg", "RG", "k", "K", "sh", "BI"):
                found[str(operator)] += 1
            if str(operator) in ("cs", "CS", "ri"):
                found[f"{operands[0]} {operator}"] += 1
    return found


def box_in_mm(page: pikepdf.Page, name: str) -> list[float]:
    return [round(float(side) / MM, 2) for side in page[name]]


def test_colours_are_inks(part: PartPages) -> None:
    with pikepdf.open(io.BytesIO(printed(part))) as pdf:
        assert set(operators(pdf)) == {"k", "K", "/Registration CS"}
        content = b"".join(page.Contents[1].read_bytes() for page in pdf.pages)
    inks = set(re.findall(rb"^([0-9. ]+) [kK]$", content, re.MULTILINE))
    assert inks == {b"0 0 0 1", b"1 0.65 0.2 0.45"}
    with pikepdf.open(io.BytesIO(screen(part))) as pdf:
        assert set(operators(pdf)) == {"rg", "RG"}


def test_the_boxes_are_exact(part: PartPages) -> None:
    with pikepdf.open(io.BytesIO(printed(part))) as pdf:
        for page in pdf.pages:
            assert box_in_mm(page, "/TrimBox") == [0, 0, 120, 160]
            assert box_in_mm(page, "/BleedBox") == [-3, -3, 123, 163]
            assert box_in_mm(page, "/MediaBox") == [-11, -11, 131, 171]
            assert "/CropBox" not in page
    with pikepdf.open(io.BytesIO(screen(part))) as pdf:
        assert box_in_mm(pdf.pages[0], "/MediaBox") == [0, 0, 120, 160]
        assert not {"/TrimBox", "/BleedBox"} & set(pdf.pages[0].keys())


def test_the_bleed_is_filled_and_the_slug_holds_only_marks(part: PartPages) -> None:
    document = pypdfium2.PdfDocument(io.BytesIO(printed(part)))
    picture = document[len(document) - 1].render(scale=4 / MM).to_pil().convert("L")
    slug, bleed = 8 * 4, 3 * 4
    width, height = picture.size
    assert (width, height) == (pytest.approx(142 * 4, abs=1), pytest.approx(182 * 4, abs=1))
    inner = picture.crop((slug + 1, slug + 1, width - slug - 1, height - slug - 1))
    assert inner.getextrema()[1] < 130
    for strip in (
        picture.crop((0, 0, width, slug - 1)),
        picture.crop((0, height - slug + 1, width, height)),
    ):
        light = sum(count for value, count in enumerate(strip.histogram()) if value > 250)
        assert 0.95 < light / (strip.width * strip.height) < 1
    # Crop marks point at the corners of the trim, and end before the bleed.
    column = picture.crop((slug + bleed - 2, 0, slug + bleed + 2, slug))
    assert column.getextrema()[0] < 200
    assert column.crop((0, slug - 2, 4, slug - 1)).getextrema()[0] > 250


def test_nothing_of_the_screen_is_left(part: PartPages) -> None:
    with pikepdf.open(io.BytesIO(printed(part))) as pdf:
        assert set(pdf.Root.keys()) == {
            "/Type", "/Pages", "/PageLabels", "/OutputIntents", "/Metadata",
        }  # fmt: skip
        for page in pdf.pages:
            assert not {"/Annots", "/StructParents", "/Tabs"} & set(page.keys())
            marked = [str(operator) for _, operator in pikepdf.parse_content_stream(page)]
            assert not {"BDC", "BMC", "EMC"} & set(marked)
        for entry in pdf.objects:
            if isinstance(entry, pikepdf.Stream) and "/Group" in entry:
                assert entry.Group.CS == "/DeviceCMYK"


def test_it_says_that_it_is_x4(part: PartPages) -> None:
    with pikepdf.open(io.BytesIO(printed(part, profile=b"a profile"))) as pdf:
        assert pdf.pdf_version == "1.6"
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert intent.DestOutputProfile.read_bytes() == b"a profile"
        assert intent.DestOutputProfile.N == 4
        assert pdf.docinfo.Trapped == "/False"
        assert "/ID" in pdf.trailer
        xmp = ET.fromstring(pdf.Root.Metadata.read_bytes())
        values = {re.sub(r"\{.*\}", "", element.tag): element.text for element in xmp.iter()}
        assert values["GTS_PDFXVersion"] == "PDF/X-4"
        assert values["Trapped"] == "False"
        assert {"DocumentID", "VersionID", "RenditionClass", "MetadataDate"} <= set(values)
        fonts = [
            entry
            for entry in pdf.objects
            if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        assert all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)


def test_the_pages_are_those_of_the_screen(part: PartPages) -> None:
    on_screen = pypdfium2.PdfDocument(io.BytesIO(screen(part)))
    on_paper = pypdfium2.PdfDocument(io.BytesIO(printed(part)))
    texts = [
        [page.get_textpage().get_text_range().replace("\ufffe", "") for page in document]
        for document in (on_screen, on_paper)
    ]
    squeezed = [[re.sub(r"[\s\u2010]+", "", text) for text in pages] for pages in texts]
    assert squeezed[0] == squeezed[1]
    assert len(squeezed[0]) == part.page_count > 2


def test_the_same_part_gives_the_same_bytes(engine: Engine, part: PartPages) -> None:
    assert printed(lay_out(engine, BODY, CSS)) == printed(part)


@pytest.mark.parametrize(
    ("body", "css", "what"),
    [
        ('<p style="color: #123456">T</p>', "", "the colour #123456"),
        ('<p style="color: gray">T</p>', "", "the colour #808080"),
        ('<p style="border: 1pt solid #0d3b5d">T</p>', "", "the colour #0d3b5d"),
        ("<p>T</p>", "p { background: linear-gradient(#0d3b5c, #14202b) }", "a gradient"),
    ],
)
def test_a_colour_without_a_cmyk_equivalent_is_reported(
    engine: Engine, body: str, css: str, what: str
) -> None:
    findings = lay_out(engine, body, css).print_findings
    assert (findings[0].code, findings[0].place.path) == ("N401", "styles")
    assert findings[0].message == f"{what} has no CMYK equivalent"


def test_a_colour_that_is_not_srgb_is_named(engine: Engine) -> None:
    (finding,) = lay_out(engine, '<p style="color: oklch(50% 0.1 200)">T</p>').print_findings
    assert finding.code == "N401"
    assert "oklch" in finding.message


def test_colours_and_gradients_of_a_drawing_have_the_inks_given_for_it(engine: Engine) -> None:
    drawing = b"""<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">
    <linearGradient id="g"><stop offset="0" stop-color="#ff0000"/>
    <stop offset="1" stop-color="#0d3b5c"/></linearGradient><rect width="9" height="9"/>
    <g opacity="0.5"><rect width="5" height="5" fill="#ff0000"/></g>
    <rect width="3" height="3" fill="url(#g)"/></svg>"""
    job = part_job('<img src="figures/a.svg" alt="A">', pictures={"figures/a.svg": drawing})
    drawn = {(0, 0, 0): (0.0, 0.0, 0.0, 1.0), (255, 0, 0): (0.0, 0.9, 0.8, 0.0)}
    job = replace(job, press=replace(job.press, drawn=drawn))
    part = lay_out_alone(job, engine, PartStore(NoCache()))
    assert part.print_findings == ()
    with pikepdf.open(io.BytesIO(printed(part))) as pdf:
        assert set(operators(pdf)) <= {"k", "K", "sh", "/Registration CS", "/Pattern cs"}
        content = b"".join(
            entry.read_bytes() for entry in pdf.objects if isinstance(entry, pikepdf.Stream)
        )
        assert b"0 0.9 0.8 0 k" in content
        (shading,) = (
            one.Shading.s0 if "/Shading" in one else one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/ShadingType" in one
        )
        assert shading.ColorSpace == "/DeviceCMYK"
        assert "0.9" in repr(shading.Function)
    with pikepdf.open(io.BytesIO(screen(part))) as pdf:
        shadings = [one for one in pdf.objects if "/ShadingType" in repr(one)[:2000]]
        assert "/DeviceCMYK" not in repr(shadings)


@pytest.mark.validator
def test_text_is_printed_in_black_alone(tmp_path: Path, engine: Engine) -> None:
    text = lay_out(engine, f'<p id="p">{SENTENCE * 60}</p>', "@page { marks: none }")
    path = tmp_path / "text.pdf"
    with pikepdf.open(io.BytesIO(printed(text))) as pdf:
        for page in pdf.pages:
            # The marks print on every plate, so only what is inside the trim is measured.
            page.MediaBox = page.TrimBox
        pdf.save(path)
    for inks in ink_coverage(path):
        assert inks[:3] == (0, 0, 0)
        assert inks.black > 0.03
