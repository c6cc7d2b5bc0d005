"""A note built once with all its editions, whose files the tests examine and damage."""

from __future__ import annotations

from pathlib import Path

import pytest
from built_outputs import Outputs, build

RICH = Path(__file__).parents[1] / "notes/rich"


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory, shared_root: Path) -> Outputs:
    """The outputs of the note with one of each kind of element."""
    return build(RICH, tmp_path_factory.mktemp("preflight"), shared_root)
