"""The PDF of a note: all of its text, tagged, with bookmarks, links and its own source."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from kept_in_memory import LAID_OUT
from note_text import below_panels, footnotes_written, squeezed, written
from pdf_reader import Element, Reading, read_tagged
from validators.verapdf import check_pdf

from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.note.replacing import replace_inlines
from pipeline.note.text import Block, Box, Figure, Footnote, Formula, Reference, Table, Text
from pipeline.note.walk import blocks_below, headings_in, lettered_notes_of, plain
from pipeline.press.parts.page_start import PageStart
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
BREAK = "\0"
BUILD = """
import hashlib, json, sys
from pathlib import Path
from pipeline.cache import NoCache
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load import load_note
from pipeline.workspace import built_in_styles
bench = Workbench(load_note(Path(sys.argv[1])), load_style(built_in_styles()), NoCache())
found = {a.path: hashlib.sha256(a.content).hexdigest() for a in bench.artefacts("pdf")}
print(json.dumps(found))
bench.engine.close()
"""


@pytest.fixture(scope="module", params=["rich_note", "real_note"])
def bench(request: pytest.FixtureRequest) -> Iterator[Workbench]:
    note = request.getfixturevalue(request.param)
    made = Workbench(note, load_style(built_in_styles()), LAID_OUT)
    yield made
    made.engine.close()


@pytest.fixture(scope="module")
def content(bench: Workbench) -> bytes:
    (artefact,) = bench.artefacts("pdf")
    assert artefact.path == f"{bench.note.slug}.pdf"
    return artefact.content


@pytest.fixture(scope="module")
def reading(content: bytes) -> Reading:
    return read_tagged(content)


def test_emphasis_is_seen_in_the_sans(bench: Workbench, content: bytes) -> None:
    named = {
        str(font.BaseFont).partition("+")[2]
        for page in pikepdf.open(io.BytesIO(content)).pages
        for font in page.Resources.get("/Font", {}).values()
    }
    assert any("Sans" in name and "Italic" in name for name in named) == (bench.note.slug == "rich")


def found_headings(root: Element) -> list[Element]:
    return root.all("H1", "H2", "H3", "H4", "H5", "H6")


def destinations(pdf: pikepdf.Pdf) -> dict[str, int]:
    """Return the page, from 1, of every named destination."""
    pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    names = list(pdf.Root.Names.Dests.Names)
    return {
        str(name): pages[place[0].objgen]
        for name, place in zip(names[::2], names[1::2], strict=True)
    }


def test_layout_and_style_are_without_findings(bench: Workbench) -> None:
    assert bench.paged.findings == ()


def running_text(element: Element) -> str:
    """Return text without footnotes, their calls, and labels of lists."""
    return "".join(
        running_text(kid) if isinstance(kid, Element) else kid
        for kid in element.kids
        if isinstance(kid, str)
        or (isinstance(kid, Element) and kid.role not in ("Note", "Reference", "Lbl"))
    ).replace("\xad", "")


def test_the_text_is_whole_and_in_order(bench: Workbench, reading: Reading) -> None:
    note = bench.note
    text = squeezed(running_text(reading.root))
    place = 0
    for heading, below in (pair for part in note.parts for pair in below_panels(part)):
        blocks = replace_inlines(below, parted)
        for wanted in (squeezed(plain(heading.title)), *stretches(blocks)):
            assert wanted in text[place:]
            place = text.index(wanted, place) + len(wanted)


def stretches(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the text of blocks as far as no label, formula or page of a reference stands in it."""
    for block in blocks:
        if isinstance(block, Box):
            yield squeezed(plain(block.title))
            yield from stretches(block.blocks)
        else:
            yield from written((block,)).split(BREAK)


def parted(inline: Any) -> Any:
    """A break for a formula, which is drawn, and for a reference; any other inline as it is."""
    return Text(text=BREAK) if isinstance(inline, Formula | Reference) else inline


