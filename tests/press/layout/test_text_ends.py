"""A space before an element does not end the line far too early."""

from __future__ import annotations

import pytest
from part_jobs import lay_out

from pipeline.press.engine.engine import Engine

CSS = "@page { size: 160mm 160mm } p { text-align: left; hyphens: none }"


@pytest.mark.slow
@pytest.mark.parametrize("space", ["\u00a0", "\u202f", " "])
def test_a_line_is_filled_up_to_what_follows(engine: Engine, space: str) -> None:
    text = f"{'of water ' * 6}in{space}<em>institutions</em> of the valley, all."
    body = "".join(
        f'<p id="p{tenths}" style="width: {150 + tenths / 10}pt">{text}</p>'
        for tenths in range(0, 1500, 9)
    )
    part = lay_out(engine, body, CSS)
    assert [remark.words for remark in part.remarks if remark.kind == "short line"] == []
