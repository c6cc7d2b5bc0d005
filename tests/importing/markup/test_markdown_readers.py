"""Markdown of pandoc, Quarto and R Markdown is read by the reader that knows its marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.importing.ledger import Ledger
from pipeline.importing.markup.markdown_readers import COMMON, PANDOC, PLAIN, reader_of
from pipeline.importing.markup.trees import flat_text, nodes_of
from pipeline.importing.opening.manuscript import Manuscript, read_manuscript


def read(text: str, folder: Path, name: str = "brief.md") -> tuple[Manuscript, Ledger]:
    path, ledger = folder / name, Ledger()
    path.write_text(text, "utf-8")
    return read_manuscript(path, ledger), ledger


@pytest.mark.parametrize(
    "text",
    [
        "A claim.^[An inline note.]\n",
        "+---+---+\n| a | b |\n+---+---+\n",
        "  Name    Width\n ------- -------\n Amber   3\n",
        "| a |\n|---|\n| b |\n\n: Caption of it\n",
        "# References {-}\n",
        "| The first line\n| The second\n",
        "\\newpage\n",
        "{{< pagebreak >}}\n",
        "As @fig-gates shows.\n",
    ],
)
def test_marks_that_only_pandoc_knows(text: str) -> None:
    assert reader_of(".md", text) == PANDOC
    assert reader_of(".md", f"```\n{text}```\n") == COMMON
    assert reader_of(".txt", text) == PLAIN


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "Write to ana@fig-tree.example or @ana.\n\n---\n\n: not a caption\n",
        "Term\n: Definition of it\n\nMore.\n",
    ],
)
def test_other_markdown_is_that_of_github(text: str) -> None:
    assert reader_of(".md", text) == COMMON
    assert reader_of(".qmd", text) == PANDOC


def test_what_pandoc_adds_arrives_as_what_it_is(tmp_path: Path) -> None:
    text = (
        "# Sources {-}\nOne.^[A *note*.] See @fig-gates.\n- at once\n  - nested\n\n\\newpage\n\n"
        "| a |\n|---|\n| b |\n\n: Widths {#tbl-w}\n\n"
        '::: {.callout-note title="Mind"}\nThe gate.\n:::\n\n![Gates](g.png){#fig-gates}\n'
    )
    manuscript, ledger = read(text, tmp_path)
    blocks = manuscript.document["blocks"]

    assert [one["t"] for one in blocks] == [
        "Header", "Para", "BulletList", "Table", "Div", "Figure",
    ]  # fmt: skip
    assert blocks[0]["c"][1] == ["", ["unnumbered"], []]
    assert [flat_text(one["c"]) for one in nodes_of(blocks, frozenset({"Note"}))] == ["A note."]
    assert len(list(nodes_of(blocks, frozenset({"Cite"})))) == 1
    assert len(list(nodes_of(blocks, frozenset({"BulletList"})))) == 2
    assert (blocks[3]["c"][0][0], flat_text(blocks[3]["c"][1])) == ("tbl-w", "Widths")
    assert flat_text(blocks[4]["c"][1][0]) == "Mind"
    assert [one.text for one in ledger.left_out] == ["\\newpage"]
