"""The specimen of a style has every component, and nothing is wrong in it."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from pipeline.load.loading import load_with_warnings
from pipeline.note import text as t
from pipeline.note.walk import headings_in, nodes_below
from pipeline.starting.specimen import SPECIMEN, specimen_files

# What the press makes of citations, and of a break that nobody types for its own sake.
NOT_TYPED = {"WorkList", "LineBreak"}


@pytest.mark.slow
def test_every_kind_of_block_inline_and_part_is_in_it(tmp_path: Path) -> None:
    for path, text in specimen_files().items():
        file = tmp_path / SPECIMEN / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    loaded = load_with_warnings(tmp_path / SPECIMEN)
    assert loaded.warnings == ()
    found = {
        type(node).__name__ for one in headings_in(loaded.note) for node in nodes_below(one.blocks)
    }
    for union in (t.Block, t.Inline):
        kinds = {kind.__name__ for kind in get_args(get_args(union)[0])}
        assert kinds - NOT_TYPED <= found
    written = {Path(path).stem for path in specimen_files() if path.startswith("text/")}
    for name in (
        "foreword",
        "acknowledgements",
        "summary",
        "introduction",
        "conclusion",
        "annex-a",
    ):
        assert any(one.startswith(name) for one in written), name
