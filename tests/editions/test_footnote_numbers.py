"""A note whose style numbers footnotes on each page anew, in editions with and without pages."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from kept_in_memory import LAID_OUT
from pdf_reader import read_tagged
from read_words import CONTROLS
from validators.verapdf import check_pdf

from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load import load_note
from pipeline.press.pdf.joining.standards import UA2_AND_A4F
from pipeline.press.pdf.printing.settings import CONDITIONS, find_profile
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

NOTES = Path(__file__).parent.parent / "notes"
COUNT = 14
SENTENCE = "The gates are opened in turn, and the hours of each village are written in a book. "


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """A note with fourteen footnotes on several pages of one theme."""
    folder = tmp_path_factory.mktemp("numbered")
    shutil.copytree(NOTES / "minimal", folder / "note")
    theme = folder / "note/text/2-other-points.md"
    paragraphs = [f"{SENTENCE * 6}So says number{n}.[^n{n}]" for n in range(1, COUNT + 1)]
    notes = [f"[^n{n}]: The book of number{n}." for n in range(1, COUNT + 1)]
    theme.write_text("\n\n".join([theme.read_text("utf-8"), *paragraphs, *notes, ""]), "utf-8")
    (folder / "style").mkdir()
    (folder / "style/tokens.css").write_text(":root { --footnote-numbers: page }", "utf-8")
    style = load_style(built_in_styles(), folder / "style")
    with Workbench(load_note(folder / "note"), style, LAID_OUT) as made:
        yield made


def read(content: bytes) -> list[tuple[list[tuple[int, int]], list[tuple[int, int]]]]:
    """The number of each call and each note of a page, with the word by which it is known."""
    found = []
    for page in pypdfium2.PdfDocument(io.BytesIO(content)):
        text = page.get_textpage().get_text_range()
        calls = re.findall(r"says\s+number(\d+)\.\s*(\d+)", text)
        notes = re.findall(r"(\d+)\s*The\s+book\s+of\s+number(\d+)\.", text)
        if calls or notes:
            known = [(int(number), int(word)) for word, number in calls]
            found.append((known, [(int(number), int(word)) for number, word in notes]))
    return found


def test_every_page_counts_its_own_notes(bench: Workbench, tmp_path: Path) -> None:
    (made,) = bench.artefacts("pdf")
    pages = read(made.content)
    assert [word for calls, _ in pages for _, word in calls] == list(range(1, COUNT + 1))
    number_of = {word: number for calls, _ in pages for number, word in calls}
    for calls, notes in pages:
        assert [number for number, _ in calls] == [*range(1, len(calls) + 1)]
        assert [number for number, _ in notes] == [*range(1, len(notes) + 1)]
        assert all(number_of[word] == number for number, word in notes)
    assert len(pages) > 2
    file = tmp_path / "note.pdf"
    file.write_bytes(made.content)
    assert check_pdf(file, "ua1") == check_pdf(file, "3a") == []

    reading = read_tagged(made.content)
    said = [note.text for note in reading.root.all("Note") if "number" in note.text]
    assert [int(text.partition("The")[0]) for text in said] == [
        number for _, notes in pages for number, _ in notes
    ]


def test_in_print_they_have_the_same_numbers(bench: Workbench) -> None:
    if find_profile(CONDITIONS["fogra39"]) is None:
        pytest.skip(f"no profile for print: {CONDITIONS['fogra39'].source}")
    (screen,) = bench.artefacts("pdf")
    made = {one.path: one.content for one in bench.artefacts("print")}
    assert read(made[f"{bench.note.slug}-print.pdf"]) == read(screen.content)


def test_an_edition_without_pages_counts_through_the_theme(bench: Workbench) -> None:
    web = {one.path: one.content for one in bench.artefacts("web")}
    page = web["web/index.html"].decode()
    numbers = re.findall(r'says number\d+\.<a class="footnote-call"[^>]*>(\d+)</a>', page)
    assert [int(number) for number in numbers] == list(range(1, COUNT + 1))


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The same in Arabic, in Arabic-Indic digits and with a structure tree of PDF 2.0."""
    folder = tmp_path_factory.mktemp("arabic")
    shutil.copytree(NOTES / "arabic", folder / "note")
    theme = folder / "note/text/2-sharing.md"
    sentence = "تُفتح البوابات بالتناوب، وتُكتب ساعات كل قرية في دفتر. "
    paragraphs = [f"{sentence * 6}[^n{n}]" for n in range(1, COUNT + 1)]
    notes = [f"[^n{n}]: كتاب القرية." for n in range(1, COUNT + 1)]
    theme.write_text("\n\n".join([theme.read_text("utf-8"), *paragraphs, *notes, ""]), "utf-8")
    (folder / "style").mkdir()
    tokens = "--footnote-numbers: page; --digits: arabic-indic; --pdf-standard: ua-2+a-4f"
    (folder / "style/tokens.css").write_text(f":root {{ {tokens} }}", "utf-8")
    style = load_style(built_in_styles(), folder / "style")
    with Workbench(load_note(folder / "note"), style, LAID_OUT) as made:
        (artefact,) = made.artefacts("pdf")
    return artefact.content


def test_in_arabic_they_have_the_digits_of_the_note_and_stand_at_the_right(arabic: bytes) -> None:
    reading = read_tagged(arabic)
    pages = {page.objgen: number for number, page in enumerate(reading.pdf.pages)}
    references = [one for one in reading.root.all("Reference") if "/Ref" in one.keys]
    calls = {str(one.keys["/Ref"][0].get("/ID")): one for one in references}
    counted: dict[int, list[int]] = {}
    edges: dict[int, set[int]] = {}
    for note in reading.root.all("FENote"):
        (link,) = note.all("Lbl")[0].all("Link")
        number = link.text.translate(CONTROLS).strip()
        if not number.isdecimal():
            continue  # It is the letter of a note of a box.
        assert set(number) <= set("٠١٢٣٤٥٦٧٨٩")
        call = calls[str(note.keys["/ID"])]
        assert call.text.translate(CONTROLS).strip() == number
        (area,) = link.links
        assert str(area.Contents).partition(":")[0] == number
        page = pages[link.keys["/Pg"].objgen]
        counted.setdefault(page, []).append(int(number))
        edges.setdefault(page, set()).add(round(float(area.Rect[2])))
    assert sum(map(len, counted.values())) > COUNT
    assert max(map(len, counted.values())) >= 4
    for numbers in counted.values():
        assert numbers == [*range(1, len(numbers) + 1)]
    assert {len(found) for found in edges.values()} == {1}


@pytest.mark.validator
def test_in_arabic_they_conform_to_the_second_standard(arabic: bytes, tmp_path: Path) -> None:
    (tmp_path / "note.pdf").write_bytes(arabic)
    for flavour in UA2_AND_A4F.flavours:
        assert check_pdf(tmp_path / "note.pdf", flavour) == [], flavour
