"""The JSON Schemas of the YAML files."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest

from pipeline.load.facts.abbreviations import read_abbreviations
from pipeline.load.facts.schemas import field_at, schemas
from pipeline.load.facts.yaml_source import read_yaml
from pipeline.load.report import Report, SourceText


def test_each_yaml_file_has_a_schema() -> None:
    assert sorted(schemas()) == ["abbreviations.yaml", "imprint.yaml", "note.yaml", "people.yaml"]


def test_every_field_is_described() -> None:
    def undescribed(part: Any, path: str) -> list[str]:
        found = []
        for name, field in part.get("properties", {}).items():
            if "description" not in field:
                found.append(f"{path}.{name}")
        for name, inner in part.get("$defs", {}).items():
            found += undescribed(inner, name)
        return found

    assert [name for file, schema in schemas().items() for name in undescribed(schema, file)] == []


def test_patterns_are_anchored_and_unknown_keys_refused() -> None:
    def objects(part: Any) -> list[dict[str, Any]]:
        if isinstance(part, list):
            return [found for item in part for found in objects(item)]
        if not isinstance(part, dict):
            return []
        inside = [found for item in part.values() for found in objects(item)]
        is_object = part.get("type") in ("object", ["object", "null"])
        return [part, *inside] if is_object else inside

    for schema in schemas().values():
        for found in objects(schema):
            assert found["additionalProperties"] is False
    pattern = field_at(schemas()["people.yaml"], ("participants", 0, "id"))["pattern"]
    assert re.search(pattern, "lin-yue")
    assert not re.search(pattern, "Lin Yue")


@pytest.mark.parametrize(
    ("data", "holds"),
    [
        (None, True),
        ({"CRS": "Common Reporting Standard"}, True),
        ({"EU ETS": {"en": "Emissions Trading System", "zh-Hans": "排放交易体系"}}, True),
        ({"PDF": False}, True),
        ({"PDF": "no"}, False),
        ({"PDF": True}, False),
        ({"PDF": {"en": "yes"}}, False),
        ({"PDF": 3}, False),
        ({"PDF": " "}, False),
        ({"PDF": {"english": "a format"}}, False),
        ({"PDF": {}}, False),
        ({"PDF ": "a format"}, False),
        (["PDF"], False),
    ],
)
def test_the_schema_of_abbreviations_is_what_the_note_takes(data: Any, *, holds: bool) -> None:
    validator = jsonschema.Draft202012Validator(schemas()["abbreviations.yaml"])
    assert validator.is_valid(data) is holds
    report = Report()
    # JSON is YAML.
    text = "" if data is None else json.dumps(data, ensure_ascii=False)
    found = read_yaml(SourceText("abbreviations.yaml", text), report)
    assert found is not None
    read_abbreviations(found, "en", report)
    assert report.has_errors is not holds


def test_a_field_is_found_through_lists_choices_and_languages() -> None:
    schema = schemas()["people.yaml"]

    assert field_at(schema, ("observers", 2, "people", 0, "role", "en"))["type"] == "string"
    assert "by language" in field_at(schema, ("participants", 0, "affiliation"))["description"]
    assert field_at(schema, ("participants", 0, "nothing")) == {}
