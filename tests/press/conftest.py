"""The layout engine, started once for all tests of the press."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.press.engine.engine import Engine


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """A running layout engine."""
    with Engine(max_preloaded=50) as running:
        yield running
