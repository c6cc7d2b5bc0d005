"""Print PDFs with blank pages, and booklets, pass as built, and all kinds of damage are found."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from built_outputs import Outputs, build
from damage import Change, codes, damaged, each, first, paint
from pikepdf import Array, Name

from pipeline.findings import Finding

pytestmark = pytest.mark.slow

MINIMAL = Path(__file__).parents[1] / "notes/minimal"
TOKENS = "--page-multiple: 7; --imposition: booklet;"
"""The note has 11 pages: three blank ones make 14, one makes the 12 of a booklet."""
MM = 72 / 25.4


@pytest.fixture(scope="module")
def bound(tmp_path_factory: pytest.TempPathFactory, shared_root: Path) -> Outputs:
    return build(MINIMAL, tmp_path_factory.mktemp("bound"), shared_root, ("pdf", "print"), TOKENS)


def found_in(bound: Outputs, path: str, change: Change) -> list[Finding]:
    """What is found in a PDF after a change, but for its ticket."""
    return bound.found(path, damaged(bound.files[path].content, change))


def test_as_they_are_built_they_are_sound(bound: Outputs) -> None:
    assert {"minimal-print.pdf", "minimal-booklet.pdf", "minimal-booklet.json"} <= set(bound.files)
    for path, file in bound.files.items():
        assert bound.found(path, file.content) == []


def test_a_blank_page_too_few_is_found(bound: Outputs) -> None:
    def lose(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[11]

    found = found_in(bound, "minimal-print.pdf", lose)
    assert {"N460", "N463"} <= codes(found)
    reported = [one.message for one in found]
    assert "13 pages are not a multiple of 7" in reported
    assert "13 pages for print, 11 for the screen and 3 blank" in reported


def test_seven_blank_pages_too_many_are_found(bound: Outputs) -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        for _ in range(7):
            pdf.pages.insert(11, pdf.pages[11])

    assert "N460" in codes(found_in(bound, "minimal-print.pdf", add))


def test_a_blank_page_in_another_place_is_found(bound: Outputs) -> None:
    def move(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[11]
        del pdf.pages[11]
        pdf.pages.insert(4, page)

    found = found_in(bound, "minimal-print.pdf", move)
    assert {"N460", "N463"} <= codes(found)


@pytest.mark.parametrize(
    ("operators", "code"),
    [("0 0 0 1 k 100 100 9 9 re f", "N463"), ("1 0 0 rg 9 9 9 9 re f", "N453")],
)
def test_something_on_a_blank_page_is_found(bound: Outputs, operators: str, code: str) -> None:
    found = found_in(bound, "minimal-print.pdf", lambda pdf: paint(pdf.pages[11], operators))
    assert code in codes(found)
    assert {one.place.page for one in found} == {12}


def test_a_blank_page_wants_its_marks(bound: Outputs) -> None:
    def lose(pdf: pikepdf.Pdf) -> None:
        pdf.pages[11].obj.Contents = Array([])

    assert codes(found_in(bound, "minimal-print.pdf", lose)) == {"N461"}


def test_pages_with_words_are_still_compared(bound: Outputs) -> None:
    def swap(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[2].obj
        page.Contents, page.Resources = pdf.pages[3].obj.Contents, pdf.pages[3].obj.Resources

    (finding,) = found_in(bound, "minimal-print.pdf", swap)
    assert (finding.code, finding.place.page) == ("N460", 3)


def test_sheets_of_single_pages_are_found(bound: Outputs) -> None:
    path = "minimal-booklet.pdf"
    found = bound.found(path, bound.files["minimal-print.pdf"].content)
    assert {"N450", "N463"} <= codes(found)


def loses_a_side(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


def loses_a_sheet(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-2:]


def paints_across_the_fold(pdf: pikepdf.Pdf) -> None:
    paint(pdf.pages[1], f"0 0 0 1 k {200 * MM} 100 {20 * MM} 50 re f")


def bleeds_over_the_fold(pdf: pikepdf.Pdf) -> None:
    form = first(pdf, Subtype=Name.Form, Type=Name.XObject)
    form.BBox = Array([-3 * MM, -3 * MM, 213 * MM, 300 * MM])


def loses_its_fold_marks(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for stream in page.obj.Contents:
            content = stream.read_bytes()
            if b"[3 2] 0 d" in content:
                stream.write(content.partition(b"[3 2] 0 d")[0] + b"Q")


def prints_in_light(pdf: pikepdf.Pdf) -> None:
    form = next(each(pdf, Subtype=Name.Form, Type=Name.XObject))
    assert isinstance(form, pikepdf.Stream)
    form.write(form.read_bytes() + b"\n1 0 0 rg 100 100 9 9 re f")


def trims_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.TrimBox = Array([0, 0, 210 * MM, 297 * MM])


def loses_a_font(pdf: pikepdf.Pdf) -> None:
    descriptor = first(pdf, Type=Name.FontDescriptor)
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        (loses_a_side, "N463", "5 sides do not make up whole sheets"),
        (loses_a_sheet, "N463", "4 sides of two pages do not fit 11 pages"),
        (paints_across_the_fold, "N464", "across the fold"),
        (bleeds_over_the_fold, "N464", "across the fold"),
        (loses_its_fold_marks, "N461", "the fold is not marked"),
        (prints_in_light, "N453", "DeviceRGB 1 0 0"),
        (trims_a_page, "N450", "TrimBox is 210.00 x 297.00 mm"),
        (loses_a_font, "N426", "is not embedded"),
    ],
)
def test_damage_to_a_booklet_is_found(bound: Outputs, change: Change, code: str, says: str) -> None:
    found = found_in(bound, "minimal-booklet.pdf", change)
    reported = "\n".join(f"{one.code} {one.message}" for one in found)
    assert [one for one in found if one.code == code and says in one.message], reported


@pytest.mark.parametrize(
    ("path", "change", "says"),
    [
        ("minimal-print.json", {"blank": [5]}, "says blank [5], the pages are [11, 12, 13]"),
        ("minimal-print.json", {"pages": 11}, "says pages 11, the PDF has 14"),
        ("minimal-booklet.json", {"trim": [210, 297]}, "says trim [210, 297]"),
        ("minimal-booklet.json", {"sides": ["1 | 12"]}, "says sides ['1 | 12']"),
        ("minimal-booklet.json", {"blank": []}, "says blank [], the pages are [11]"),
    ],
)
def test_a_ticket_that_does_not_fit_is_found(
    bound: Outputs, path: str, change: dict[str, object], says: str
) -> None:
    ticket = json.loads(bound.files[path].content)
    inside = ticket.get("booklet", {})
    for key, value in change.items():
        (inside if key in inside else ticket)[key] = value
    (finding,) = bound.found(path, json.dumps(ticket).encode())
    assert finding.code == "N462"
    assert says in finding.message
