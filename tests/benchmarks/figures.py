"""What was measured, and what it comes to: medians, and medians of ratios in each round."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from measuring import Usage
    from watching import Delays


@dataclass(slots=True)
class Figures:
    """Usage by length and case, memory likewise, and the delays of watching beside the trio."""

    usage: dict[tuple[int, str], list[Usage]] = field(default_factory=lambda: defaultdict(list))
    memory: dict[tuple[int, str], int] = field(default_factory=dict)
    watched: list[tuple[Delays, Usage]] = field(default_factory=list)
    together: list[tuple[Usage, Usage]] = field(default_factory=list)
    """Several notes built by one command, and by one each."""

    def wall(self, times: int, case: str) -> float:
        """Return the median by the clock, in seconds."""
        return median(usage.wall for usage in self.usage[times, case])

    def least(self, times: int, case: str) -> float:
        """Return the shortest by the clock, in seconds."""
        return min(usage.wall for usage in self.usage[times, case])

    def processor(self, times: int, case: str) -> float:
        """Return the median of processor time, in seconds."""
        return median(usage.processor for usage in self.usage[times, case])

    def ratio(self, times: int, case: str, to: str) -> float:
        """Return the median of the ratios by the clock in each round."""
        pairs = zip(self.usage[times, case], self.usage[times, to], strict=True)
        return median(one.wall / other.wall for one, other in pairs)

    def as_data(self) -> object:
        """Return everything that was measured, for a JSON file."""
        return {
            "usage": {
                f"{times} {case}": [[round(one.wall, 3), round(one.processor, 3)] for one in usage]
                for (times, case), usage in self.usage.items()
            },
            "memory": {f"{times} {case}": held for (times, case), held in self.memory.items()},
            "several notes": [[round(one.processor, 3) for one in pair] for pair in self.together],
            "watch": [[delay.screen_pdf, delay.everything] for delay, _ in self.watched],
        }
