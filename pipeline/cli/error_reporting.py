"""Reporting errors of a command to the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError, FaultError, NotepressError, SourceError
from pipeline.faults import hint_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.cli.console import Console


def report_error(error: NotepressError, words: Sequence[str], console: Console) -> None:
    """Print findings, an error or a bug; ``words`` are the arguments of the command."""
    if isinstance(error, SourceError):
        console.findings(error.findings)
    elif isinstance(error, CannotRunError):
        console.problem(str(error), error.hint or hint_for(error.__cause__))
    elif isinstance(error, FaultError):
        from pipeline.cli.fault_report import report_fault

        report_fault(error, words, console)
    else:
        console.problem(str(error))
