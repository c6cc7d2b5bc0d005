"""The logos of partners and the emblem of the publisher in every edition."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from kept_in_memory import PARSED, Memory
from lxml import html
from PIL import Image, ImageDraw
from validators.browser import audit_page
from validators.epubcheck import check_epub
from validators.verapdf import check_pdf
from web_site import Site

from pipeline.editions.covers.logos import cover_strip, strip_rules
from pipeline.editions.workbench import Workbench
from pipeline.errors import SourceError
from pipeline.house_style import load_style
from pipeline.load import load_files, load_note
from pipeline.note import Note
from pipeline.press.pdf.printing.settings import CONDITIONS, find_profile
from pipeline.views.covers.logos import all_logos, partner_logos
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parent.parent / "notes/photographed"
NAMES = [
    "Office of Lakes",
    "Shore Round Table",
    "Harbour Tower Trust",
    "Hill and Horizon Survey",
    "Fund for Harbours",
]
RULE = re.compile(r"\.imprint-logos \.(logo-\d)\{width:([\d.]+)rem;height:([\d.]+)rem\}")


@pytest.fixture(scope="module")
def note() -> Note:
    return load_note(FOLDER, PARSED)


@pytest.fixture(scope="module")
def bench(note: Note) -> Iterator[Workbench]:
    if find_profile(CONDITIONS["fogra39"]) is None:
        pytest.skip("no profile of FOGRA39: scribus-data is not installed")
    with Workbench(note, load_style(built_in_styles()), Memory()) as made:
        yield made


def files_of(bench: Workbench, edition: str) -> dict[str, bytes]:
    return {one.path: one.content for one in bench.artefacts(edition)}


def shown_in(page: html.HtmlElement, name: str) -> list[tuple[str, str]]:
    """The alternative text of each picture of a list, and where it leads."""
    found = []
    for one in page.find_class(name):
        for picture in one.iter("img"):
            link = picture.getparent()
            found.append((picture.get("alt"), link.get("href", "") if link.tag == "a" else ""))
    return found


def test_the_web_lists_them_by_name_with_links_and_sizes_that_look_alike(bench: Workbench) -> None:
    files = files_of(bench, "web")
    page = Site("photographed", files).page
    leads = ["https://office.example/", "", "https://tower.example/", "", ""]
    assert shown_in(page, "imprint-logos") == list(zip(NAMES, leads, strict=True))
    found = RULE.findall(files["web/index.html"].decode())
    sizes = {name: (float(width), float(height)) for name, width, height in found}
    bar, disc, tower, lines, square = (sizes[f"logo-{number}"] for number in range(1, 6))
    heights = [height for _, height in (bar, disc, tower, lines, square)]
    assert max(heights) <= 3 * min(heights)
    assert tower[1] > disc[1] > lines[1] > bar[1]
    assert bar[0] > square[0] > tower[0]
    assert "web/logos/bar.svg" in files


def test_the_emblem_is_in_the_head_and_the_icon_of_the_page(bench: Workbench) -> None:
    page = Site("photographed", files_of(bench, "web")).page
    assert shown_in(page, "masthead-emblem") == [("Lake Press", "https://lakes.example/")]
    (head,) = page.find_class("masthead-emblem")
    assert next(head.iter("img")).get("src") == "logos/emblem-white.svg"
    (icon,) = page.xpath("//link[@rel='icon']")
    assert icon.get("href").startswith("data:image/svg+xml;base64,")


def test_pages_have_them_as_figures_with_names(bench: Workbench) -> None:
    with pikepdf.open(io.BytesIO(files_of(bench, "pdf")["photographed.pdf"])) as pdf:
        alts = [
            str(one.Alt)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
    assert {name: alts.count(name) for name in NAMES} == dict.fromkeys(NAMES, 2)
    assert alts.count("Lake Press") == 2


def test_print_has_them_in_inks(bench: Workbench) -> None:
    for path, content in files_of(bench, "print").items():
        if path.endswith(".pdf"):
            with pikepdf.open(io.BytesIO(content)) as pdf:
                for page in pdf.pages:
                    used = {str(one.operator) for one in pikepdf.parse_content_stream(page)}
                    assert not used & {"rg", "RG"}, path
    assert [one.code for one in bench.findings if one.severity != "remark"] == []


def test_the_epub_has_them_in_its_imprint_and_the_emblem_on_its_title_page(
    bench: Workbench,
) -> None:
    book = zipfile.ZipFile(io.BytesIO(files_of(bench, "epub")["photographed.epub"]))
    imprint = book.read("EPUB/text/imprint.xhtml").decode()
    assert re.findall(r'<img class="logo-\d" src="[^"]+" alt="([^"]+)"', imprint) == NAMES
    assert 'alt="Lake Press"' in book.read("EPUB/text/title-page.xhtml").decode()
    assert sum("pictures/logo-" in name for name in book.namelist()) == len(NAMES) + 2


def test_rules_of_a_profile_and_variants_that_differ_are_warnings(note: Note) -> None:
    other = note.files["figures/tower.svg"]
    imprint = note.files["imprint.yaml"] + b"profile: un\n"
    changed = {"figures/emblem-white.svg": other, "imprint.yaml": imprint}
    made = load_files("changed", {**note.files, **changed}, PARSED)
    with Workbench(made, load_style(built_in_styles()), Memory()) as bench:
        bench.result("pages")
        codes = {one.code for one in bench.findings if one.code in ("N238", "N239", "N407")}
    assert codes == {"N238", "N239"}


def test_one_dark_emblem_for_both_grounds_is_told(note: Note) -> None:
    imprint = note.files["imprint.yaml"].replace(b"emblem-white.svg", b"emblem.svg")
    made = load_files("dark", {**note.files, "imprint.yaml": imprint}, PARSED)
    with Workbench(made, load_style(built_in_styles()), Memory()) as bench:
        bench.result("pages")
        (found,) = [one for one in bench.findings if one.code == "N408"]
    assert found.message == "hardly anything of the emblem is seen on --blue (#0d3b5c)"
    assert found.hint.startswith("give a variant in light colours, in light, or leave it out")
    assert (found.place.path, found.place.line) == ("imprint.yaml", 4)


def test_a_logo_in_the_colour_of_a_token_has_its_inks(note: Note) -> None:
    colour = re.search(rb"#[0-9a-f]{6}", note.files["figures/tower.svg"])
    assert colour is not None
    inks = "device-cmyk(0.94 0.48 0 0.01)"
    style = load_style(built_in_styles())
    own = {"house": colour.group().decode(), "house-cmyk": inks}
    style = replace(style, tokens={**style.tokens, **own})
    with Workbench(note, style, Memory()) as bench:
        (content,) = [
            one.content
            for one in bench.artefacts("print")
            if one.path.endswith("-print.pdf") and "/" not in one.path
        ]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        forms = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"
        ]
        for page in pdf.pages:
            page.contents_coalesce()
        streams = [one.read_bytes() for one in (*forms, *(page.Contents for page in pdf.pages))]
    assert any(b"0.94 0.48 0 0.01 k" in one for one in streams)


def test_logos_of_which_nothing_would_be_seen_are_refused_all_at_once(note: Note) -> None:
    clear, white = io.BytesIO(), io.BytesIO()
    Image.new("RGBA", (60, 20), (0, 0, 0, 0)).save(clear, "PNG")
    Image.new("RGBA", (60, 20), (255, 255, 255, 128)).save(white, "PNG")
    facts = note.files["note.yaml"].replace(b"bar.svg", b"clear.png")
    facts = facts.replace(b"disc.svg", b"white.png")
    pictures = {"figures/clear.png": clear.getvalue(), "figures/white.png": white.getvalue()}
    made = load_files("unseen", {**note.files, **pictures, "note.yaml": facts}, PARSED)
    with (
        Workbench(made, load_style(built_in_styles()), Memory()) as bench,
        pytest.raises(SourceError) as caught,
    ):
        files_of(bench, "web")
    assert [(one.code, one.message.partition(" ")[0]) for one in caught.value.findings] == [
        ("N108", "figures/clear.png"),
        ("N108", "figures/white.png"),
    ]


def test_a_logo_that_is_a_mere_line_leaves_room_for_the_others(note: Note) -> None:
    line, content = Image.new("RGB", (1200, 2), "#0d3b5c"), io.BytesIO()
    line.save(content, "PNG")
    facts = note.files["note.yaml"].replace(b"bar.svg", b"line.png")
    files = {**note.files, "figures/line.png": content.getvalue(), "note.yaml": facts}
    made = load_files("line", files, PARSED)
    with Workbench(made, load_style(built_in_styles()), Memory()) as bench:
        rules = strip_rules(bench, cover_strip(bench.style))
    sizes = re.findall(r"width:([\d.]+)mm;height:([\d.]+)mm", rules)
    assert len(sizes) == len(NAMES)
    assert all(float(width) > 4 and float(height) > 4 for width, height in sizes[1:])


def test_pictures_whose_names_differ_in_the_last_suffix_are_kept_apart(note: Note) -> None:
    pictures = {}
    for name, kind, size in (("a.jpg", "JPEG", (90, 30)), ("a.jpg.png", "PNG", (30, 90))):
        content = io.BytesIO()
        Image.new("RGB", size, "#0d3b5c").save(content, kind)
        pictures[f"figures/{name}"] = content.getvalue()
    facts = note.files["note.yaml"].replace(b"bar.svg", b"a.jpg")
    facts = facts.replace(b"disc.svg", b"a.jpg.png")
    made = load_files("alike", {**note.files, **pictures, "note.yaml": facts}, PARSED)
    with Workbench(made, load_style(built_in_styles()), Memory()) as bench:
        first, second, *_ = (bench.logos[one.path].ratio for one in partner_logos(made))
    assert first > 1 > second


def test_they_are_in_the_order_of_the_note_whichever_is_made_first(note: Note) -> None:
    kept = Memory()
    style = load_style(built_in_styles())
    with Workbench(note, style, kept) as bench:
        assert bench.logos
    first = note.files["figures/tower.svg"].replace(b"#c13a2b", b"#0d3b5c")
    made = load_files("order", {**note.files, "figures/bar.svg": first}, PARSED)
    with Workbench(made, style, kept) as bench:
        assert list(bench.logos) == [one.path for one in all_logos(made)]


def test_words_of_a_logo_count_for_its_size(note: Note) -> None:
    square = '<rect width="20" height="20" fill="#0b6fb0"/>'
    words = '<text x="30" y="16" font-size="16" font-weight="{}">Office of Lakes</text>'
    ratios = []
    for inside in (square, square + words.format(400), square + words.format(700)):
        logo = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 20">{inside}</svg>'
        files = {**note.files, "figures/bar.svg": logo.encode()}
        made = load_files("words", files, PARSED)
        with Workbench(made, load_style(built_in_styles()), Memory()) as bench:
            ratios.append(bench.logos[partner_logos(made)[0].path].ratio)
    assert ratios[0] < 1.5
    assert 5 < ratios[1] < ratios[2] - 0.2


def test_an_emblem_without_a_light_variant_stands_on_a_plate(note: Note) -> None:
    emblem, content = Image.new("RGBA", (400, 400), (0, 0, 0, 0)), io.BytesIO()
    ImageDraw.Draw(emblem).ellipse((60, 60, 340, 340), outline="#0d3b5c", width=40)
    emblem.save(content, "PNG")
    imprint = b"name: Lake Press\nlogo: figures/emblem.png\n"
    files = {"figures/emblem.png": content.getvalue(), "imprint.yaml": imprint}
    plain = load_files("plain", {**note.files, **files}, PARSED)
    style = load_style(built_in_styles())
    foot = replace(style, tokens={**style.tokens, "emblem-place": "foot"})
    with Workbench(plain, foot, Memory()) as bench:
        page = Site("plain", files_of(bench, "web")).page
        (head,) = page.find_class("masthead-emblem")
        assert "emblem-plate" in head.get("class")
        assert next(head.iter("img")).get("src") == "logos/emblem.png.png"
        printed = files_of(bench, "print")["one-pagers/0-summary-print.pdf"]
        assert [one.code for one in bench.findings if one.severity != "remark"] == []
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        widths = sorted(int(one.Width) for one in pdf.pages[0].get_images().values())
    assert widths[0] == pytest.approx(14 / 25.4 * 300, abs=2)


@pytest.mark.validator
def test_the_files_conform(bench: Workbench, tmp_path: Path) -> None:
    paths = {"pdf": "photographed.pdf", "one-pagers": "one-pagers/1-level.pdf"}
    for edition, path in paths.items():
        pdf = tmp_path / Path(path).name
        pdf.write_bytes(files_of(bench, edition)[path])
        assert check_pdf(pdf, "3a") == []
        assert check_pdf(pdf, "ua1") == []
    book = tmp_path / "photographed.epub"
    book.write_bytes(files_of(bench, "epub")["photographed.epub"])
    assert check_epub(book) == []


@pytest.mark.browser
@pytest.mark.validator
def test_the_page_has_nothing_that_axe_reports(bench: Workbench, tmp_path: Path) -> None:
    page = Site("photographed", files_of(bench, "web")).write(tmp_path)
    for audit in audit_page(page, widths=(375, 1280)):
        assert audit.violations == ()
        assert audit.overflow == 0
        assert audit.failures == ()
