"""Findings as SARIF 2.1.0 (OASIS), for code hosts and editors."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline.findings import Finding, rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.findings import Place

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_LEVELS = {"remark": "note"}


def to_sarif(findings: Sequence[Finding]) -> dict[str, Any]:
    """Convert findings to a SARIF log of one run; columns count characters, from 1."""
    codes = sorted({finding.code for finding in findings})
    driver = {
        "name": "notepress",
        "version": metadata.version("notepress"),
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code)) for finding in findings],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> dict[str, Any]:
    rule = rules()[code]
    return {
        "id": code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": " ".join(rule.explanation.split())},
    }


def _result(finding: Finding, number: int) -> dict[str, Any]:
    hint = f"\nhint: {finding.hint}" if finding.hint else ""
    return {
        "ruleId": finding.code,
        "ruleIndex": number,
        "level": _LEVELS.get(finding.severity, finding.severity),
        "message": {"text": f"{finding.message}{hint}"},
        "locations": [_location(finding.place)],
    }


def _location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(place.path)}}
    if place.line:
        column = max(1, place.column)
        physical["region"] = {
            "startLine": place.line,
            "startColumn": column,
            "endColumn": column + max(1, place.length),
        }
        if place.text:
            physical["region"]["snippet"] = {"text": place.text}
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.page:
        location["logicalLocations"] = [{"name": f"page {place.page}", "kind": "page"}]
    return location
