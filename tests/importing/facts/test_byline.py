"""Bylines of title pages are read with their affiliations, addresses and marks."""

from __future__ import annotations

import pytest

from pipeline.importing.facts.byline import read_byline

# Each author as: name; affiliations; address; ORCID iD; * if corresponding.
BYLINES = [
    (["By A. Smith and B. Jones"], ["A. Smith", "B. Jones"]),
    (["Author: Ada Brook"], ["Ada Brook"]),
    (["Authors:", "Ada Brook", "Yue Lin"], ["Ada Brook", "Yue Lin"]),
    (["Brook, Ada; Lin, Yue", "ada@rivers.example"], ["Ada Brook; ada@rivers.example", "Yue Lin"]),
    (
        [
            "Ada Brook^1,*^, Yue Lin^2^ and Tom Reed^1,2^",
            "^1^ School of Rivers, Watertown",
            "^2^ Water Board",
            "*Corresponding author: ada.brook@rivers.example",
        ],
        [
            "Ada Brook; School of Rivers, Watertown; ada.brook@rivers.example; *",
            "Yue Lin; Water Board",
            "Tom Reed; School of Rivers, Watertown | Water Board",
        ],
    ),
    (
        ["Ada Brook¹, Yue Lin²", "¹ School of Rivers, ² Water Board", "ORCID: 0000-0002-1825-0097"],
        ["Ada Brook; School of Rivers; 0000-0002-1825-0097", "Yue Lin; Water Board"],
    ),
    (
        ["Ada Brook1, Yue Lin2", "1School of Rivers; 2Water Board", "* yue.lin@water.example"],
        ["Ada Brook; School of Rivers", "Yue Lin; Water Board; yue.lin@water.example; *"],
    ),
    (
        ["Carl Linnaeus, Uppsala University", "Maria Sibylla Merian, Academy of Nuremberg"],
        ["Carl Linnaeus; Uppsala University", "Maria Sibylla Merian; Academy of Nuremberg"],
    ),
    (
        ["Ada Brook", "School of Rivers", "ada@rivers.example", "Yue Lin", "Water Board"],
        ["Ada Brook; School of Rivers; ada@rivers.example", "Yue Lin; Water Board"],
    ),
    (["Ada Brook (School of Rivers)"], ["Ada Brook; School of Rivers"]),
    (["Par Jeanne Dubois et Paul Martin"], ["Jeanne Dubois", "Paul Martin"]),
    (["Von Anna Müller"], ["Anna Müller"]),
    (["作者：李雷、韩梅梅"], ["李雷", "韩梅梅"]),
    (["Автор: Анна Петрова"], ["Анна Петрова"]),
]


@pytest.mark.parametrize(("lines", "wanted"), BYLINES, ids=lambda one: one[0])
def test_bylines(lines: list[str], wanted: list[str]) -> None:
    found = read_byline([*lines])
    assert found is not None
    assert found.lines == len(lines)
    assert found.confidence >= 0.6
    shown = [
        "; ".join(
            filter(
                None,
                (one.name, " | ".join(one.affiliations), one.email, one.orcid,
                 "*" if one.is_corresponding else ""),
            )
        )
        for one in found.authors
    ]  # fmt: skip
    assert shown == wanted


def test_lines_of_text_are_no_byline() -> None:
    for line in (
        "A report on rivers",
        "By nature, water flows.",
        "Water Policy Brief",
        "Ada Brook, Yue Lin and the others say so.",
        "School of Rivers",
        "1. Floods",
    ):
        assert read_byline([line, "More text follows here."]) is None, line


def test_words_that_the_text_uses_are_hardly_names() -> None:
    sure = read_byline(["Ada Brook and Yue Lin"], common={"river"})
    doubtful = read_byline(["Green Growth and Decent Work"], common={"green", "growth", "work"})
    stacked = read_byline(["Ada Brook", "Yue Lin", "Green Work"], common={"green", "work"})
    other = read_byline(["Ada Brook"], known=["Tom Reed"])
    confirmed = read_byline(["Green Brook"], known=["Brook, Green"], common={"green", "brook"})
    assert stacked is not None
    assert [one.name for one in stacked.authors] == ["Ada Brook", "Yue Lin"]
    assert other is not None
    assert other.confidence < 0.5
    assert sure is not None
    assert doubtful is not None
    assert confirmed is not None
    assert sure.confidence > 0.5 > doubtful.confidence
    assert confirmed.confidence > 0.9
