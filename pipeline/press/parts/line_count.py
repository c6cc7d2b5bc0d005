"""How many texts of a part have lines that were planned, as plain data."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class LineCount:
    """The texts of more than one line: those ``planned``, and those ``left`` to the engine.

    For each that was left there is the reason why.
    """

    planned: int = 0
    left: tuple[str, ...] = ()

    @property
    def share_left(self) -> float:
        """The share of texts that were left to the engine."""
        return len(self.left) / max(1, self.planned + len(self.left))

    @property
    def reasons(self) -> str:
        """Why texts were left, each reason with how many there are."""
        return ", ".join(f"{count} with {why}" for why, count in sorted(Counter(self.left).items()))


def total(counts: Iterable[LineCount]) -> LineCount:
    """What several parts have together."""
    all_counts = tuple(counts)
    planned = sum(count.planned for count in all_counts)
    return LineCount(planned, tuple(why for count in all_counts for why in count.left))
