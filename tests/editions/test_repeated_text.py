"""Text that is repeated, on one-pagers and in lists: its links, formulas and abbreviations."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from io import BytesIO, StringIO

import pikepdf
import pypdfium2
import pytest
from kept_in_memory import LAID_OUT
from pdf_reader import read_tagged

from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load import load_files
from pipeline.note import Note
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

WEB = "https://rivers.example/short/"
SUMMARY = """# Summary {#summary}

A mean of $x_1 < 2$ is low for the NGO.[^low]

[^low]: For now.

::: {.recommendation #keep to="NGO"}
Keep $x_1 < 2$, as [the wall](#wall) and [](#fa) show, NGO or not.
:::
"""
FIRST = """# The wall {#wall}

## Who keeps it? {#keeps}

The NGO keeps it. [A key with [](#fa) and the NGO.]{.key}
[See [the figure](#fa) of the wall.]{.pull}

![A gate.](figures/river.svg "The gate"){#fa}
"""
SECOND = """# The mean {#mean}

The mean $x_1 < 2$ is low.

It is $\\frac{1}{2}$ for [the wall](#wall). [It stays low.]{.pull}
"""
LISTED = "NGO: body outside the state\n"


def note_of(minimal: Note, web_address: str) -> Note:
    files = {path: data for path, data in minimal.files.items() if not path.startswith("text/")}
    texts = {"summary": SUMMARY, "1-wall": FIRST, "2-mean": SECOND}
    files |= {f"text/{name}.md": text.encode() for name, text in texts.items()}
    files["abbreviations.yaml"] = LISTED.encode()
    head = [line for line in files["note.yaml"].decode().splitlines() if "web_address" not in line]
    head += [f"web_address: {web_address}"] if web_address else []
    files["note.yaml"] = ("\n".join(head) + "\n").encode()
    return load_files("short", files)


def built(note: Note) -> Mapping[str, bytes]:
    bench = Workbench(note, load_style(built_in_styles()), LAID_OUT)
    try:
        made = (*bench.artefacts("one-pagers"), *bench.artefacts("web"))
    finally:
        bench.engine.close()
    return {one.path.removeprefix("one-pagers/"): one.content for one in made}


def one_pagers(outputs: Mapping[str, bytes]) -> Mapping[str, bytes]:
    return {path: one for path, one in outputs.items() if path.endswith(".pdf")}


@pytest.fixture(scope="module")
def linked(minimal_note: Note) -> Mapping[str, bytes]:
    return built(note_of(minimal_note, WEB))


@pytest.fixture(scope="module")
def alone(minimal_note: Note) -> Mapping[str, bytes]:
    return built(note_of(minimal_note, ""))


def text_of(content: bytes) -> str:
    page = pypdfium2.PdfDocument(content)[0]
    return " ".join(page.get_textpage().get_text_bounded().split())


def addresses(content: bytes) -> set[str]:
    """Where the links of a one-pager lead, its own address left aside."""
    with pikepdf.open(BytesIO(content)) as pdf:
        found = {str(one.A.URI) for one in pdf.pages[0].get("/Annots", [])}
    return {one for one in found if "#" in one}


def alternatives(content: bytes) -> list[str]:
    root = read_tagged(content).root
    return [str(one.keys["/Alt"]) for one in root.all("Formula")]


def test_links_into_the_note_lead_to_its_web_edition(linked: Mapping[str, bytes]) -> None:
    assert addresses(linked["0-summary.pdf"]) == {f"{WEB}#wall", f"{WEB}#fa"}
    assert addresses(linked["1-wall.pdf"]) == {f"{WEB}#wall", f"{WEB}#fa"}
    assert addresses(linked["2-mean.pdf"]) == {f"{WEB}#mean", f"{WEB}#wall"}


def test_without_a_web_edition_only_their_words_are_set(alone: Mapping[str, bytes]) -> None:
    assert [addresses(one) for one in one_pagers(alone).values()] == [set(), set(), set()]
    assert "A key with Figure 1 and the" in text_of(alone["1-wall.pdf"])
    assert "See the figure of the wall." in text_of(alone["1-wall.pdf"])
    assert "as the wall and Figure 1 show" in text_of(alone["0-summary.pdf"])


def test_formulas_are_drawn_and_said(linked: Mapping[str, bytes]) -> None:
    mean, half = "x sub 1 is less than 2", "the fraction 1 over 2, end of fraction,"
    assert alternatives(linked["0-summary.pdf"]) == [mean, mean]
    assert alternatives(linked["2-mean.pdf"]) == [mean, half]
    for one in one_pagers(linked).values():
        assert "x_1" not in text_of(one)
        assert "frac" not in text_of(one)


def test_a_description_says_formulas_in_words(linked: Mapping[str, bytes]) -> None:
    with pikepdf.open(BytesIO(linked["2-mean.pdf"])) as pdf:
        assert str(pdf.docinfo["/Subject"]) == "The mean x sub 1 is less than 2 is low."


def test_each_writes_out_its_own_first_uses(linked: Mapping[str, bytes]) -> None:
    summary, wall = text_of(linked["0-summary.pdf"]), text_of(linked["1-wall.pdf"])
    written = "body outside the state (NGO)"
    assert f"is low for the {written}." in summary
    assert "show, NGO or not." in summary
    assert f"Figure 1 and the {written}." in wall
    assert summary.count(written) == wall.count(written) == 1


def test_lists_on_the_web_have_no_link_in_a_link(linked: Mapping[str, bytes]) -> None:
    page = linked["web/index.html"].decode()
    messages = re.findall(r'<li><a href="#key-[^>]*>(.*?)</li>', page)
    assert [re.sub("<[^>]*>", "", one) for one in messages] == [
        "A key with Figure\u00a01 and the NGO."
    ]
    assert [one.count("<a ") for one in messages] == [0]
    (recommended,) = re.findall(r'<a href="#keep">(.*?)</li>', page)
    assert recommended.count("<a ") == 0
    assert "<math><mrow><msub>" in recommended
    quotes = re.findall(r'<blockquote class="pull-quote".*?</blockquote>', page)
    assert len(quotes) == 2
    assert not any("<a " in one for one in quotes)


def test_data_say_formulas_in_words(linked: Mapping[str, bytes]) -> None:
    (row,) = csv.DictReader(StringIO(linked["web/data/recommendations.csv"].decode("utf-8-sig")))
    assert row["recommendation"].startswith("Keep x sub 1 is less than 2, as the wall")