def test_footnotes_are_whole(bench: Workbench, reading: Reading) -> None:
    note = bench.note
    parts = headings_in(note)
    wanted = "".join(footnotes_written(part.blocks) for part in parts)
    notes = reading.root.all("Note")
    told = squeezed("".join(running_text(one) for one in notes if not is_lettered(one)))
    assert told.replace("–", "") == wanted.replace("–", "")  # dashes mark items of lists
    assert wanted


def test_lettered_notes_begin_with_their_letter(bench: Workbench, reading: Reading) -> None:
    lettered = [note for one in headings_in(bench.note) for note in notes_below(one.blocks)]
    told = [one for one in reading.root.all("Note") if is_lettered(one)]
    assert [squeezed(running_text(one)) for one in told] == [
        written(note.blocks) for note in lettered
    ]
    calls = [one for one in reading.root.all("Reference") if one.text.strip().isalpha()]
    assert [len(one.all("Link")) for one in calls] == [1] * len(lettered)


def notes_below(blocks: Iterable[Block]) -> Iterator[Footnote]:
    """Yield the notes of boxes, figures and tables, in reading order."""
    for block in blocks_below(blocks):
        if isinstance(block, Box | Figure | Table):
            yield from lettered_notes_of(block)


def is_lettered(note: Element) -> bool:
    """Whether a note begins with a letter and not with a number."""
    label = next((kid for kid in note.kids if isinstance(kid, Element) and kid.role == "Lbl"), None)
    return label is not None and label.text.strip().isalpha()


