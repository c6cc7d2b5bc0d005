"""DataCite, InvenioRDM, CSL and schema.org: valid by their schemas, and read back."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, get_args

import pytest
from kit_notes import facts_of, kit_of, with_data
from validators.schemas import json_errors

from pipeline.deposit.kit import left_out_of
from pipeline.note import Note
from pipeline.note.identifiers import BookFormat, Identifiers, Isbns
from pipeline.note.revisions import Revision
from pipeline.pandoc import run_pandoc
from pipeline.views.note_item import item_of_note

pytestmark = pytest.mark.slow

SCHEMAS = {
    "datacite.json": "commonmeta/resources/datacite-v4.5.json",
    "invenio.json": "commonmeta/resources/inveniordm-v0.1.json",
    "csl.json": "commonmeta/resources/csl-data.json",
    "schema-org.jsonld": "commonmeta/resources/schema_org-v0.1.json",
}
NOTES = ("rich_note", "full_note", "full_authored_note", "minimal_note", "real_note", "sparse_note")


def record(note: Note, name: str) -> Any:
    return json.loads(kit_of(note)[name])


@pytest.mark.validator
@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("name", SCHEMAS)
def test_a_record_is_valid(name: str, note: str, request: pytest.FixtureRequest) -> None:
    kit = kit_of(request.getfixturevalue(note))
    if name not in kit:
        assert note == "sparse_note"
        return
    errors = list(json_errors(kit[name], SCHEMAS[name], f"the schema of {name}"))
    # Whatever this schema says, schema.org lets a work have several languages, terms of its own
    # and keywords that are terms of a list, such as JEL codes.
    allowed = ("$.inLanguage: [", "$.license: {", "$.keywords: [")
    assert [one for one in errors if not one.startswith(allowed)] == []


@pytest.mark.validator
@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("datacite.json", b'"titles"', b'"title"'),
        ("invenio.json", b'"creators"', b'"creator"'),
        ("csl.json", b'"type": "report"', b'"type": "reports"'),
        ("schema-org.jsonld", b'"@type": "Report"', b'"@type": "Reports"'),
    ],
)
def test_a_schema_refuses_what_is_wrong(
    name: str, right: bytes, wrong: bytes, full_note: Note
) -> None:
    content = kit_of(full_note)[name].replace(right, wrong)
    assert list(json_errors(content, SCHEMAS[name], name)) != []


def test_datacite_is_read_back(full_authored_note: Note) -> None:
    found = record(full_authored_note, "datacite.json")
    assert found["doi"] == "10.5555/rivers.8"
    assert [one["title"] for one in found["titles"]] == [
        "Who Pays for the Ferry",
        "Fares, subsidies and the people who cross",
    ]
    first, second, _, group = found["creators"]
    assert (first["name"], first["givenName"]) == ("Ferreira, Ana María", "Ana María")
    assert first["nameIdentifiers"][0]["nameIdentifier"].endswith("0000-0002-1825-0097")
    assert first["affiliation"][0]["affiliationIdentifier"] == "https://ror.org/05mkxyz10"
    assert second["familyName"] == "Liu"
    assert group["nameType"] == "Organizational"
    assert found["dates"][0] == {"date": "2025-03-03", "dateType": "Issued"}
    assert found["publicationYear"] == "2025"
    assert found["rightsList"][0]["rightsIdentifier"] == "CC-BY-3.0-IGO"
    numbers = [one["alternateIdentifier"] for one in found["alternateIdentifiers"]]
    assert numbers[1:] == [
        *("978-92-1-101428-0", "978-92-1-003114-4", "978-92-1-358319-7"),
        *("ST/ESA/378", "E.20.II.D.12"),
    ]
    (series,) = found["relatedItems"]
    assert series["relatedItemIdentifier"]["relatedItemIdentifier"] == "2049-3630"
    assert [one["funderName"] for one in found["fundingReferences"]] == [
        *("River Fund", "Board of Meadows")
    ]


def test_invenio_is_read_back(full_authored_note: Note) -> None:
    found = record(full_authored_note, "invenio.json")
    assert found["pids"]["doi"]["identifier"] == "10.5555/rivers.8"
    data = found["metadata"]
    assert data["title"] == "Who Pays for the Ferry: Fares, subsidies and the people who cross"
    people = [one["person_or_org"] for one in data["creators"]]
    assert [one.get("family_name") for one in people] == ["Ferreira", "Liu", "van der Brook", None]
    assert people[0]["identifiers"] == [{"scheme": "orcid", "identifier": "0000-0002-1825-0097"}]
    assert data["creators"][0]["affiliations"][0]["id"] == "05mkxyz10"
    assert data["publication_date"] == "2025-03-03"
    assert data["languages"] == [{"id": "eng"}]
    assert data["rights"] == [{"id": "cc-by-3.0-igo"}]
    assert {"identifier": "978-92-1-003114-4", "scheme": "isbn"} in data["identifiers"]
    assert data["funding"][0] == {"funder": {"id": "021nxhr62"}, "award": {"number": "RF-12"}}


def test_pandoc_reads_the_csl_item_back(full_authored_note: Note) -> None:
    content = kit_of(full_authored_note)["csl.json"]
    entry = run_pandoc(["--from=csljson", "--to=biblatex"], content).decode()
    assert entry.startswith("@report{")
    for words in ("Ferreira, Ana María", "10.5555/rivers.8", "978-92-1-003114-4", "2025"):
        assert words in entry
    assert "{Working Group on Fares}" in entry


def test_the_csl_item_is_that_of_the_page_with_more_numbers(full_note: Note) -> None:
    page = item_of_note(full_note, facts_of(full_note).view.words)
    (item,) = record(full_note, "csl.json")
    assert item == {
        **page,
        "publisher-place": "Watertown",
        "number": "ST/ESA/378",
        "ISSN": "2049-3630",
        "URL": "https://rivers.example/what-the-river-remembers/",
    }


@pytest.mark.parametrize("precision", ["day", "month", "year"])
def test_no_day_is_given_that_the_note_does_not_give(precision: str, full_note: Note) -> None:
    note = with_data(full_note, date_precision=precision, revision=1, revisions=())
    datacite, invenio = record(note, "datacite.json"), record(note, "invenio.json")["metadata"]
    issued = {"day": "2024-05-17", "month": "2024-05", "year": "2024"}[precision]
    assert datacite["dates"] == [{"date": issued, "dateType": "Issued"}]
    assert (invenio["publication_date"], invenio.get("dates")) == (issued, None)


def test_the_day_of_a_listed_revision_is_given(full_note: Note) -> None:
    day = dt.date(2025, 2, 3)
    changed = Revision(number=4, date=day, changes="Names corrected")
    note = with_data(full_note, date_precision="year", revision=4, revisions=(changed,))
    updated = record(note, "datacite.json")["dates"][1]
    assert updated == {"date": "2025-02-03T00:00:03Z", "dateType": "Updated"}
    (updated,) = record(note, "invenio.json")["metadata"]["dates"]
    assert updated == {"date": "2025-02-03", "type": {"id": "updated"}}


@pytest.mark.parametrize("edition", get_args(BookFormat))
def test_every_edition_that_can_have_an_isbn_is_described(edition: str, full_note: Note) -> None:
    isbn = "978-92-1-003114-4"
    names = Identifiers(urn="urn:x:1", isbn=Isbns.model_validate({edition: isbn}))
    note = with_data(full_note, identifiers=names)
    assert names.isbns.given == ((edition, isbn),)
    assert kit_of(note)["onix.xml"].count(b"<Product>") == 1
    (example,) = record(note, "schema-org.jsonld")["workExample"]
    assert example["isbn"] == "9789210031144"


def test_schema_org_has_the_recommendations(rich_note: Note) -> None:
    parts = record(rich_note, "schema-org.jsonld")["hasPart"]
    first, second = (one for one in parts if one["@type"] == "CreativeWork")
    assert first["position"] == "R1"
    assert first["url"].endswith("/#sirens")
    assert first["text"].startswith("Put up a siren in every village below the weir, and test it")
    assert first["audience"] == {"@type": "Audience", "audienceType": "Ministry of the “Interior”"}
    assert first["temporalCoverage"] == f"{rich_note.metadata.published.isoformat()}/2027-06-30"
    assert "audience" not in second


def test_schema_org_is_what_the_page_says(full_note: Note) -> None:
    from pipeline.views.downloads import Downloads
    from pipeline.views.recommendations import view_recommendations
    from pipeline.views.web_page import view_web_page

    facts = facts_of(full_note)
    advice = view_recommendations(facts.note, facts.labels, facts.view.words)
    page = view_web_page(facts.note, facts.view, Downloads((), {}), advice).head.linked_data
    found = record(full_note, "schema-org.jsonld")
    files = found.pop("encoding")
    assert found == {name: one for name, one in page.items() if name != "encoding"}
    assert [one["encodingFormat"] for one in files] == [
        *("application/pdf", "application/epub+zip", "text/html", "text/markdown")
    ]


def test_a_note_with_little_to_say_gives_files_without_holes(sparse_note: Note) -> None:
    kit = kit_of(sparse_note)
    assert set(kit) == {"jats.xml", "marc.xml", "csl.json", "schema-org.jsonld"}
    for name in ("csl.json", "schema-org.jsonld"):
        assert not any(value in ("", [], {}, None) for value in holes(json.loads(kit[name]))), name
    reasons = dict(left_out_of(facts_of(sparse_note)))
    assert "an author" in reasons["invenio.json"]


def holes(tree: Any) -> list[Any]:
    inner = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    return [tree, *(one for part in inner for one in holes(part))]


def test_the_same_note_gives_the_same_bytes(full_note: Note) -> None:
    assert kit_of(full_note) == kit_of(full_note)


def test_works_cited_and_other_forms_of_the_note_are_read_back(full_note: Note) -> None:
    related = [
        (one["relationType"], one["relatedIdentifier"])
        for one in record(full_note, "datacite.json")["relatedIdentifiers"]
    ]
    assert related == [
        ("IsSourceOf", "10.5555/rivers.8.fr"),
        ("IsSourceOf", "10.5555/rivers.8.es"),
        ("IsNewVersionOf", "10.5555/rivers.7"),
        ("IsVersionOf", "10.5555/rivers"),
        ("References", "10.1000/rivers.7.2"),
    ]
    metadata = record(full_note, "invenio.json")["metadata"]
    named = {
        one["identifier"]: one["relation_type"]["id"] for one in metadata["related_identifiers"]
    }
    assert named["10.1000/rivers.7.2"] == "references"
    assert named["10.5555/rivers.7"] == "isnewversionof"
    assert len(metadata["references"]) == 3
    described = record(full_note, "schema-org.jsonld")
    assert described["workTranslation"][0] == {"@id": "https://doi.org/10.5555/rivers.8.fr"}
