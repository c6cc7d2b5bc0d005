"""The record for catalogues, read back by pymarc."""

from __future__ import annotations

import io

import pymarc
import pytest
from kit_notes import kit_of
from lxml import etree
from pymarc import Record

from pipeline.note import Note

NOTES = ("rich_note", "full_note", "full_authored_note", "minimal_note", "real_note", "sparse_note")
ONCE = {"001", "005", "006", "007", "008", "040", "041", "100", "110", "245", "264", "300"}


def record_of(note: Note) -> Record:
    (record,) = pymarc.parse_xml_to_array(io.BytesIO(kit_of(note)["marc.xml"]))
    assert record is not None
    return record


def subfields(record: Record, tag: str, code: str) -> list[str]:
    return [text for field in record.get_fields(tag) for text in field.get_subfields(code)]


@pytest.mark.parametrize("name", NOTES)
def test_the_record_is_well_made(name: str, request: pytest.FixtureRequest) -> None:
    note = request.getfixturevalue(name)
    record = record_of(note)
    assert len(str(record.leader)) == 24
    assert str(record.leader)[5:10] == "nam a"
    fixed = record["008"].data
    assert len(fixed) == 40
    assert fixed[7:11] == str(note.metadata.published.year)
    assert fixed[35:38] == {"en": "eng", "zh": "chi"}[note.metadata.language[:2]]
    assert len(record["006"].data) == 18
    assert len(record["007"].data) == 14
    tags = [field.tag for field in record.fields]
    assert tags == sorted(tags)
    assert all(tags.count(tag) == 1 for tag in tags if tag in ONCE)
    assert tags.count("100") + tags.count("110") <= 1
    for field in record.fields:
        assert field.is_control_field() or field.subfields, field.tag
    # MARC 21 in the exchange format holds the same.
    again = pymarc.Record(data=record.as_marc())
    assert again.as_dict()["fields"] == record.as_dict()["fields"]


def test_the_xml_is_in_the_namespace_of_marcxml(full_note: Note) -> None:
    root = etree.fromstring(kit_of(full_note)["marc.xml"])
    names = {etree.QName(one) for one in root.iter()}
    assert {name.namespace for name in names} == {"http://www.loc.gov/MARC21/slim"}
    assert {name.localname for name in names} == {
        *("collection", "record", "leader", "controlfield", "datafield", "subfield")
    }
    for field in root.iter("{*}datafield"):
        assert [len(field.get(name)) for name in ("tag", "ind1", "ind2")] == [3, 1, 1]


def test_facts_are_read_back(full_authored_note: Note) -> None:
    record = record_of(full_authored_note)
    title = record["245"].get_subfields("a", "b", "c")
    assert title[:2] == ["Who Pays for the Ferry :", "Fares, subsidies and the people who cross /"]
    assert record["100"].get_subfields("a") == ["Ferreira, Ana María,"]
    assert record["100"].get_subfields("1") == ["https://orcid.org/0000-0002-1825-0097"]
    assert subfields(record, "700", "a") == ["Liu, Wei,", "van der Brook, Jan-Peter,"]
    assert subfields(record, "710", "a") == ["Working Group on Fares,"]
    isbns = ["9789211014280", "9789210031144", "9789213583197"]
    assert subfields(record, "020", "a") == isbns
    assert subfields(record, "022", "a") == ["0378-5955", "2049-3630"]
    assert "10.5555/rivers.8" in subfields(record, "024", "a")
    assert subfields(record, "088", "a") == ["ST/ESA/378", "E.20.II.D.12"]
    assert subfields(record, "264", "c") == ["2025."]
    assert subfields(record, "490", "v") == ["7"]
    assert subfields(record, "536", "c") == ["RF-12"]
    assert subfields(record, "540", "f") == ["CC-BY-3.0-IGO"]
    assert subfields(record, "084", "a") == ["F35", "Q54"]
    assert "https://doi.org/10.5555/rivers.8" in subfields(record, "856", "u")


def test_a_group_is_the_author_where_it_is(rich_note: Note) -> None:
    record = record_of(rich_note)
    assert "100" not in record
    assert record["110"].get_subfields("a") == ["River Press,"]
    assert ("Water Board", "spn") in [
        (field["a"], field["4"]) for field in record.get_fields("710")
    ]
    assert record["711"].get_subfields("a") == ["Second conversation on small rivers"]
    assert subfields(record, "653", "a") == list(rich_note.metadata.subjects)
