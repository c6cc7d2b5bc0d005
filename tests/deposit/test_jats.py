"""JATS: the whole note as an article, valid, and read back by pandoc."""

from __future__ import annotations

import json
from typing import Any

import pytest
from drawn_note import drawn_files
from kit_notes import kit_of
from lxml import etree
from validators.schemas import check_jats

from pipeline.load import load_files
from pipeline.note import Note
from pipeline.note.walk import blocks_below, headings_in
from pipeline.pandoc import run_pandoc

NOTES = (
    *("rich_note", "places_note", "authored_note", "minimal_note"),
    *("real_note", "sparse_note", "full_note"),
)
XLINK = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture(params=NOTES)
def note(request: pytest.FixtureRequest) -> Note:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def rich(rich_note: Note) -> Any:
    return etree.fromstring(kit_of(rich_note)["jats.xml"])


@pytest.mark.validator
def test_the_article_is_valid(note: Note) -> None:
    assert check_jats(kit_of(note)["jats.xml"]) == []


@pytest.mark.validator
def test_the_schema_refuses_what_is_wrong(rich_note: Note) -> None:
    broken = kit_of(rich_note)["jats.xml"].replace(b"<caption>", b"<captoin>")
    broken = broken.replace(b"</caption>", b"</captoin>")
    assert any("captoin" in error for error in check_jats(broken))


def test_every_reference_has_its_target(note: Note) -> None:
    root = etree.fromstring(kit_of(note)["jats.xml"])
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(root.xpath("//@rid")) <= set(ids)


def test_pandoc_reads_it_back(authored_note: Note) -> None:
    read = json.loads(run_pandoc(["--from=jats", "--to=json"], kit_of(authored_note)["jats.xml"]))
    said = json.dumps(read["meta"], ensure_ascii=False)
    words = run_pandoc(["--from=jats", "--to=plain"], kit_of(authored_note)["jats.xml"]).decode()
    assert "Ferreira" in said
    assert "2025-03-03" in said
    assert authored_note.metadata.title.split()[-1] in said
    heading = authored_note.themes[0].title[0]
    assert heading.text in words  # type: ignore[union-attr]


def test_facts_are_in_their_elements(rich: Any, rich_note: Note) -> None:
    data = rich_note.metadata
    assert rich.findtext(".//article-title") == data.title
    assert rich.findtext(".//article-id[@pub-id-type='doi']") == data.identifiers.doi
    assert rich.find(".//pub-date").get("iso-8601-date") == "2024-05-17"
    assert rich.findtext(".//journal-title") == "Notes on Small Rivers"
    assert rich.findtext(".//issue") == "7"
    assert [one.text for one in rich.iterfind(".//kwd")] == [*data.subjects, *data.jel]
    assert rich.find(".//license").get(XLINK) == "https://creativecommons.org/licenses/by/4.0/"


def test_authors_have_their_identifiers(authored_note: Note) -> None:
    root = etree.fromstring(kit_of(authored_note)["jats.xml"])
    first, second, third, group = root.iterfind(".//contrib")
    assert first.findtext("contrib-id") == "https://orcid.org/0000-0002-1825-0097"
    assert (first.get("corresp"), first.findtext("name/surname")) == ("yes", "Ferreira")
    assert [one.text for one in second.iterfind("name-alternatives/string-name")] == ["刘伟"]
    assert group.findtext("collab") == "Working Group on Fares"
    affiliations = {one.get("id"): one for one in root.iterfind(".//aff")}
    assert len(affiliations) == 3
    own = [affiliations[one.get("rid")] for one in first.iterfind("xref")]
    assert own[0].findtext(".//institution-id") == "https://ror.org/05mkxyz10"
    assert third.find("xref").get("rid") == own[1].get("id")


def test_blocks_are_what_they_are(rich: Any, rich_note: Note) -> None:
    blocks = [block for one in headings_in(rich_note) for block in blocks_below(one.blocks)]
    for kind, path in (
        ("box", "//boxed-text"),
        ("recommendation", "//statement[@content-type='recommendation']"),
        ("quotation", "//disp-quote"),
        ("table", "//table-wrap"),
        ("figure", "//fig | //inline-graphic[@content-type='decorative']"),
    ):
        assert len(rich.xpath(path)) == sum(block.kind == kind for block in blocks), kind
    assert rich.findtext(".//disp-formula/alternatives/tex-math") == "h = s + m"
    assert rich.find(".//disp-formula").get("id") == "eq-height"
    math = rich.find(".//disp-formula//{http://www.w3.org/1998/Math/MathML}math")
    assert math.prefix == "mml"
    assert len(math)


def test_numbers_and_notes_are_told(rich: Any) -> None:
    assert rich.findtext(".//boxed-text[@id='box-gate']/label")
    lettered = rich.find(".//boxed-text[@id='box-gate']/fn-group/fn")
    assert lettered.findtext("label") == "a"
    call = rich.find(f".//xref[@rid='{lettered.get('id')}']")
    assert call.get("ref-type") == "table-fn"
    numbered = rich.findall("back/fn-group/fn")
    calls = rich.xpath("//xref[@ref-type='fn']/@rid")
    assert [one.get("id") for one in numbered] == calls


def test_merged_cells_keep_their_spans() -> None:
    root = etree.fromstring(kit_of(load_files("drawn", drawn_files()))["jats.xml"])
    (table,) = root.xpath("//table-wrap[@id='costs']/table")
    spans = [
        (cell.text, cell.get("colspan"), cell.get("rowspan"))
        for cell in table.xpath("thead//th[@colspan or @rowspan]")
    ]
    assert ("Village", None, "2") in spans
    assert ("Paid, in thousands", "2", None) in spans
    assert table.xpath("string(tbody//*[@rowspan='2' and @scope='row'])") == "Upper"
