"""Marks of Quarto, bookdown, MyST and Obsidian become what they mean, or are told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from imported import Importer
from PIL import Image

from pipeline.importing.dialects import read_dialects
from pipeline.importing.ledger import Ledger
from pipeline.importing.markup.trees import flat_text, nodes_of
from pipeline.importing.opening.manuscript import read_manuscript

MANUSCRIPTS = Path(__file__).parent / "manuscripts"


def read(name: str) -> tuple[list[Any], Ledger]:
    ledger = Ledger()
    return read_manuscript(MANUSCRIPTS / name, ledger).document["blocks"], ledger


def all_of(blocks: list[Any], *kinds: str) -> list[dict[str, Any]]:
    return list(nodes_of(blocks, frozenset(kinds)))


def callouts(blocks: list[Any]) -> list[tuple[str, str]]:
    """The class and the title of each callout."""
    found = []
    for one in all_of(blocks, "Div"):
        (_, classes, _), inside = one["c"]
        if classes and classes[0].startswith("callout-"):
            titled = inside[0]["t"] == "Div" and inside[0]["c"][0][1] == ["title"]
            found.append((classes[0], flat_text(inside[0]) if titled else ""))
    return found


def left_out(ledger: Ledger) -> str:
    return "\n".join(f"{one.why}: {one.text}" for one in ledger.left_out)


def test_quarto() -> None:
    blocks, ledger = read("quarto.qmd")
    text, told = flat_text(blocks), left_out(ledger)

    assert callouts(blocks) == [("callout-warning", "Mind the gap"), ("callout-tip", "At dusk")]
    assert [one["c"][0][0]["citationId"] for one in all_of(blocks, "Cite")] == [
        "fig-gates", "tbl-widths", "sec-gates",
    ]  # fmt: skip
    assert [one["c"][0][0] for one in all_of(blocks, "Figure", "Table")] == [
        "fig-gates", "tbl-widths",
    ]  # fmt: skip
    assert "The two gates" in text
    assert "this is shown" in text
    assert "{{<" not in text
    assert "The number is [To be completed] metres." in text
    assert "There were [To be completed] gates." in text
    assert "break between pages, which the style sets: pagebreak" in told
    assert "plot(widths)" in told
    assert [one.value for one in ledger.to_complete] == [
        "Widths over time", "nrow(gates)", "var width",
    ]  # fmt: skip


def test_options_of_a_chunk_go_on_below(tmp_path: Path) -> None:
    path = tmp_path / "gates.qmd"
    path.write_text(
        "Both gates[^1]: shut.\n\n```{r}\n#| label: fig-gates\n#| fig-cap: |\n#|   The two\n"
        '#|   gates.\n#| fig-alt: >\n#|   A "lock".\n'
        'knitr::include_graphics("a/gates.png", dpi = 270)\n```\n\n[^1]: Of oak.\n',
        "utf-8",
    )
    ledger = Ledger()
    blocks = read_manuscript(path, ledger).document["blocks"]

    assert flat_text(all_of(blocks, "Figure")[0]["c"][1]) == "The two gates."
    (picture,) = all_of(blocks, "Image")
    assert flat_text(picture["c"][1]) == 'A "lock".'
    assert flat_text(all_of(blocks, "Note")[0]) == "Of oak."
    (told,) = ledger.left_out
    assert "fig-alt" in told.text
    assert 'include_graphics("a/gates.png", dpi = 270)' in told.text
    assert "lock" not in told.text


def test_bookdown() -> None:
    blocks, ledger = read("bookdown.Rmd")
    text = flat_text(blocks)

    assert [one["c"][0][0]["citationId"] for one in all_of(blocks, "Cite")] == [
        "fig-upper-gate", "tbl-widths",
    ]  # fmt: skip
    assert [one["c"][2][0] for one in all_of(blocks, "Link")] == ["#gates"]
    assert [one["c"][0][0] for one in all_of(blocks, "Table")] == ["tbl-widths"]
    assert [flat_text(one["c"][2]) for one in all_of(blocks, "Header")] == ["Water", "Gates"]
    assert r"A code span \@ref(fig:x) stays. See The upper gate." in text
    assert "which the reference writes: Figure" in left_out(ledger)


def test_myst() -> None:
    blocks, ledger = read("myst.md")
    text, told = flat_text(blocks), left_out(ledger)

    assert callouts(blocks) == [
        ("callout-note", ""), ("callout-admonition", "At dusk"), ("callout-warning", ""),
    ]  # fmt: skip
    assert [one["c"][1][0] for one in all_of(blocks, "Header")] == ["gates-part"]
    assert [flat_text(one) for one in all_of(blocks, "Subscript")] == ["2"]
    (figure,) = all_of(blocks, "Figure")
    (picture,) = all_of([figure], "Image")
    assert (figure["c"][0][0], flat_text(figure["c"][1])) == (
        "fig-gates", "The two gates of the mill.",
    )  # fmt: skip
    assert flat_text(picture["c"][1]) == "Two gates in a wall"
    widths, keepers = all_of(blocks, "Table")
    assert flat_text(widths).split() == ["WidthsGateWidthUpper3", "m"]
    assert "Ada, the elder" in flat_text(keepers)
    assert len(all_of(blocks, "Math")) == 1
    assert "Drawn from memory." in text
    assert "NGO (non-governmental organisation) and weir." in text
    assert "nobody sees this" in told
    assert "toctree one two" in told


@pytest.mark.parametrize(
    ("name", "table", "section"),
    [
        ("in.md", "{ref}`tbl-mills`", "{ref}`sec-mills`"),
        ("in.md", "{numref}`Table %s <tbl-mills>`", "{ref}`Nine mills <sec-mills>`"),
        ("in.qmd", "@tbl-mills", "@sec-mills"),
        ("in.Rmd", r"\@ref(tab:mills)", r"\@ref(sec-mills)"),
    ],
)
def test_references(
    name: str, table: str, section: str, bring_in: Importer, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(
        "# Mills on one stream\n\n## Nine mills {#sec-mills}\n\n"
        "| Mill | Wheels |\n| --- | --- |\n| Upper | 2 |\n\nTable: Mills {#tbl-mills}\n\n"
        f"## Water\n\nThey stand in {table}. The lowest waits, as said in {section}.\n"
    )

    text = bring_in(path).file("text/2-water.md")

    assert "They stand in [](#tbl-mills). The lowest waits, as said in" in text
    assert "said in [Nine mills](#sec-mills)." in text


def test_labels_and_pictures_of_chunks_are_not_missing(bring_in: Importer, tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "navy").save(tmp_path / "gate.png")
    path = tmp_path / "in.Rmd"
    path.write_text(
        "# Mills\n\n## Nine mills\n\n"
        "They stand in \\@ref(tab:mills), as \\@ref(fig:gate) shows.\n\n"
        "| Mill | Wheels |\n| --- | --- |\n| Upper | 2 |\n\nTable: (\\#tab:mills) Mills of all\n\n"
        '```{r gate, fig.cap="The gate"}\nknitr::include_graphics("gate.png")\n```\n'
    )

    text = bring_in(path).file("text/1-nine-mills.md")

    assert "They stand in [](#tbl-mills), as [](#fig-gate) shows." in text


def test_obsidian(bring_in: Importer, tmp_path: Path) -> None:
    (tmp_path / "attachments").mkdir()
    for name in ("gates.png", "attachments/weir.png"):
        Image.new("RGB", (400, 300), "navy").save(tmp_path / name)
    path = tmp_path / "mill.md"
    path.write_bytes((MANUSCRIPTS / "obsidian.md").read_bytes())
    blocks, _ = read("obsidian.md")

    result = bring_in(path)
    text = result.file("text/1-gates.md")

    assert callouts(blocks) == [("callout-note", "Mind the step"), ("callout-warning", "")]
    assert "shut at dusk, see the keepers and Old mills." in text
    assert "> An ordinary quotation." in text
    assert "[\\[1\\]](https://mill.example/)" in text
    assert "(figures/gates.png" in text
    assert "(figures/weir.png" in text
    assert "a reader does not see: Ask Ada." in result.left_out


@pytest.mark.parametrize(
    "text",
    [
        "Prices of 5==6 and a == b == c, 20%% of 30%%.\n",
        "```md\n![[a.png]] and {{< pagebreak >}} and :::{note}\n```\n",
        "`[[a]]`, `==b==` and `{{< c >}}` in code.\n",
        "A [[1]](https://mill.example/) and an array[[1]][2].\n",
        "```python\nprint(1)\n```\n",
        "Set {a, b} and {c}d; (ref:none) stays.\n",
    ],
)
def test_what_only_looks_like_a_mark_stays(text: str) -> None:
    ledger = Ledger()

    assert read_dialects(text, ledger) == text
    assert ledger == Ledger()
