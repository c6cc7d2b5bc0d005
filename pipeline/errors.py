"""The errors notepress raises: one class hierarchy, with an exit code for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.findings import Finding


class NotepressError(Exception):
    """Anything notepress reports by itself; never shown as a traceback."""

    exit_code = 2


class SourceError(NotepressError):
    """The source, or a finished file, has findings that stop the work.

    ``findings`` are all of them, in the order of file and line.
    """

    exit_code = 1

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(sorted(findings, key=lambda finding: finding.order))
        super().__init__(f"{len(self.findings)} finding(s)")

    def __reduce__(self) -> tuple[type[SourceError], tuple[tuple[Finding, ...]]]:
        """Support pickling, so that the error can cross processes."""
        return SourceError, (self.findings,)


class CannotRunError(NotepressError):
    """Something outside the source is missing or refuses: a folder, a tool, a permission."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.hint = hint
        super().__init__(message)

    def __reduce__(self) -> tuple[type[CannotRunError], tuple[str, str]]:
        """Support pickling, so that the error can cross processes."""
        return CannotRunError, (str(self), self.hint)


class FaultError(NotepressError):
    """A fault of notepress itself.

    ``trace`` says where it was, in lines without any word of a note; ``doing`` is what was being
    done, in words for the user, and may name a part of the note.
    """

    def __init__(self, message: str, trace: Sequence[str] = (), doing: str = "") -> None:
        self.trace = tuple(trace)
        self.doing = doing
        super().__init__(message)

    def __reduce__(self) -> tuple[type[FaultError], tuple[str, tuple[str, ...], str]]:
        """Support pickling, so that the error can cross processes."""
        return FaultError, (str(self), self.trace, self.doing)
