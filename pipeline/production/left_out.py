"""Editions that cannot be made on this machine, and are left out unless requested by name.

The only reason is that the print edition needs the ICC profile of its printing condition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.editions.table import EDITIONS
from pipeline.errors import CannotRunError
from pipeline.press.pdf.printing.settings import condition_named, find_profile, missing
from pipeline.production.style_inputs import printing_condition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An edition that is left out, the reason, and a hint."""

    edition: str
    why: str
    hint: str

    def __str__(self) -> str:
        """The message as a line to print."""
        return f"the {self.edition} edition is left out: {self.why}; {self.hint}"


def left_out_of(named: Sequence[str], workspace: Workspace) -> tuple[LeftOut, ...]:
    """The editions that cannot be made on this machine, except those requested by name."""
    names = [one.name for one in EDITIONS if one.needs_profile and one.name not in named]
    if not names:
        return ()
    try:
        condition = condition_named(printing_condition(workspace))
    except CannotRunError:
        return ()  # The unknown condition is reported when the style is read.
    if find_profile(condition) is not None:
        return ()
    return tuple(LeftOut(name, missing(condition), condition.fix) for name in names)
