"""Addresses of links that the source does not have are in the report."""

from __future__ import annotations

from pathlib import Path

import pytest
from imported import Importer
from PIL import Image

pytestmark = pytest.mark.slow

TEXT = """\
# [Water](https://water.example/title)

## Sharing

See [the plan](https://water.example/plan "A plan") and [its annex](https://water.example/plan/a).

[![A gate](gate.png)](https://water.example/gate)
"""


def test_addresses_without_a_place_are_reported(bring_in: Importer, tmp_path: Path) -> None:
    Image.new("RGB", (60, 40), "green").save(tmp_path / "gate.png")
    path = tmp_path / "in.md"
    path.write_text(TEXT, "utf-8")

    result = bring_in(path)

    told = result.left_out
    assert "address of a link on a picture: https://water.example/gate" in told
    assert "title of a link, which a note does not show: A plan" in told
    assert "https://water.example/plan" not in told
