"""One-pagers take a chart where there is room for it, and are one page still."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from kept_in_memory import PARSED

from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load import load_files
from pipeline.note import Note
from pipeline.note.walk import charts_of
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

MM = 72 / 25.4
FOOT = 46 * MM
TITLE = "What the villages"
SUMMARY = """# Summary {#summary}

Three villages share a river.

::: {.recommendation #gate to="The villages" by="2027"}
Mend the gate before the spring.
:::
"""
KEY = "The villages have agreed on the hours at which each of them opens its gate in a dry year"


def theme(name: str, count: int, title: str) -> str:
    """A theme with so many key messages, and a chart with a title."""
    questions = "\n\n".join(
        f"## Question {number}? {{#{name}-{number}}}\n\n[{KEY} of kind {number}.]{{.key}}"
        for number in range(count)
    )
    figure = f'![](figures/gaps.yaml "{title}"){{#fig-{name}}}'
    return f"# A page {{#{name}}}\n\n{questions}\n\n{figure}\n"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The one page of a PDF: its text, the alternatives of its figures, where words stand in pt."""

    text: str
    said: tuple[str, ...]
    places: Mapping[str, tuple[float, float]]


@pytest.fixture(scope="module")
def sheets(charted_note: Note) -> Mapping[str, Sheet]:
    own = {
        "text/summary.md": SUMMARY,
        "text/3-full.md": theme("full", 12, "A chart without room"),
        "text/4-sparse.md": theme("sparse", 4, "A chart with room"),
    }
    texts = {path: text.encode() for path, text in own.items()}
    note = load_files("charted", {**charted_note.files, **texts}, PARSED)
    with Workbench(note, load_style(built_in_styles()), PARSED) as bench:
        return {one.path: read(one.content) for one in bench.artefacts("one-pagers")}


def read(content: bytes) -> Sheet:
    document = pypdfium2.PdfDocument(content)
    assert len(document) == 1
    page = document[0].get_textpage()
    places = {}
    for words in (TITLE, "Harbour Village", "Source:", "70", "Mend the gate"):
        found = page.search(words).get_next()
        if found is not None:
            left, bottom, _, _ = page.get_charbox(found[0])
            places[words] = (left, bottom)
    with pikepdf.open(BytesIO(content)) as pdf:
        said = tuple(
            str(one.get("/Alt", ""))
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == pikepdf.Name.Figure
        )
    return Sheet(" ".join(page.get_text_range().split()), said, places)


def test_a_theme_with_room_has_its_first_chart_on_the_foot(
    sheets: Mapping[str, Sheet], charted_note: Note
) -> None:
    sheet = sheets["one-pagers/2-other-points.pdf"]
    assert sheet.text.count(TITLE) == 1
    assert sheet.text.count("Harbour Village") == 1
    assert "Litres a second" in sheet.text
    assert charts_of(charted_note)[0].alternative in sheet.said
    assert sheet.places[TITLE][0] < 65 * MM < sheet.places["70"][0]
    assert sheet.places["Source:"][0] == pytest.approx(18 * MM, abs=2)
    last_year = min(bottom for _, bottom in sheet.places.values())
    assert last_year > FOOT


def test_a_theme_without_a_chart_has_its_quote(sheets: Mapping[str, Sheet]) -> None:
    sheet = sheets["one-pagers/1-sharing.pdf"]
    assert "Nobody remembers" in sheet.text
    assert "Figure" not in sheet.text


def test_a_full_page_has_no_chart(sheets: Mapping[str, Sheet]) -> None:
    sheet = sheets["one-pagers/3-full.pdf"]
    assert "of kind 11" in sheet.text
    assert "A chart without room" not in sheet.text


def test_a_chart_takes_the_room_that_larger_text_would_take(sheets: Mapping[str, Sheet]) -> None:
    assert "A chart with room" in sheets["one-pagers/4-sparse.pdf"].text


def test_the_one_of_the_note_has_a_chart_beside_its_recommendations(
    sheets: Mapping[str, Sheet],
) -> None:
    sheet = sheets["one-pagers/0-summary.pdf"]
    assert sheet.text.count("Harbour Village") == 1
    (left, bottom), (title_left, title_bottom) = sheet.places["Mend the gate"], sheet.places[TITLE]
    assert left < 113 * MM < 123 * MM == pytest.approx(title_left, abs=3)
    assert title_bottom == pytest.approx(bottom, abs=10 * MM)
