"""The charts of a note in its editions, all from one build."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import docx
import pikepdf
import pypdfium2
import pytest
from kept_in_memory import PARSED
from PIL import Image
from second_standard import by_second_standard
from validators.browser import audit_page
from validators.epubcheck import check_epub
from validators.nu import check_html
from validators.site_server import serve
from validators.verapdf import check_pdf

from pipeline.comparing.changes import compare_notes
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load import load_files
from pipeline.note import Note
from pipeline.note.walk import charts_of
from pipeline.press.pdf.joining.standards import UA2_AND_A4F
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

PROFILES: tuple[Literal["3a", "ua1"], ...] = ("3a", "ua1")
EDITIONS = ("pdf", "print", "web", "epub", "markdown", "docx")


@pytest.fixture(scope="module")
def made(charted_note: Note) -> Mapping[str, bytes]:
    with Workbench(charted_note, load_style(built_in_styles()), PARSED) as bench:
        found = {one.path: one.content for name in EDITIONS for one in bench.artefacts(name)}
        found["second.pdf"] = by_second_standard(bench)
        assert {finding.severity for finding in bench.findings} <= {"remark"}
        return found


def test_a_tagged_page_has_each_chart_as_a_figure_with_its_words(
    made: Mapping[str, bytes], charted_note: Note
) -> None:
    with pikepdf.open(io.BytesIO(made["charted.pdf"])) as pdf:
        figures = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == pikepdf.Name.Figure
        ]
        said = [str(one.get("/Alt", "")) for one in figures]
        assert all(one.alternative in said for one in charts_of(charted_note))
        of_chart = [one for one in figures if str(one.get("/Alt", "")).startswith("Twelve")]
        assert ["/BBox" in one.A[0] for one in of_chart] == [True, True]
    text = "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made["charted.pdf"])
    )
    for words in ("Harbour Village", "联合国开发计划署驻华代表处", "−3.1", "1,200.25", "44.75"):
        assert words in text


def test_a_tagged_page_has_the_data_of_each_chart_as_a_file(
    made: Mapping[str, bytes], charted_note: Note
) -> None:
    with pikepdf.open(io.BytesIO(made["charted.pdf"])) as pdf:
        files = {
            str(one.Alt): one.AF[0]
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == pikepdf.Name.Figure
            if "/AF" in one
        }
        assert files.keys() == {one.alternative for one in charts_of(charted_note)}
        gaps = next(file for words, file in files.items() if words.startswith("Two villages"))
        assert (gaps.AFRelationship, gaps.EF.F.Subtype) == ("/Data", "/text/csv")
        assert str(gaps.UF).endswith(".csv")
        content = gaps.EF.F.read_bytes().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content)))[1:3] == [
        ["2018", "10", "0"],
        ["2019", "", "-4.5"],
    ]
    with pikepdf.open(io.BytesIO(made["charted-print.pdf"])) as pdf:
        assert not any(isinstance(o, pikepdf.Dictionary) and "/AF" in o for o in pdf.objects)


@pytest.mark.validator
def test_no_validator_finds_anything(made: Mapping[str, bytes], tmp_path: Path) -> None:
    for path, content in made.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    for profile in PROFILES:
        assert check_pdf(tmp_path / "charted.pdf", profile) == []
    for flavour in UA2_AND_A4F.flavours:
        assert check_pdf(tmp_path / "second.pdf", flavour) == [], flavour
    assert check_epub(tmp_path / "charted.epub") == []
    with serve(tmp_path) as address:
        assert check_html(f"{address}web/") == []


def test_print_has_inks_alone(made: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(made["charted-print.pdf"])) as pdf:
        painted = {
            str(operator)
            for page in pdf.pages
            for _, operator in pikepdf.parse_content_stream(page)
        }
    assert not painted & {"rg", "RG", "sc", "SC"}


def test_the_data_can_be_had_on_the_web_and_in_the_book(made: Mapping[str, bytes]) -> None:
    rows = list(csv.reader(io.StringIO(made["web/data/fig-gaps-data.csv"].decode("utf-8-sig"))))
    assert rows == [["year", "A", "B"], ["2018", "10", "0"], ["2019", "", "-4.5"],
                    ["2020", "12", "1200.25"]]  # fmt: skip
    page = made["web/index.html"].decode()
    assert page.count("<summary>Data of this figure</summary>") == 10
    assert 'href="data/fig-gaps-data.csv"' in page
    assert not re.search(r'<(?:span|div)[^>]* style="', page)
    book = zipfile.ZipFile(io.BytesIO(made["charted.epub"]))
    package = book.read("EPUB/package.opf").decode()
    assert re.search(r'href="text/theme-other-points.xhtml"[^>]* properties="svg"', package)
    assert re.search(r"\| 2019 +\| +\| −4.5 +\|", made["charted.md"].decode())


def test_word_has_pictures_with_their_words_and_the_tables(
    made: Mapping[str, bytes], charted_note: Note
) -> None:
    document = docx.Document(io.BytesIO(made["charted.docx"]))
    said = [one.get("descr") for one in document.element.iter() if one.tag.endswith("}docPr")]
    figures = charts_of(charted_note)
    assert [one for one in said if one in {f.alternative for f in figures}] == [
        one.alternative for one in figures
    ]
    heads = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert ["Budget line", "Change, %"] in heads


def test_pictures_in_word_show_their_charts(made: Mapping[str, bytes], charted_note: Note) -> None:
    with zipfile.ZipFile(io.BytesIO(made["charted.docx"])) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/media/")]
        pictures = [Image.open(io.BytesIO(archive.read(name))) for name in names]
    drawn = [one.convert("L") for one in pictures if one.width == 1600]
    assert len(drawn) == len(charts_of(charted_note))
    for picture in drawn:
        left, _, right, bottom = (
            picture.point(lambda value: 255 * (value < 200)).getbbox() or (0,) * 4
        )
        # To both sides and to the foot, but for a margin.
        assert left < 0.1 * picture.width
        assert right > 0.85 * picture.width
        assert bottom > 0.85 * picture.height


def test_a_changed_number_is_a_change_of_its_figure(charted_note: Note) -> None:
    path = "figures/gaps.csv"
    edited = charted_note.files[path].replace(b"-4.5", b"-4.6")
    new = load_files("charted", {**charted_note.files, path: edited}, PARSED)
    changes = compare_notes(charted_note, new).changes
    assert [one.kind for one in changes] == ["figure"]


@pytest.mark.browser
def test_no_chart_is_wider_than_a_telephone(made: Mapping[str, bytes], tmp_path: Path) -> None:
    site = {path: content for path, content in made.items() if path.startswith("web/")}
    for path, content in site.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (look,) = audit_page(tmp_path / "web/index.html", (375,), ("light",))
    assert look.overflow == 0
