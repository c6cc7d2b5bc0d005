"""Leads and descriptions are sentences of the text, or say that they have to be completed."""

from __future__ import annotations

from pathlib import Path

from imported import Importer

TEXT = """\
---
title: Mills and water
---

# Recommendations

## Summary

@tbl-mills shows the mills of the river. The gate is $x_i = 3$ metres high, as [@smith2020] says.
Water stands in the @fig-gate in spring. The millers keep the gates open until May (see @tbl-mills),
when water is high. They close them in June. All is in @tbl-mills.

| a | b |
|---|---|
| 1 | 2 |

: Mills {#tbl-mills}

# Gates

## How

| a | b |
|---|---|
| 1 | 2 |

## References
"""
SAID = "The millers keep the gates open until May, when water is high. They close them in June."


def test_leads_are_sentences_without_marks(bring_in: Importer, tmp_path: Path) -> None:
    path = tmp_path / "mills.qmd"
    path.write_text(TEXT, "utf-8")

    result = bring_in(path)

    first, second = result.note.themes
    assert first.lead == result.note.metadata.description == SAID
    assert (second.lead or "").startswith("To be completed: ")
    assert "References" not in result.file("text/2-gates.md")
    assert "notepress writes the list of the works cited and its heading: References" in (
        result.left_out
    )


def test_a_note_of_headings_gets_a_description_to_complete(
    bring_in: Importer, tmp_path: Path
) -> None:
    path = tmp_path / "bare.md"
    path.write_text("# Gates\n\n## Summary\n\n$$y = 3$$\n\n## Walls\n\nOnly words\n", "utf-8")

    description = bring_in(path).note.metadata.description

    assert description is not None
    assert description.startswith("To be completed: ")
