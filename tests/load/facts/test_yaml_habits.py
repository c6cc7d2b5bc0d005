"""Slips in YAML that look right to their author: each is a finding, or is read as it was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load.facts.yaml_files import read_yaml_files
from pipeline.load.reading.folder import Files
from pipeline.load.report import Report

FACTS = (Path(__file__).parents[2] / "notes/minimal/note.yaml").read_text("utf-8")
TITLE = "title: How Three Villages Share a River"
LINE = FACTS.split("\n").index(TITLE) + 1

WRONG = {
    "title: “Water”": ("N221", 8, "curly quotation marks"),
    "title: ‘Water’": ("N221", 8, "curly quotation marks"),
    "title: „Wasser“": ("N221", 8, "curly quotation marks"),
    "title: “Water: a brief”": ("N202", 8, "curly quotation marks"),
    "title: Water: a brief": ("N202", 13, "a colon"),
    "title: 2026": ("N207", 8, "not a number"),
    "title: true": ("N207", 8, "not true or false"),
    "title:": ("N214", 7, "title is empty"),
    "title: #1 in water": ("N222", 8, "is a comment"),
    "title: Water is #1": ("N222", 17, "is a comment"),
    "\ttitle: Water": ("N202", 1, "a tab"),
    "title: [draft] Water": ("N202", 16, ""),
    "title: *Water*": ("N202", 8, "cannot begin with"),
    "title: &water Water": ("N204", 8, "anchors"),
    "title: !Water": ("N204", 8, "tags"),
    "title: @water": ("N202", 8, "cannot begin a value"),
    "title: `water`": ("N202", 8, "cannot begin a value"),
    'title: "Water" and more': ("N202", 16, ""),
    "title: 'Water's price'": ("N202", 15, ""),
    "title: - Water": ("N202", 8, ""),
    "title：Water": ("N202", 1, "no colon"),
    "title:Water": ("N202", 1, "no colon"),
    "Title: Water": ("N205", 1, "Title"),
}
RIGHT = {
    'title: "Water: a brief"': "Water: a brief",
    'title: "2026"': "2026",
    "title: no": "no",
    "title: Yes": "Yes",
    "title: Water # a comment": "Water",
    "title: Water #": "Water",
    "title: C# and F#": "C# and F#",
    "title: '#1 in water'": "#1 in water",
    "title: 50% of 10:30": "50% of 10:30",
    "title: >\n  Water\n  for all": "Water for all",
}


def read(typed: str) -> tuple[Report, str | None]:
    """Read the metadata of the minimal note with another title; its findings and its title."""
    report = Report()
    files = Files("note", {"note.yaml": FACTS.replace(TITLE, typed).encode()})
    metadata = read_yaml_files(files, report).metadata
    return report, metadata and metadata.title


@pytest.mark.parametrize(("typed", "expected"), WRONG.items())
def test_a_slip_is_found(typed: str, expected: tuple[str, int, str]) -> None:
    code, column, words = expected

    report, _ = read(typed)

    places = {one.code: (one.place.line, one.place.column) for one in report.findings}
    assert places[code] == (LINE, column)
    assert any(words in one.message for one in report.findings)


@pytest.mark.parametrize(("typed", "title"), RIGHT.items())
def test_what_is_right_is_read_as_it_is_meant(typed: str, title: str) -> None:
    report, found = read(typed)

    assert found == title
    assert report.findings == ()
