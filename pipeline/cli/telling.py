"""What has kept a command from being done, told to its user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError, FaultError, NotepressError, SourceError
from pipeline.faults import hint_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.cli.console import Console


def tell(error: NotepressError, words: Sequence[str], console: Console) -> None:
    """Print findings, a trouble or a fault; ``words`` are those of the command."""
    if isinstance(error, SourceError):
        console.findings(error.findings)
    elif isinstance(error, CannotRunError):
        console.trouble(str(error), error.hint or hint_for(error.__cause__))
    elif isinstance(error, FaultError):
        from pipeline.cli.fault import tell_fault

        tell_fault(error, words, console)
    else:
        console.trouble(str(error))
