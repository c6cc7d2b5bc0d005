"""The parts beside introduction and themes, found by the words of their headings."""

from __future__ import annotations

import pytest
from piece_writing import pieces

from pipeline.importing.ledger import Ledger
from pipeline.importing.outlining.landmarks import landmark
from pipeline.importing.placing.outline import place_pieces
from pipeline.importing.placing.sections import Parts, Section, build_sections

TEXT = "The gauges of the delta are old, and nobody has read them since the flood."


def parts(*typed: str) -> tuple[Parts, Ledger]:
    ledger = Ledger()
    placed = place_pieces(pieces(*typed), ledger)
    return build_sections(placed, (), "A River", ledger), ledger


def outline(found: Parts) -> list[tuple[str, str, list[str]]]:
    """Each part as what it is, its title, and the headings in it with their level."""
    return [(one.kind, one.text, list(_inside(one, 2))) for one in found.in_order]


def _inside(section: Section, level: int) -> list[str]:
    found = []
    for one in section.sections:
        mark = "#" * (3 if one.kind == "topic" else 2) + ("" if one.numbered else "!")
        found += [f"{mark} {one.text}", *_inside(one, level + 1)]
    return found


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (
            ["# Foreword", TEXT, "# Executive summary", TEXT, "## In short", TEXT, "# Fish", TEXT,
             "# Conclusion", TEXT, "# Annex 1: Gauges", TEXT, "## Old", TEXT, "# Annex 2", TEXT,
             "# References", "- Brook 1951."],
            [("foreword", "Foreword", []), ("summary", "Executive summary", ["### In short"]),
             ("theme", "Fish", []), ("conclusion", "Conclusion", []),
             ("annex", "Gauges", ["### Old"]), ("annex", "Annex 2", []),
             ("references", "References", [])],
        ),
        (
            ["# Fish", TEXT, "# Annexes", "## Annex A – Gauges", TEXT, "## Marks", TEXT],
            [("theme", "Fish", []), ("annex", "Gauges", []), ("annex", "Marks", [])],
        ),
        (
            ["# 1. Introduction", TEXT, "# 2. Fish", TEXT, "# 3. Conclusions", TEXT],
            [("introduction", "Introduction", []), ("theme", "Fish", []),
             ("conclusion", "Conclusions", [])],
        ),
        (
            ["# Fish", TEXT, "## Conclusion", TEXT, "# Eels", TEXT],
            [("theme", "Fish", ["### Conclusion"]), ("theme", "Eels", [])],
        ),
        (["# Executive summary", TEXT, "## Fish", TEXT],
         [("theme", "Executive summary", ["### Fish"])]),
        (["# A", TEXT, "# Background", TEXT, "# Background", TEXT],
         [("theme", "A", []), ("theme", "Background", []), ("theme", "Background", [])]),
        (["# 1. Background", TEXT, "# 2. Fish", TEXT],
         [("theme", "Background", []), ("theme", "Fish", [])]),
        (["# Background", TEXT, "# Fish", TEXT],
         [("introduction", "Background", []), ("theme", "Fish", [])]),
        (["# Introduction", TEXT, "## Why", TEXT, "# Fish", TEXT],
         [("theme", "Introduction", ["### Why"]), ("theme", "Fish", [])]),
        (["# Background", TEXT, "## Why", TEXT, "# Fish", TEXT],
         [("theme", "Background", ["### Why"]), ("theme", "Fish", [])]),
        (["## Fish", TEXT, "### Eels", TEXT, "# Rivers", TEXT, "## Mills", TEXT],
         [("theme", "Fish", ["### Eels"]), ("theme", "Rivers", ["##! Mills"])]),
        (["# Fish", TEXT, "#### Eels", TEXT, "# Rivers", TEXT],
         [("theme", "Fish", ["### Eels"]), ("theme", "Rivers", [])]),
        (["# Fish", TEXT, "## Eels", TEXT, "### Old", TEXT, "## 2. Mills", TEXT, "# Rivers", TEXT],
         [("theme", "Fish", ["##! Eels", "### Old", "## Mills"]), ("theme", "Rivers", [])]),
    ],
)  # fmt: skip
def test_parts_are_known_by_their_words(
    typed: list[str], expected: list[tuple[str, str, list[str]]]
) -> None:
    found, ledger = parts("{Title} A River", *typed)
    assert outline(found) == expected
    assert not ledger.moved


def test_what_stands_elsewhere_is_moved_and_told() -> None:
    found, ledger = parts("# A River", "# Fish", TEXT, "# Eels", TEXT, "# Foreword", TEXT)
    assert [one.kind for one in found.in_order] == ["foreword", "theme", "theme"]
    assert [one.text for one in ledger.moved] == [f"Foreword {TEXT}"]


def test_a_foreword_is_signed_by_the_lines_at_its_end() -> None:
    typed = ("# A River", "# Foreword", TEXT, "Ada Brook", "Minister of Water", "# Fish", TEXT)
    foreword = parts(*typed)[0].in_order[0]
    assert foreword.signed == (("Ada Brook", "Minister of Water"),)
    assert [piece.text for piece in foreword.pieces] == [TEXT]


def test_a_heading_below_the_third_level_is_a_bold_line_and_told() -> None:
    levels = ("# Fish", TEXT, "## Eels", TEXT, "### Old", TEXT, "#### Rare", TEXT, "# Mills", TEXT)
    found, ledger = parts("# A River", *levels)
    assert outline(found)[0] == ("theme", "Fish", ["##! Eels", "### Old"])
    assert [one.text for one in ledger.changed] == ["Rare"]


def test_a_footnote_of_a_heading_without_text_is_called_in_its_first_section() -> None:
    found, _ = parts("# A River", "# Fish[^noted]", "## Eels", TEXT, "# Mills", TEXT)
    (inner,) = found.themes[0].sections
    assert inner.pieces[0].all_words == f"{TEXT} noted"


@pytest.mark.parametrize(
    ("text", "region"),
    [
        *(("Vorwort", "foreword"), ("Remerciements", "acknowledgements"), ("Resumen", "summary")),
        *(("3. Conclusões", "conclusion"), ("Список литературы", "references"), ("致谢", None)),
        *(("附件二：名单", "annex"), ("Appendix B: Gauges", "annex"), ("Annexe", "annex")),
        *(("Annexes of the treaty", None), ("Annex 3 List of participants", "participants")),
    ],
)
def test_words_of_every_language_name_parts(text: str, region: str | None) -> None:
    assert landmark(text) == (region or ("acknowledgements" if text == "致谢" else None))
