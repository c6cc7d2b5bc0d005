"""What a screen reader goes through, as a text that a person can read: roles, words, links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from kept_in_memory import LAID_OUT
from pdf_reader import Element, Reading, read_tagged
from structure_text import structure_text

from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).parents[1] / "golden/structure"


@pytest.fixture(scope="module")
def bench(rich_note: Note) -> Iterator[Workbench]:
    made = Workbench(rich_note, load_style(built_in_styles()), LAID_OUT)
    yield made
    made.engine.close()


@pytest.fixture(scope="module")
def reading(bench: Workbench) -> Reading:
    (artefact,) = bench.artefacts("pdf")
    return read_tagged(artefact.content)


def test_the_structure_of_a_note_of_every_kind(
    reading: Reading, pytestconfig: pytest.Config
) -> None:
    compare(structure_text(reading.root), "rich.txt", pytestconfig)


def test_the_structure_of_a_one_pager(bench: Workbench, pytestconfig: pytest.Config) -> None:
    pages = {one.path: one.content for one in bench.artefacts("one-pagers")}
    reading = read_tagged(pages["one-pagers/1-floods.pdf"])
    compare(structure_text(reading.root), "rich-1-floods.txt", pytestconfig)


def compare(text: str, name: str, config: pytest.Config) -> None:
    """Compare a text with its golden file, or write it anew."""
    golden = GOLDEN / name
    if config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_calls_and_notes_lead_to_one_another(reading: Reading) -> None:
    notes = {str(note.keys["/ID"])[6:]: note for note in reading.root.all("Note")}
    called = {
        str(link.links[0].Dest): link
        for reference in reading.root.all("Reference")
        for link in reference.all("Link")
        if link.links and str(link.links[0].Dest) in notes
    }
    assert called.keys() == notes.keys() != set()
    names = list(reading.pdf.Root.Names.Dests.Names)
    places = dict(zip(map(str, names[::2]), names[1::2], strict=True))
    for name, note in notes.items():
        back = note.all("Lbl")[0].all("Link")[0].links[0]
        assert str(back.Dest) == f"{name}-call"
        page, _, left, top, _ = places[f"{name}-call"]
        call = called[name].links[0]
        assert call.objgen in [one.objgen for one in page.Annots]
        x, _, _, y = map(float, call.Rect)
        assert (float(left), float(top)) == pytest.approx((x, y), abs=8)


def test_no_note_is_read_within_a_sentence(reading: Reading) -> None:
    within = [element for element in reading.root.all("P", "Link", "Span") if element.all("Note")]
    assert within == []


def test_whole_lines_of_the_contents_can_be_clicked(reading: Reading) -> None:
    (contents,) = [one for one in reading.root.all("TOC") if len(one.kids) > 5]
    entries = [one for one in contents.kids if isinstance(one, Element)]
    sides = {tuple(map(float, one.all("Link")[0].links[0].Rect))[::2] for one in entries}
    ((left, right),) = sides
    width = float(reading.pdf.pages[0].MediaBox[2])
    assert right - left > width * 0.75
    assert all(one.all("Link")[0].text.rstrip()[-1].isdigit() for one in entries)


def test_figures_have_their_captions_and_the_imprint_has_no_headings(reading: Reading) -> None:
    captions = [one for one in reading.root.all("Caption") if one.text.lower().startswith("figure")]
    inside = [one for figure in reading.root.all("Figure") for one in figure.all("Caption")]
    assert captions == inside != []
    assert "Imprint" not in {one.text.capitalize() for one in reading.root.all("H2")}
    with reading.pdf.open_outline() as outline:
        imprint = next(one for one in outline.root if one.title == "Imprint")
        assert list(imprint.children) == []
