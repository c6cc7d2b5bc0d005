"""What comes of an import: the note, its folder and the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kept_in_memory import PARSED

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


def bring_in(path: Path, notes: Path) -> Result:
    """Import a manuscript below a folder, check the source, and see that no word was lost."""
    folder = notes / "imported"
    done = import_manuscript(path, folder.name)
    for name, content in done.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    assert done.report.words.missing == (), done.report.words.missing
    return Result(load_note(folder, PARSED), folder, done.report)


Importer = Callable[[Path], Result]
