"""Words of a drawing as text of the page: kerned, found, tagged once, in inks."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from kept_in_memory import PARSED
from validators.verapdf import check_pdf

from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load import load_files
from pipeline.note import Note
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

TEXT = """# Other points {#other-points}

## What is drawn? {#drawn}

[It is drawn.]{.key} It is so.

![A plan of the river](figures/plan.svg "The river")

::: {.box #box-a title="A box"}
![The same in a box](figures/plan.svg)
:::
"""
PLAN = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80">
<rect width="200" height="80" fill="#dddddd"/>
<text x="100" y="40" font-size="12" text-anchor="middle" fill="#0072bc">AVAIL Tokyo Wave</text>
<text x="10" y="70" font-size="9">Źródło</text>
<text font-size="9" transform="translate(190 70) rotate(-90)">上河村</text></svg>"""


@pytest.fixture(scope="module")
def made(minimal_note: Note) -> Mapping[str, bytes]:
    own = {"text/2-other-points.md": TEXT.encode(), "figures/plan.svg": PLAN.encode()}
    note = load_files("drawn", {**minimal_note.files, **own}, PARSED)
    with Workbench(note, load_style(built_in_styles()), PARSED) as bench:
        found = {
            one.path: one.content for name in ("pdf", "print") for one in bench.artefacts(name)
        }
        assert {one.code for one in bench.findings if one.severity != "remark"} <= {"N405"}
        return found


def test_words_are_found_as_they_are_typed(made: Mapping[str, bytes]) -> None:
    pages = [one.get_textpage() for one in pypdfium2.PdfDocument(made["drawn.pdf"])]
    text = "\n".join(page.get_text_range() for page in pages)
    # Those in a box are set as before.
    assert text.count("Źródło") >= 1
    assert text.count("AVAIL Tokyo Wave") >= 1
    (page,) = (one for one in pages if "The river" in one.get_text_range())
    place, _ = page.search("AVAIL Tokyo Wave").get_next()
    boxes = [page.get_charbox(place + at) for at in range(16)]
    middle = (boxes[0][0] + boxes[-1][2]) / 2
    # The text begins 62 mm from the edge, and the drawing is 126 mm wide.
    assert middle == pytest.approx((62 + 63) * 72 / 25.4, abs=0.6)
    # A and V overlap as they do in print.
    assert boxes[1][0] < boxes[0][2]
    assert boxes[0][1] == pytest.approx(boxes[1][1], abs=0.2)


def test_the_drawing_is_one_figure_with_its_words(made: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(made["drawn.pdf"])) as pdf:
        said = [
            (str(one.get("/Alt", "")), "/BBox" in one.A[0])
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == pikepdf.Name.Figure
        ]
    assert said.count(("A plan of the river", True)) == 1
    assert not any(words == "" for words, _ in said)


def test_words_are_printed_in_inks(made: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(made["drawn-print.pdf"])) as pdf:
        painted = {
            str(operator)
            for page in pdf.pages
            for _, operator in pikepdf.parse_content_stream(page)
        }
    assert not painted & {"rg", "RG", "sc", "SC"}


@pytest.mark.validator
def test_no_validator_finds_anything(made: Mapping[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "drawn.pdf"
    path.write_bytes(made["drawn.pdf"])
    assert check_pdf(path, "ua1") == []
    assert check_pdf(path, "3a") == []
