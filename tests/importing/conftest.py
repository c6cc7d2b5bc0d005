"""What tests of the importing room share: an import, written down and loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.importing import import_manuscript
from pipeline.importing.report import ImportReport
from pipeline.load import load_note
from pipeline.note import Note


@dataclass(frozen=True)
class Result:
    """A note that was imported, its folder, and the report."""

    note: Note
    folder: Path
    report: ImportReport

    def file(self, name: str) -> str:
        """The text of a source file."""
        return (self.folder / name).read_text("utf-8")

    @property
    def left_out(self) -> str:
        """All that the report says is not in the source."""
        return "\n".join(f"{entry.why}: {entry.text}" for entry in self.report.left_out)


Importer = Callable[[Path], Result]


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
