"""Editions that this machine cannot make: left out, unless they are asked for by name.

There is one reason: to print, the ICC profile of the printing condition must be there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.editions.table import EDITIONS
from pipeline.errors import CannotRunError
from pipeline.press.pdf.printing import condition_named, find_profile, missing
from pipeline.production.freshness import printing_condition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An edition that is left out, why, and what to do to have it made."""

    edition: str
    why: str
    hint: str

    def __str__(self) -> str:
        """Give it as a line to print."""
        return f"the {self.edition} edition is left out: {self.why}; {self.hint}"


def left_out_of(named: Sequence[str], workspace: Workspace) -> tuple[LeftOut, ...]:
    """Return the editions that cannot be made here, but for those that are named."""
    names = [one.name for one in EDITIONS if one.needs_profile and one.name not in named]
    if not names:
        return ()
    try:
        condition = condition_named(printing_condition(workspace))
    except CannotRunError:
        return ()  # Whoever reads the style says that there is no such condition.
    if find_profile(condition) is not None:
        return ()
    return tuple(LeftOut(name, missing(condition), condition.cure) for name in names)
