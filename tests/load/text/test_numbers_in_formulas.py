"""Numbers in formulas keep the comma that is in them, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load import load_files
from pipeline.note.text import Formula
from pipeline.note.walk import headings_in, inlines_of

FOLDER = Path(__file__).parents[3] / "tests/notes/minimal"
TEXT = "text/1-sharing.md"


def formulas_of(typed: str) -> list[str]:
    """The MathML of the formulas of a paragraph."""
    files = {
        path.relative_to(FOLDER).as_posix(): path.read_bytes()
        for path in FOLDER.rglob("*")
        if path.is_file()
    }
    note = load_files("commas", {**files, TEXT: files[TEXT] + f"\n{typed}\n".encode()})
    text = [block for heading in headings_in(note) for block in heading.blocks]
    return [one.mathml for one in inlines_of(text) if isinstance(one, Formula)]


@pytest.mark.slow
def test_a_comma_in_braces_belongs_to_its_number() -> None:
    typed = r"$p = 0{,}01$, $1{,}234{,}567$, $f(1{,}5, 2)$, $f(0,1)$ and $x_{1,2} = 3{,}5$"
    decimal, thousands, both, pair, index = formulas_of(typed)
    assert "<mn>0,01</mn>" in decimal
    assert "<mn>1,234,567</mn>" in thousands
    assert "<mn>1,5</mn><mo>,</mo><mn>2</mn>" in both
    assert "<mn>0</mn><mo>,</mo><mn>1</mn>" in pair
    assert "<mn>1</mn><mo>,</mo><mn>2</mn>" in index
    assert "<mn>3,5</mn>" in index
