"""Lines of plain text that would run together stay apart, and typed columns become tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from imported import Importer

from pipeline.importing.ledger import Ledger
from pipeline.importing.opening.typed_lines import lay_out_lines

TABLE = "| Year | Trees |\n|---|---|\n| 1880 | 40 |\n| 1920 | 131 |"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Box 1: Limes\nThe limes are old.", "Box 1: Limes\n\nThe limes are old."),
        ("Section 3. Here we\nsee the limes.", "Section 3. Here we\nsee the limes."),
        ("Year   Trees\n1880      40\n1920     131", f"\n{TABLE}\n"),
        ("Year\tTrees\n1880\t40\n1920\t131", f"\n{TABLE}\n"),
        ("Year   Trees\n----   -----\n1880      40\n1920     131", f"\n{TABLE}\n"),
        ("a. Limes\nand oaks\nb. Elms", "a. Limes\nand oaks\\\nb. Elms"),
        ("1.  Limes\n2.  Oaks\n3.  Elms", "1.  Limes\n2.  Oaks\n3.  Elms"),
        ("Limes    3\nOaks     5\nElms     9", "Limes    3\nOaks     5\nElms     9"),
        ("To:    Ada\nFrom:  Bo\nDate:  May", "To:    Ada\nFrom:  Bo\nDate:  May"),
        ("It ends.  It goes\non.  And on.", "It ends.  It goes\non.  And on."),
    ],
)
def test_lines_of_plain_text(typed: str, wanted: str) -> None:
    ledger = Ledger()
    assert lay_out_lines(f"Trees\n\n{typed}\n\nEnd", ledger) == f"Trees\n\n{wanted}\n\nEnd"
    assert not ledger.to_complete


def test_columns_that_do_not_agree_keep_their_lines() -> None:
    ledger = Ledger()
    found = lay_out_lines("Name     Role\nAda Brook      Warden\n", ledger)
    assert found == "Name     Role\\\nAda Brook      Warden\n"
    assert [one.value for one in ledger.to_complete] == ["Name Role"]


@pytest.mark.slow
def test_a_text_with_a_box_a_table_and_lines(bring_in: Importer, tmp_path: Path) -> None:
    path = tmp_path / "quay.txt"
    path.write_text(
        "Trees on the quay\n\nThe limes are older than the houses behind them.\n\n"
        "Box 1: What a lime costs\nA lime costs as much as a door. It lives longer than one.\n\n"
        "Table 1: Trees by year\nYear   Trees\n1880      40\n1920   3 | 1\n\n"
        "Name     Role\nAda Brook      Warden\n\nThe limes are cut in winter.\n",
        "utf-8",
    )
    result = bring_in(path)
    text = "".join(one.read_text("utf-8") for one in (result.folder / "text").iterdir())
    assert "Box 1: What a lime costs\n\nA lime costs" in text
    assert 'caption="Trees by year"}\n| Year | Trees |' in text
    assert "Name Role\\\nAda Brook Warden" in text
    assert any("no three agree" in one.why and one.line for one in result.report.to_complete)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("quay.md", "a. Lime\nb. Oak\n\nAnd these.\n\ni) Elm\nii) Ash\n"),
        ("quay.html", "<ol type='a'><li>Lime<li>Oak</ol><p>And these.<ol type='i'><li>Elm<li>Ash"),
    ],
)
def test_letters_of_lists_become_numbers_and_are_told_once(
    bring_in: Importer, tmp_path: Path, name: str, typed: str
) -> None:
    path = tmp_path / name
    head = "<h1>Trees on the quay</h1><p>" if name.endswith("html") else "# Trees on the quay\n\n"
    path.write_text(f"{head}The limes are older than the houses.\n\n{typed}", "utf-8")
    result = bring_in(path)
    text = "".join(one.read_text("utf-8") for one in (result.folder / "text").iterdir())
    assert "1. Lime\n2. Oak\n" in text
    assert "1. Elm\n2. Ash" in text
    told = [one.text for one in result.report.changed if one.how.startswith("letters of the list")]
    assert told == ["Lime”, “Oak”, “Elm”, “Ash"]


@pytest.mark.slow
def test_points_in_paragraphs_of_their_own_keep_their_letters(
    bring_in: Importer, tmp_path: Path
) -> None:
    path = tmp_path / "quay.md"
    path.write_text("# Trees\n\nThe limes are old.\n\n(a) Lime.\n\n(b) Oak.\n\n(c) Elm.\n", "utf-8")
    result = bring_in(path)
    text = "".join(one.read_text("utf-8") for one in (result.folder / "text").iterdir())
    assert "(a) Lime.\n\n(b) Oak.\n\n(c) Elm." in text
