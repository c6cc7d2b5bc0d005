"""The deposit for Crossref, valid by its schema, and read back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from kit_notes import facts_of, kit_of, with_data
from lxml import etree
from validators.schemas import check_crossref

from pipeline.deposit.crossref import lacking_for_crossref, write_crossref
from pipeline.note import Note

pytestmark = pytest.mark.slow

IN = {
    "c": "http://www.crossref.org/schema/5.5.0",
    "ai": "http://www.crossref.org/AccessIndicators.xsd",
    "fr": "http://www.crossref.org/fundref.xsd",
    "rel": "http://www.crossref.org/relations.xsd",
    "jats": "http://www.ncbi.nlm.nih.gov/JATS1",
}


def deposit(note: Note) -> Any:
    return etree.fromstring(kit_of(note)["crossref.xml"])


@pytest.mark.validator
@pytest.mark.parametrize("name", ["rich_note", "full_note", "full_authored_note"])
def test_the_deposit_is_valid(name: str, request: pytest.FixtureRequest) -> None:
    assert check_crossref(kit_of(request.getfixturevalue(name))["crossref.xml"]) == []


@pytest.mark.validator
def test_a_date_of_less_than_a_day_is_valid(full_note: Note) -> None:
    # So is one outside a series, where relations have another place.
    note = with_data(full_note, date_precision="month", series=None)
    assert check_crossref(kit_of(note)["crossref.xml"]) == []
    assert deposit(note).xpath("count(//c:publication_date/*)", namespaces=IN) == 2


@pytest.mark.validator
def test_the_schema_refuses_what_is_wrong(full_note: Note) -> None:
    content = kit_of(full_note)["crossref.xml"]
    for right, wrong in ((b"10.5555/", b"11.5555/"), (b"titles>", b"title>")):
        assert check_crossref(content.replace(right, wrong)) != []


def test_facts_are_read_back(full_note: Note) -> None:
    root = deposit(full_note)
    one = {
        "title": "string(//c:report-paper_series_metadata/c:titles/c:title)",
        "subtitle": "string(//c:subtitle)",
        "doi": "string(//c:doi_data/c:doi)",
        "resource": "string(//c:doi_data/c:resource)",
        "licence": "string(//ai:license_ref)",
        "series": "string(//c:series_metadata//c:title)",
        "number": "string(//c:identifier[@id_type='report-number'])",
        "version": "string(//c:version_info/c:version)",
        "moment": "string(//c:head/c:timestamp)",
        "language": "string(//@language)",
    }
    assert {name: root.xpath(path, namespaces=IN) for name, path in one.items()} == {
        "title": full_note.metadata.title,
        "subtitle": full_note.metadata.subtitle,
        "doi": "10.5555/rivers.8",
        "resource": full_note.metadata.web_address,
        "licence": "https://creativecommons.org/licenses/by/3.0/igo/",
        "series": "Notes on Small Rivers",
        "number": "ST/ESA/378",
        "version": "3",
        "moment": "20240517000002",
        "language": "en",
    }
    isbns = root.xpath("//c:isbn/text()", namespaces=IN)
    assert isbns == ["978-92-1-101428-0", "978-92-1-003114-4", "978-92-1-358319-7"]
    assert root.xpath("//c:issn/text()", namespaces=IN) == ["0378-5955", "2049-3630"]
    date = root.xpath("//c:publication_date/*/text()", namespaces=IN)
    assert date == ["05", "17", "2024"]
    kinds = root.xpath("//c:item/c:resource/@mime_type", namespaces=IN)
    assert kinds == ["application/pdf", "application/epub+zip", "text/markdown"]


@pytest.mark.parametrize(
    ("precision", "start"), [("day", ["2024-05-17"]), ("month", []), ("year", [])]
)
def test_a_licence_begins_on_no_day_that_is_made_up(
    precision: str, start: list[str], full_note: Note
) -> None:
    root = deposit(with_data(full_note, date_precision=precision))
    assert root.xpath("//ai:license_ref/@start_date", namespaces=IN) == start


def test_authors_are_read_back(full_authored_note: Note) -> None:
    root = deposit(full_authored_note)
    people = root.xpath("//c:person_name", namespaces=IN)
    names = [one.xpath("string(c:surname)", namespaces=IN) for one in people]
    assert names == ["Ferreira", "Liu", "van der Brook"]
    assert people[0].xpath("string(c:ORCID)", namespaces=IN) == (
        "https://orcid.org/0000-0002-1825-0097"
    )
    rors = people[0].xpath(".//c:institution_id/text()", namespaces=IN)
    assert rors == ["https://ror.org/05mkxyz10"]
    groups = root.xpath("//c:organization/text()", namespaces=IN)
    assert groups == ["Working Group on Fares"]
    sequence = root.xpath("//c:contributors/*/@sequence", namespaces=IN)
    assert sequence == ["first", "additional", "additional", "additional"]


def test_funders_are_read_back(full_note: Note) -> None:
    groups = deposit(full_note).xpath("//fr:assertion[@name='fundgroup']", namespaces=IN)
    said = [
        {one.get("name"): (one.text or "").strip() for one in group.iterdescendants()}
        for group in groups
    ]
    assert said == [
        {
            "funder_name": "River Fund",
            "ror": "https://ror.org/021nxhr62",
            "award_number": "RF-12",
        },
        {
            "funder_name": "Board of Meadows",
            "funder_identifier": "https://doi.org/10.13039/100000001",
        },
    ]


def test_nothing_is_made_where_something_lacks(sparse_note: Note, rich_note: Note) -> None:
    assert "crossref.xml" not in kit_of(sparse_note)
    said = list(lacking_for_crossref(facts_of(sparse_note)))
    assert [one.split(",")[0] for one in said][:3] == ["a DOI", "a web_address", "a publisher"]
    assert list(lacking_for_crossref(facts_of(rich_note))) == []


def test_works_cited_and_other_forms_of_the_note_are_read_back(full_note: Note) -> None:
    root = deposit(full_note)
    related = root.xpath("//rel:intra_work_relation", namespaces=IN)
    assert [(one.get("relationship-type"), one.text) for one in related] == [
        ("hasTranslation", "10.5555/rivers.8.fr"),
        ("hasTranslation", "10.5555/rivers.8.es"),
        ("replaces", "10.5555/rivers.7"),
        ("isVersionOf", "10.5555/rivers"),
    ]
    article, book, report = root.xpath("//c:citation_list/c:citation", namespaces=IN)
    said = {etree.QName(one).localname: one.text for one in article}
    words = said.pop("unstructured_citation")
    assert words.startswith("Brook, Ada, and Yue Lin. 1951. ‘Marks on Oak’.")
    assert (article.get("key"), article.get("type")) == ("ref1", "journal_article")
    assert said == {
        "journal_title": "Journal of Small Rivers",
        "author": "Brook",
        "volume": "7",
        "issue": "2",
        "first_page": "1",
        "cYear": "1951",
        "doi": "10.1000/rivers.7.2",
        "article_title": "Marks on oak",
    }
    assert [one.get("type") for one in (book, report)] == ["book", "report"]


ODD = {
    "type": "book",
    "volume": "The third of the volumes on what was seen at the river",
    "issue": "An issue of more than thirty-two characters",
    "page": "some hundred pages that nobody numbered, and others",
    "DOI": "10.1000.10/rivers",
    "ISBN": "978-92-1-101428-0 (paperback), 978-92-1-003114-4",
}


def with_item(note: Note, item: dict[str, str]) -> bytes:
    """The deposit of a note that cites only one work, which no list has."""
    facts = facts_of(note)
    cited = facts.note.model_copy(update={"items": {"odd": item}})
    return write_crossref(replace(facts, note=cited))


@pytest.mark.validator
def test_a_deposit_with_an_odd_work_is_valid(full_note: Note) -> None:
    assert check_crossref(with_item(full_note, ODD)) == []


@pytest.mark.parametrize(
    ("isbns", "kept"),
    [
        (ODD["ISBN"], ["978-92-1-101428-0"]),
        ("978 92 1 101428 0", ["978 92 1 101428 0"]),
        ("080442957X; 0306406152", ["080442957X"]),
        ("none", []),
    ],
)
def test_parts_that_the_schema_does_not_take_are_left_out(
    isbns: str, kept: list[str], full_note: Note
) -> None:
    root = etree.fromstring(with_item(full_note, {**ODD, "ISBN": isbns}))
    (cited,) = root.xpath("//c:citation", namespaces=IN)
    assert [one.text for one in cited] == kept
