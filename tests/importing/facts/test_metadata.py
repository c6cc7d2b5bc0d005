"""Metadata of pandoc, Quarto, Jekyll, Hugo and web pages become facts; nothing is dropped."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pipeline.importing.facts.authors import GivenAuthor, read_authors
from pipeline.importing.facts.metadata import read_metadata

ADA = GivenAuthor("Ada Brook")
YUE = GivenAuthor("Yue Lin")
BY_MAIL = GivenAuthor("Ada Brook", email="ada@rivers.example")
INVERTED = GivenAuthor("Ada Brook", family="Brook")
AT_SCHOOL = GivenAuthor("Ada Brook", ("School of Rivers",))


@pytest.mark.parametrize(
    ("value", "places", "wanted"),
    [
        ("Ada Brook", None, (ADA,)),
        ("Ada Brook and Yue Lin", None, (ADA, YUE)),
        ("Brook, Ada; Lin, Yue", None, (ADA, YUE)),
        (["Ada Brook", "Yue Lin"], None, (ADA, YUE)),
        ("Ada Brook, School of Rivers", None, (AT_SCHOOL,)),
        ("Ada Brook <ada@rivers.example>", None, (BY_MAIL,)),
        ({"name": {"given": "Ada", "family": "Brook"}}, None, (INVERTED,)),
        ([{"name": "Ada Brook", "affiliation": "School of Rivers"}], None, (AT_SCHOOL,)),
        ([{"name": "Ada Brook", "affiliations": [{"ref": "mill"}]}],
         [{"id": "mill", "name": "School of Rivers"}], (AT_SCHOOL,)),
        ([{"name": "Ada Brook", "affiliation": "1"}], ["School of Rivers"], (AT_SCHOOL,)),
        ([{"Ada Brook": {"institute": "mill"}}], [{"mill": "School of Rivers"}], (AT_SCHOOL,)),
        ([{"name": "Ada Brook", "orcid": "https://orcid.org/0000-0002-1825-0097",
           "attributes": {"corresponding": "true"}}], None,
         (GivenAuthor("Ada Brook", orcid="0000-0002-1825-0097", is_corresponding=True),)),
        ("World Bank", None, (GivenAuthor("World Bank", is_organisation=True),)),
    ],
)  # fmt: skip
def test_authors_in_every_form(value: Any, places: Any, wanted: tuple[GivenAuthor, ...]) -> None:
    assert read_authors(value, places) == wanted


def test_every_key_is_a_fact_or_told() -> None:
    meta = {
        "title": "Rivers",
        "author": ["Ada Brook"],
        "date": "2024-05-03",
        "keywords": "floods; water marks",
        "categories": ["water"],
        "jel": "Q25, Q54",
        "doi": "https://doi.org/10.5555/rivers.7",
        "license": {"text": "CC BY-NC", "url": "https://creativecommons.org/licenses/by-nc/4.0/"},
        "copyright": {"holder": "River Press", "year": "2024"},
        "funding": [{"source": "River Foundation", "award-number": "RF-1"}],
        "citation": {"type": "report", "issn": "0317-8471"},
        "output": "pdf_document",
        "toc": True,
        "mood": "calm",
    }
    found = read_metadata(meta, frozenset({"title"}))
    given = found.given
    assert given.authors == (ADA,)
    assert (given.published, given.precision) == (dt.date(2024, 5, 3), "day")
    assert given.subjects == ("floods", "water marks", "water")
    assert given.jel == ("Q25", "Q54")
    assert given.identifiers == {"doi": "10.5555/rivers.7", "issn": "0317-8471"}
    assert given.licence is not None
    assert given.licence.spdx == "CC-BY-NC-4.0"
    assert [(one.name, one.grant) for one in given.funders] == [("River Foundation", "RF-1")]
    assert found.used == meta.keys() - {"title"}
    told = {why: text for text, why in found.left}
    assert told["option for a program, not for the note"] == "output: pdf_document; toc: true"
    assert ("mood: calm", "no place in a note for a value of the metadata") in found.left
    assert ("copyright: River Press 2024",) in [(text,) for text, _ in found.left]


def test_dates_that_are_none_go_their_own_way() -> None:
    assert read_metadata({"date": "May 2024"}, frozenset()).used == frozenset()
    month = read_metadata({"date": "2024-05"}, frozenset()).given
    assert (month.published, month.precision) == (dt.date(2024, 5, 1), "month")
    assert read_metadata({"date": "2024-13-45"}, frozenset()).given.published is None
