"""A printed note filled up with blank pages, and the same on the sheets of a booklet."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
import pypdfium2
import pytest
from kept_in_memory import LAID_OUT
from pikepdf import Name

from pipeline.cache import NoCache
from pipeline.editions.workbench import Workbench
from pipeline.house_style import Style, load_style
from pipeline.note import Note
from pipeline.press.pdf.printing.imposition import padding, saddle_stitch
from pipeline.press.pdf.printing.settings import CONDITIONS, find_profile
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

MM = 72 / 25.4
MULTIPLE = 7


def bench_with(note: Note, **tokens: str) -> Workbench:
    if find_profile(CONDITIONS["fogra39"]) is None:
        pytest.skip(f"no profile for print: {CONDITIONS['fogra39'].source}")
    built_in = load_style(built_in_styles())
    changed = {name.replace("_", "-"): value for name, value in tokens.items()}
    # Words that stand on the other side of a page are read in another order.
    changed.setdefault("page-sides", "single")
    style = Style({**built_in.tokens, **changed}, built_in.files, built_in.languages)
    return Workbench(note, style, LAID_OUT)


@pytest.fixture(scope="module")
def bench(minimal_note: Note) -> Iterator[Workbench]:
    made = bench_with(minimal_note, page_multiple=str(MULTIPLE), imposition="booklet")
    yield made
    made.engine.close()


@pytest.fixture(scope="module")
def made(bench: Workbench) -> Mapping[str, bytes]:
    """What the print edition makes, by the end of the name."""
    slug = bench.note.slug
    return {one.path.removeprefix(slug): one.content for one in bench.artefacts("print")}


@pytest.fixture(scope="module")
def screen(bench: Workbench) -> list[str]:
    """The words of each page for the screen."""
    (pdf,) = bench.artefacts("pdf")
    return texts(pdf.content)


def texts(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return [plain(page.get_textpage().get_text_range()) for page in document]


def halves(content: bytes) -> list[tuple[str, str]]:
    """The words on the left and on the right of the fold of each side."""
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    found = []
    for page in document:
        left, bottom, right, top = page.get_mediabox()
        fold, text = (left + right) / 2, page.get_textpage()
        found.append(
            (
                plain(text.get_text_bounded(left, bottom, fold, top)),
                plain(text.get_text_bounded(fold, bottom, right, top)),
            )
        )
    return found


def plain(text: str) -> str:
    """A text without what only the tagged PDF tells: hyphens, and capitals that were not typed."""
    return re.sub(r"[\s\u2010\ufffe]+", "", text).casefold()


def sizes(page: pikepdf.Page) -> dict[str, tuple[float, ...]]:
    return {
        name: tuple(round(float(side) / MM, 2) for side in page[f"/{name}"])
        for name in ("TrimBox", "BleedBox", "MediaBox")
    }


def painted(page: pikepdf.Page) -> set[str]:
    return {str(operator) for _, operator in pikepdf.parse_content_stream(page)}


def test_blank_pages_bring_the_note_to_a_multiple(
    made: Mapping[str, bytes], screen: list[str]
) -> None:
    blank = padding(len(screen), MULTIPLE)
    assert len(blank) > 1
    printed = texts(made["-print.pdf"])
    assert len(printed) % MULTIPLE == 0
    assert printed == [*screen[:-1], *("" for _ in blank), screen[-1]]
    ticket = json.loads(made["-print.json"])
    assert (ticket["pages"], ticket["blank"]) == (len(printed), list(blank))


def test_a_blank_page_has_boxes_and_marks_and_nothing_else(
    made: Mapping[str, bytes], screen: list[str]
) -> None:
    with pikepdf.open(io.BytesIO(made["-print.pdf"])) as pdf:
        full = pdf.pages[0]
        for number in padding(len(screen), MULTIPLE):
            page = pdf.pages[number - 1]
            assert sizes(page) == sizes(full)
            assert page.obj.Contents[-1].read_bytes() == full.obj.Contents[-1].read_bytes()
            assert {"S", "SCN"} <= painted(page)
            assert painted(page).isdisjoint({"f", "Do", "Tj", "TJ", "k"})


def test_each_side_of_a_sheet_has_its_two_pages(
    made: Mapping[str, bytes], screen: list[str]
) -> None:
    blank = padding(len(screen), 4)
    pages = [*screen[:-1], *("" for _ in blank), screen[-1]]
    sides = [(pages[left - 1], pages[right - 1]) for left, right in saddle_stitch(len(pages))]
    assert halves(made["-booklet.pdf"]) == sides
    assert sides[0] == (screen[-1], screen[0])


def test_sheets_are_twice_as_wide_with_bleed_at_their_outer_edges(
    made: Mapping[str, bytes],
) -> None:
    with pikepdf.open(io.BytesIO(made["-booklet.pdf"])) as pdf:
        for page in pdf.pages:
            assert sizes(page) == {
                "TrimBox": (0, 0, 420, 297),
                "BleedBox": (-3, -3, 423, 300),
                "MediaBox": (-11, -11, 431, 308),
            }
        cover = pdf.pages[0].Resources.XObject
        boxes = [[round(float(side) / MM) for side in form.BBox] for form in cover.values()]
        # Each is cut off at the fold and goes on through the bleed everywhere else.
        assert sorted(boxes) == [[-3, -3, 210, 300], [0, -3, 213, 300]]


def test_the_fold_is_marked_outside_the_bleed(made: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(made["-booklet.pdf"])) as pdf:
        for page in pdf.pages:
            dashed = False
            places = []
            for operands, operator in pikepdf.parse_content_stream(page):
                dashed = dashed or str(operator) == "d"
                if dashed and str(operator) in ("m", "l"):
                    places.append([float(number) / MM for number in operands])
            assert [round(x) for x, _ in places] == [210] * 4
            heights = sorted(y for _, y in places)
            assert -11 < heights[0] < heights[1] < -3
            assert 300 < heights[2] < heights[3] < 308


def test_fonts_and_pictures_are_there_once(made: Mapping[str, bytes]) -> None:
    def programs(content: bytes) -> list[bytes]:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return sorted(
                hashlib.sha256(entry.read_raw_bytes()).digest()
                for entry in pdf.objects
                if isinstance(entry, pikepdf.Stream)
                and (
                    entry.get("/Subtype") in (Name.Image, Name.CIDFontType0C) or "/Length1" in entry
                )
            )

    assert programs(made["-booklet.pdf"]) == programs(made["-print.pdf"])
    assert len(made["-booklet.pdf"]) < 1.05 * len(made["-print.pdf"])


def test_it_is_intended_for_the_same_condition_and_says_so(
    bench: Workbench, made: Mapping[str, bytes]
) -> None:
    with pikepdf.open(io.BytesIO(made["-booklet.pdf"])) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert (intent.S, str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
        assert "/PageLabels" not in pdf.Root
        assert b"PDF/X-4" in pdf.Root.Metadata.read_bytes()
        assert pdf.pdf_version == "1.6"
    ticket = json.loads(made["-booklet.json"])
    assert ticket["sha256"] == hashlib.sha256(made["-booklet.pdf"]).hexdigest()
    assert ticket["trim"] == [420, 297]
    booklet: dict[str, Any] = ticket["booklet"]
    assert ticket["pages"] == 2 * booklet["sheets"] == booklet["pages"] / 2
    assert booklet["sides"][:2] == [f"{booklet['pages']} | 1", f"2 | {booklet['pages'] - 1}"]


def test_the_same_note_gives_the_same_bytes(bench: Workbench, made: Mapping[str, bytes]) -> None:
    again = Workbench(bench.note, bench.style, NoCache(), bench.engine)
    contents = {one.path: one.content for one in again.artefacts("print")}
    assert contents[f"{bench.note.slug}-booklet.pdf"] == made["-booklet.pdf"]
    assert contents[f"{bench.note.slug}-print.pdf"] == made["-print.pdf"]


def test_one_pagers_stay_one_page(made: Mapping[str, bytes]) -> None:
    one_pagers = {path: pdf for path, pdf in made.items() if path.startswith("one-pagers/")}
    assert {len(texts(pdf)) for path, pdf in one_pagers.items() if path.endswith(".pdf")} == {1}
    assert not [path for path in one_pagers if "booklet" in path]


def test_the_built_in_style_adds_nothing(minimal_note: Note) -> None:
    bench = bench_with(minimal_note)
    (screen,) = bench.artefacts("pdf")
    made = {one.path: one.content for one in bench.artefacts("print")}
    bench.engine.close()
    assert not [path for path in made if "booklet" in path]
    slug = minimal_note.slug
    assert texts(made[f"{slug}-print.pdf"]) == texts(screen.content)
    assert "blank" not in json.loads(made[f"{slug}-print.json"])
