"""What tests of the importing room share: an import, written down and loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from imported import Importer, Result

from pipeline.importing import import_manuscript
from pipeline.load import load_note


@pytest.fixture
def bring_in(tmp_path: Path) -> Importer:
    """Import a manuscript, check the source, and see that no word was lost."""

    def bring(path: Path) -> Result:
        folder = tmp_path / "notes" / "imported"
        done = import_manuscript(path, folder.name)
        for name, content in done.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        assert done.report.words.missing == ()
        return Result(load_note(folder), folder, done.report)

    return bring
