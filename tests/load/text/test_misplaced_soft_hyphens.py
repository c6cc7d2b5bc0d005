"""Soft hyphens: where a word of running text may be divided, and nowhere else."""

from __future__ import annotations

import pytest

from pipeline.load.reading.pandoc import parse
from pipeline.load.report import Report, SourceText
from pipeline.load.syntax import read_tree
from pipeline.load.text.soft_hyphens import check_soft_hyphens


def columns(text: str) -> list[int]:
    """The columns of the soft hyphens that are found."""
    report = Report()
    nodes = read_tree(parse({"a": text}, positions=True)["a"], "en")
    check_soft_hyphens(nodes, SourceText("text/1-a.md", text), report)
    return [finding.place.column for finding in report.findings]


@pytest.mark.parametrize(
    "text",
    [
        "Wasser&shy;werk",
        "*Wasser*&shy;werk and Wasser&shy;**werk**",
        "[Wasser](#a)&shy;werk and [Wasser]{lang=de}&shy;werk",
        "cafe\u0301&shy;teria and पानी&shy;घर",
        "See https://x.example/a and Wasser&shy;werk",
    ],
)
def test_one_in_a_word_is_none_whatever_marks_the_word_has(text: str) -> None:
    assert columns(text) == []


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("*Wasser* &shy;werk", 10),
        ("Wasser&shy;\n\nwerk", 7),
        ("- Wasser&shy;\n- werk", 9),
        ("Wasser\u00ad`werk`", 7),
        ("2\u00adfold", 2),
        ("See https://x.example/ab\u00adcd now", 25),
        ("See <https://x.example/ab\u00adcd>", 5),
    ],
)
def test_one_elsewhere_is_found(text: str, column: int) -> None:
    assert column in columns(text)
