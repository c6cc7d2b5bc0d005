"""Numbers of recommendations on one-pagers: letters stand beside them, words above."""

from __future__ import annotations

import pypdfium2
import pytest
from kept_in_memory import PARSED

from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load import load_files
from pipeline.note import Note
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

TEXT = "Mend the gate before the spring."
THEME = f"# Water {{#water}}\n\n::: {{.recommendation #gate}}\n{TEXT}\n:::\n"


def box(page: pypdfium2.PdfTextPage, words: str) -> tuple[float, float, float, float]:
    """Where words are seen for the last time: left, bottom, right and top in pt."""
    place, found = None, page.search(words)
    while (one := found.get_next()) is not None:
        place = one
    assert place is not None, words
    boxes = [page.get_charbox(place[0] + n) for n in range(place[1])]
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


@pytest.mark.parametrize(
    ("language", "label"), [("en-GB", "R1"), ("vi", "KN1"), ("zh-Hans", "建议1")]
)
def test_a_number_does_not_stand_in_its_text(minimal_note: Note, language: str, label: str) -> None:
    facts = minimal_note.files["note.yaml"].replace(b"en-GB", language.encode())
    files = {path: data for path, data in minimal_note.files.items() if path[:5] != "text/"}
    text = {"note.yaml": facts, "text/1-water.md": THEME.encode()}
    note = load_files("water", {**files, **text}, PARSED)
    with Workbench(note, load_style(built_in_styles()), PARSED) as bench:
        (made,) = bench.artefacts("one-pagers")
    page = pypdfium2.PdfDocument(made.content)[0].get_textpage()
    number, words = box(page, label), box(page, TEXT)
    if label == "R1":
        assert number[2] < words[0]
    else:
        assert number[1] > words[3]
        assert number[0] == pytest.approx(words[0], abs=3)
