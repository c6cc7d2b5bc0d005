"""The print edition: the same pages in inks; nothing is printed that was not chosen."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from kept_in_memory import LAID_OUT

from pipeline.cache import NoCache
from pipeline.editions.edition import Artefact
from pipeline.editions.workbench import Workbench
from pipeline.errors import CannotRunError, SourceError
from pipeline.house_style import Style, load_style
from pipeline.note import Note
from pipeline.press.pdf.printing.settings import CONDITIONS, find_profile
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

MM = 72 / 25.4


@pytest.fixture(scope="module")
def bench(real_note: Note) -> Iterator[Workbench]:
    if find_profile(CONDITIONS["fogra39"]) is None:
        pytest.skip(f"no profile for print: {CONDITIONS['fogra39'].source}")
    made = Workbench(real_note, load_style(built_in_styles()), LAID_OUT)
    yield made
    made.engine.close()


@pytest.fixture(scope="module")
def made(bench: Workbench) -> dict[str, Artefact]:
    return {artefact.path: artefact for artefact in bench.artefacts("print")}


@pytest.fixture(scope="module")
def artefacts(made: dict[str, Artefact]) -> dict[str, Artefact]:
    """The PDFs."""
    return {path: one for path, one in made.items() if one.media_type == "application/pdf"}


def texts(content: bytes) -> list[str]:
    """The words of each page, without what only the tagged PDF tells of hyphens and capitals."""
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return [
        re.sub(r"[\s\u2010\ufffe]+", "", page.get_textpage().get_text_range()).casefold()
        for page in document
    ]


def test_the_note_and_every_one_pager_are_printed(
    bench: Workbench, artefacts: dict[str, Artefact]
) -> None:
    slug = bench.note.slug
    one_pagers = [f"one-pagers/{t.number}-{t.id}-print.pdf" for t in bench.view.themes]
    assert list(artefacts) == [f"{slug}-print.pdf", *one_pagers]


def test_page_by_page_it_is_the_note_for_the_screen(
    bench: Workbench, artefacts: dict[str, Artefact]
) -> None:
    (screen,) = bench.artefacts("pdf")
    printed = artefacts[f"{bench.note.slug}-print.pdf"]
    # On right-hand pages words stand on the other side, and are read in another order.
    assert [sorted(page) for page in texts(printed.content)] == [
        sorted(page) for page in texts(screen.content)
    ]
    for one in bench.artefacts("one-pagers"):
        paper = artefacts[one.path.replace(".pdf", "-print.pdf")]
        assert texts(paper.content) == texts(one.content)


def test_all_colours_are_inks_of_the_style(
    bench: Workbench, artefacts: dict[str, Artefact]
) -> None:
    inks = {tuple(f"{ink:g}" for ink in inks) for inks in bench.style.inks().values()}
    for artefact in artefacts.values():
        used: Counter[str] = Counter()
        with pikepdf.open(io.BytesIO(artefact.content)) as pdf:
            for page in pdf.pages:
                for operands, operator in pikepdf.parse_content_stream(page):
                    if str(operator) in ("k", "K"):
                        assert tuple(f"{float(ink):g}" for ink in operands) in inks
                    if re.fullmatch("g|G|rg|RG|k|K|cs|CS|sc|SC|sh|BI", str(operator)):
                        used[str(operator)] += 1
        assert set(used) <= {"k", "K", "CS"}
        assert used["CS"] == len(texts(artefact.content))  # the marks, in all inks


def test_boxes_and_intent(artefacts: dict[str, Artefact]) -> None:
    for artefact in artefacts.values():
        with pikepdf.open(io.BytesIO(artefact.content)) as pdf:
            for page in pdf.pages:
                sizes = {
                    name: tuple(round(float(side) / MM, 2) for side in page[name])
                    for name in ("/TrimBox", "/BleedBox", "/MediaBox")
                }
                assert sizes == {
                    "/TrimBox": (0, 0, 210, 297),
                    "/BleedBox": (-3, -3, 213, 300),
                    "/MediaBox": (-11, -11, 221, 308),
                }
            (intent,) = pdf.Root.OutputIntents
            assert intent.S == "/GTS_PDFX"
            assert intent.DestOutputProfile.read_bytes()[16:20] == b"CMYK"


def test_every_pdf_has_a_ticket_that_fits_it(
    bench: Workbench, made: dict[str, Artefact], artefacts: dict[str, Artefact]
) -> None:
    assert len(made) == 2 * len(artefacts)
    for path, pdf in artefacts.items():
        ticket = json.loads(made[path.replace(".pdf", ".json")].content)
        assert ticket["file"] == path
        assert ticket["sha256"] == hashlib.sha256(pdf.content).hexdigest()
        assert ticket["pages"] == len(texts(pdf.content))
        assert (ticket["trim"], ticket["bleed"]) == ([210, 297], 3)
        assert ticket["condition"]["name"] == "FOGRA39"
        assert "Note Serif 400" in ticket["fonts"]


def test_without_the_profile_it_says_how_to_get_it(
    bench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS"):
        monkeypatch.setenv(name, str(tmp_path))
    other = Workbench(bench.note, bench.style, NoCache())
    with pytest.raises(CannotRunError) as raised:
        other.artefacts("print")
    assert "apt-get install" in raised.value.hint


def test_what_cannot_be_printed_stops_it_and_not_the_screen(minimal_note: Note) -> None:
    style = load_style(built_in_styles())
    files = {**style.files, "editions/print.css": style.files["editions/print.css"]
             + "\np { color: #123456 }"}  # fmt: skip
    bench = Workbench(minimal_note, Style(style.tokens, files, style.languages), LAID_OUT)
    assert bench.artefacts("pdf")
    with pytest.raises(SourceError) as raised:
        bench.artefacts("print")
    bench.engine.close()
    (finding,) = raised.value.findings
    assert finding.code == "N401"
    assert "#123456" in finding.message
    assert finding.place.path == "styles/editions/print.css"
    assert finding.place.text == "p { color: #123456 }"
