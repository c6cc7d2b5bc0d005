"""What is told while a series is built: for a command that prints it, or a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.production.series.tasks import NoteResult, NoteTask


class Listener:
    """Told what happens, in the process that conducts; this one keeps silent."""

    def begun(self, task: NoteTask) -> None:
        """Hear that a note is being built; again if its first process ended."""

    def step(self, slug: str, step: str) -> None:
        """Hear that a step of building a note begins, as far as that is known here."""

    def index_step(self, step: str) -> None:
        """Hear that a step of making the index of all notes begins."""

    def must_end(self) -> bool:
        """Say whether no further note is to be begun."""
        return False

    def checks_contents(self) -> bool:
        """Say whether contents are read also where sizes and times say that nothing changed."""
        return False

    def wants_remarks(self) -> bool:
        """Say whether remarks on the pages are wanted among the findings."""
        return False

    def done(self, result: NoteResult) -> None:
        """Hear what became of a note, in the order in which they are done."""

    def remark(self, text: str) -> None:
        """Hear of something that nobody has to act upon, in words for the user."""
