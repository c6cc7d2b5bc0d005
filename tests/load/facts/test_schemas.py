"""The JSON Schemas of the YAML files."""

from __future__ import annotations

import re
from typing import Any

from pipeline.load.facts.schemas import field_at, schemas


def test_each_yaml_file_has_a_schema() -> None:
    assert sorted(schemas()) == ["imprint.yaml", "note.yaml", "people.yaml"]


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
        return [part, *inside] if part.get("type") == "object" else inside

    for schema in schemas().values():
        for found in objects(schema):
            assert found["additionalProperties"] is False
    pattern = field_at(schemas()["people.yaml"], ("participants", 0, "id"))["pattern"]
    assert re.search(pattern, "lin-yue")
    assert not re.search(pattern, "Lin Yue")


def test_a_field_is_found_through_lists_choices_and_languages() -> None:
    schema = schemas()["people.yaml"]

    assert field_at(schema, ("observers", 2, "people", 0, "role", "en"))["type"] == "string"
    assert "by language" in field_at(schema, ("participants", 0, "affiliation"))["description"]
    assert field_at(schema, ("participants", 0, "nothing")) == {}
