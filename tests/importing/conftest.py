"""What tests of the importing room share: an import, written down and loaded."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import imported
import pytest
from imported import Importer


@pytest.fixture
def bring_in(tmp_path: Path) -> Importer:
    """Import a manuscript, check the source, and see that no word was lost."""

    return partial(imported.bring_in, notes=tmp_path / "notes")
