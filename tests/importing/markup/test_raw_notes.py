"""Footnotes that cells of a table in HTML call come in with the note."""

from __future__ import annotations

from pathlib import Path

import pytest
from imported import Importer

TEXT = """\
# Gates

Text[^1] and <b>bold[^2]</b> of a paragraph.

<table title="[^1]"><tr><th>Gate[^3]</th><th>Width</th></tr>
<tr><td>old</td><td>5[^Long-name] and [^none]</td></tr></table>

[^1]: In ink.
[^2]: Two notes.
[^3]: Three *notes*.

    A second paragraph.

[^Long-name]: Four notes.
"""


@pytest.mark.parametrize("name", ["gates.md", "gates.qmd"])
def test_calls_in_cells_are_footnotes(name: str, bring_in: Importer, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(TEXT, "utf-8")

    text = bring_in(path).file("text/1-gates.md")

    assert "Text[^1] and **bold[^2]**" in text
    assert "| Gate[^3] | Width |" in text
    assert "5[^4] and" in text
    assert "[^3]: Three *notes*." in text
    assert "A second paragraph." in text
    assert "[^4]: Four notes." in text
    assert text.count("In ink.") == 1


def test_what_is_code_calls_nothing(bring_in: Importer, tmp_path: Path) -> None:
    path = tmp_path / "gates.md"
    path.write_text(TEXT.replace("<td>old", "<td><code>old[^3]</code>"), "utf-8")

    assert "`old[^3]`" in bring_in(path).file("text/1-gates.md")
