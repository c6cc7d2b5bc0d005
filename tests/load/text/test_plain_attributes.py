"""What attributes say in plain text: a backslash before a sign has it printed, and is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.load import load_note
from pipeline.note import Note
from pipeline.note.text import Box, Figure, Recommendation, Table
from pipeline.note.walk import plain

MINIMAL = Path(__file__).parents[2] / "notes/minimal"
TYPED = r"CO \*x\* \_y_ \\\*"
PRINTED = r"CO *x* _y_ \*"
TEXT = f"""# Other points {{#other-points short="{TYPED}"}}

{{caption="{TYPED}" source="{TYPED}" note="{TYPED}"}}
| A |
|---|
| 1 |

![Hours](figures/hours.csv){{.table source="{TYPED}" note="{TYPED}"}}

![A wall](figures/wall.png "{TYPED}"){{source="{TYPED}" note="{TYPED}"}}

::: {{.box title="{TYPED}"}}
It creaks.
:::

::: {{.recommendation to="{TYPED}"}}
Mend it.
:::
"""


@pytest.fixture
def note(tmp_path: Path) -> Note:
    folder = Path(shutil.copytree(MINIMAL, tmp_path / "river"))
    (folder / "figures/hours.csv").write_text("Village\nUpper\n", "utf-8")
    shutil.copy(MINIMAL.parent / "rich/figures/wall.png", folder / "figures/wall.png")
    (folder / "text/2-other-points.md").write_text(TEXT, "utf-8")
    return load_note(folder)


def test_backslashes_before_signs_are_not_printed(note: Note) -> None:
    theme = note.themes[1]
    lines = [theme.short]
    for block in theme.blocks:
        match block:
            case Table(data=""):
                lines += [plain(block.caption), plain(block.source), plain(block.note)]
            case Table():
                lines += [plain(block.source), plain(block.note)]
            case Figure():
                lines += [plain(block.caption), plain(block.credit), plain(block.note)]
            case Box():
                lines.append(plain(block.title))
            case Recommendation():
                lines.append(block.to or "")
    assert lines == [PRINTED] * 11
