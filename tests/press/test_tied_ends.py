"""A no-break space before an element does not end the line far too early."""

from __future__ import annotations

import pytest
from part_jobs import lay_out

from pipeline.press.engine import Engine

CSS = "@page { size: 160mm 160mm } p { text-align: left; hyphens: none }"


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_a_line_is_filled_up_to_what_is_tied(engine: Engine, space: str) -> None:
    paragraphs = [
        "of water " * words + f"{'i' * letters}{space}<em>institutions</em> of the valley, all."
        for words in range(4, 8)
        for letters in range(1, 12)
    ]
    body = "".join(f'<p id="p{place}">{text}</p>' for place, text in enumerate(paragraphs))
    part = lay_out(engine, body, CSS)
    assert [remark.words for remark in part.remarks if remark.kind == "short line"] == []
