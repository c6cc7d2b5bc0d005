"""Citations of Markdown, Quarto and R Markdown, and the bibliographies that they name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from imported import Importer

from pipeline.importing.citations.styles import known_style

pytestmark = pytest.mark.slow

BIBLIOGRAPHY = """
@report{waterboard2019,
  author      = {{Water Board}},
  title       = {What the gauge has seen},
  institution = {Water Board},
  date        = {2019-05},
}
@article{brook1951,
  author  = {Brook, Ada and Lin, Yue},
  title   = {Marks on oak},
  journal = {Journal of Small Rivers},
  year    = {1951},
}
"""
TEXT = """
# Marks

Oak keeps its marks for a century [@brook1951, p. 3]. Both say so [see @brook1951, pp. 3-5;
@waterboard2019, ch. 2].[^1] @waterboard2019 counts twelve, and @brook1951 [p. 9] thirteen.

[^1]: The Water Board counts twelve [-@waterboard2019].

> Nobody has counted more [@brook1951].

- In a list @brook1951.

| Year | Floods             |
|------|--------------------|
| 1950 | two [@brook1951]   |

Code stays as it is: `[@brook1951]`. So does an address, ada@brook.example.
"""
CITATIONS = [
    "[@brook1951, p. 3]",
    "[see @brook1951, pp. 3-5; @waterboard2019, ch. 2]",
    "[-@waterboard2019]",
    "@waterboard2019",
    "@brook1951 [p. 9]",
    "[@brook1951]",
    "@brook1951",
    "[@brook1951]",
]


def manuscript(folder: Path, head: str, text: str = TEXT, name: str = "in.md") -> Path:
    path = folder / name
    path.write_text(f"---\ntitle: Rivers\n{head}---\n{text}", "utf-8")
    return path


def test_citations_stay_with_the_bibliography_that_the_metadata_name(
    tmp_path: Path, bring_in: Importer
) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "water.bib").write_text(BIBLIOGRAPHY)

    result = bring_in(manuscript(tmp_path, "bibliography: lib/water.bib\ncsl: apa-6th.csl\n"))

    assert sorted(one.source for one in result.note.cited if one.source) == sorted(CITATIONS)
    assert result.file("references.bib") == BIBLIOGRAPHY
    assert "`[@brook1951]`" in result.file("text/1-marks.md")
    completed = {one.path: one.value for one in result.report.to_complete}
    assert completed["tokens.css: --citation-style"] == "apa"
    # What opens a theme or describes a note has no citations.
    assert "[@" not in result.note.themes[0].lead
    assert "[@" not in (result.note.metadata.description or "")


def test_works_in_the_metadata_and_a_file_beside_the_manuscript_are_joined(
    tmp_path: Path, bring_in: Importer
) -> None:
    (tmp_path / "references.bib").write_text(BIBLIOGRAPHY)
    head = (
        "references:\n- id: lin2004\n  type: book\n  title: Weirs\n  author:\n"
        "  - {family: Lin, given: Yue}\n  issued: {date-parts: [[2004, 5]]}\n"
        "- {id: brook1951, type: book, title: Another one}\n"
    )

    result = bring_in(manuscript(tmp_path, head, "\n# One\n\nWeirs [@lin2004; @brook1951, 7].\n"))

    (item,) = json.loads(result.file("references.json"))
    assert (item["id"], item["author"]) == ("lin2004", [{"family": "Lin", "given": "Yue"}])
    assert [one.source for one in result.note.cited] == ["[@lin2004; @brook1951, 7]"]


def test_citations_of_unknown_works_are_text_to_be_completed(
    tmp_path: Path, bring_in: Importer
) -> None:
    (tmp_path / "references.bib").write_text(BIBLIOGRAPHY)
    text = "\n# On [@brook1951]\n\nSo it is [@nobody2020, p. 3], says @brook1951.\n"

    result = bring_in(manuscript(tmp_path, "", text))

    assert "\\[\\@nobody2020, p. 3\\], says @brook1951." in result.file("text/1-brook1951.md")
    assert any(one.value == "[@nobody2020, p. 3]" for one in result.report.to_complete)
    assert any("can stand in a heading" in one.how for one in result.report.changed)


def test_without_a_bibliography_names_after_a_sign_are_text(
    tmp_path: Path, bring_in: Importer
) -> None:
    head = "bibliography: [../above.bib, library.enl]\n"

    result = bring_in(manuscript(tmp_path, head, "\n# One\n\nAsk @ada or @lin about it.\n"))

    assert "Ask \\@ada or \\@lin about it." in result.file("text/1-one.md")
    assert not any(one.path.startswith("references") for one in result.report.to_complete)
    assert "not in the folder of the manuscript: ../above.bib" in result.left_out
    assert "library.enl" in result.left_out


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("http://www.zotero.org/styles/apa", "apa"),
        ("styles/chicago-author-date-17th-edition.csl", "chicago-author-date"),
        ("chicago-fullnote-bibliography.csl", "chicago-notes"),
        ("http://www.zotero.org/styles/harvard-cite-them-right", "harvard"),
        ("nature.csl", ""),
    ],
)
def test_styles_are_known_by_the_names_of_other_programs(name: str, style: str) -> None:
    assert known_style(name) == style