def test_no_heading_is_skipped(reading: Reading) -> None:
    levels = [int(heading.role[1]) for heading in found_headings(reading.root)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_everything_painted_is_tagged_or_an_artifact(reading: Reading) -> None:
    assert reading.unused == []
    assert sum(len(page.tagged) for page in reading.pages) > 100


def test_pull_quotes_are_said_once(
    bench: Workbench, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = squeezed(reading.root.text)
    artifacts = squeezed("".join("".join(page.artifacts) for page in reading.pages))
    pulls = [pull for theme in bench.view.themes for pull in theme.pulls]
    assert pulls
    for pull in pulls:
        words = squeezed(plain(pull.inlines))
        assert text.count(words) == 1
    unset = [pull for pull in pulls if squeezed(plain(pull.inlines)) not in artifacts]
    monkeypatch.setattr(bench, "tells_remarks", True)
    assert len(unset) <= [one.code for one in bench.findings].count("N321")
    assert len(unset) < len(pulls) / 2


def test_chinese_is_told_to_be_chinese(bench: Workbench, reading: Reading) -> None:
    def walk(element: Element, language: str) -> Iterator[tuple[str, str]]:
        language = str(element.keys.get("/Lang", language))
        for kid in element.kids:
            if isinstance(kid, Element):
                yield from walk(kid, language)
            elif isinstance(kid, str):
                yield language, kid

    for language, text in walk(reading.root, bench.note.metadata.language):
        assert bool(re.search(r"[\u4e00-\u9fff]", text)) <= language.startswith("zh"), text


def test_bookmarks_go_down_to_the_topics(bench: Workbench, reading: Reading) -> None:
    def walk(items: Any) -> Iterator[tuple[str, Any]]:
        item = items.get("/First")
        while item is not None:
            yield squeezed(str(item.Title)), item
            yield from walk(item)
            item = item.get("/Next")

    found = dict(walk(reading.pdf.Root.Outlines))
    pages = {page.objgen: number for number, page in enumerate(reading.pdf.pages, 1)}
    for theme in bench.view.themes:
        assert squeezed(f"{theme.numeral}{theme.plain_title}") in found
        for question in theme.questions:
            title = squeezed(f"{question.number}{plain(question.title)}")
            assert pages[found[title].Dest[0].objgen] == bench.paged.pages[question.id]
            for topic in question.topics:
                entry = found[squeezed(plain(topic.title))]
                assert pages[entry.Dest[0].objgen] == bench.paged.pages[topic.id]
                assert squeezed(str(entry.Parent.Title)) == title


def test_every_link_lands_on_its_page(bench: Workbench, reading: Reading) -> None:
    places = destinations(reading.pdf)
    # A note leads back to its call, which no edition without pages links to.
    pages = dict(bench.paged.pages)
    named = {
        name: page for name, page in places.items() if name in pages or not name.endswith("-call")
    }
    assert named == pages
    links = 0
    for page in reading.pdf.pages:
        for annotation in page.get("/Annots", []):
            assert str(annotation.Contents)
            if "/Dest" in annotation:
                assert str(annotation.Dest) in places
                links += 1
            else:
                assert re.match(r"(https?://|mailto:)", str(annotation.A.URI))
                assert "notepress.invalid" not in str(annotation.A.URI)
    assert links >= len(bench.view.themes)


def test_the_contents_give_the_pages_that_links_lead_to(bench: Workbench, reading: Reading) -> None:
    contents = reading.root.all("TOC")[0]
    checked = 0
    for item in contents.all("Reference"):
        (link,) = item.all("Link")
        target = str(link.links[0].Dest)
        number = re.search(r"(\d+)\s*$", item.text)
        assert number is not None
        assert int(number.group(1)) == bench.paged.pages[target]
        checked += 1
    assert checked > len(bench.view.themes)


def test_printed_folios_are_page_numbers(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert [page.label for page in pdf.pages] == [
            str(number) for number in range(1, len(pdf.pages) + 1)
        ]


def test_every_page_start_is_at_the_top_of_its_page(bench: Workbench, content: bytes) -> None:
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    starts: dict[str, PageStart] = {start.label: start for start in bench.paged.starts}
    assert len(starts) >= len(document) - 1
    for label, start in starts.items():
        assert bench.paged.pages[start.anchor] <= int(label) <= len(document)
        if start.offset == 0 and bench.paged.pages[start.anchor] != int(label):
            pytest.fail(f"page {label} does not begin with {start.anchor}")


def test_the_source_comes_out_again(bench: Workbench, content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        archive = pdf.attachments["source.zip"].get_file().read_bytes()
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        assert {name: files.read(name) for name in files.namelist()} == dict(bench.note.files)


def test_another_process_folder_hash_seed_locale_and_time_zone_give_the_same_bytes(
    tmp_path: Path, rich_note: Note
) -> None:
    here = ROOT / "tests/notes/rich"
    there = shutil.copytree(here, tmp_path / "elsewhere" / "rich")
    builds = []
    for folder, seed, zone, locale in (
        (here, "1", "UTC", "C"),
        (there, "2", "Asia/Tokyo", "C.UTF-8"),
    ):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        done = subprocess.run(
            [sys.executable, "-c", BUILD, str(folder)],
            env={**environment, "PYTHONPATH": str(ROOT)},
            cwd=folder,
            capture_output=True,
            check=True,
        )
        builds.append(json.loads(done.stdout))
    assert builds[0] == builds[1]
    made = Workbench(rich_note, load_style(built_in_styles()), LAID_OUT)
    (artefact,) = made.artefacts("pdf")
    made.engine.close()
    assert builds[0] == {artefact.path: hashlib.sha256(artefact.content).hexdigest()}


@pytest.mark.validator
def test_it_conforms_to_ua1_and_a3a(tmp_path: Path, bench: Workbench) -> None:
    files = []
    for artefact in (*bench.artefacts("pdf"), *bench.artefacts("one-pagers")):
        files.append(tmp_path / artefact.path.replace("/", "-"))
        files[-1].write_bytes(artefact.content)
    for profile in ("ua1", "3a"):
        assert [check_pdf(file, profile) for file in files] == [[] for _ in files]
