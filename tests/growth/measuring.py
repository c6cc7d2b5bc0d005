"""Processor time for an input and for one four times as large.

Time is that of the process and the least of several runs, so that a load on the machine does not
count. Work that grows as n log n takes little more than 4 times as long, n squared 16 times.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Any, Final

MOST: Final = 6.0
"""How many times as long four times the input may take."""
LONG_ENOUGH: Final = 0.05
"""Seconds below which a time says nothing."""
_ROUNDS: Final = 5


def growth(make: Callable[[int], Any], run: Callable[[Any], object], sizes: range) -> float:
    """How many times as long four times the input takes; 0 if the largest takes no time.

    ``sizes`` gives the first size and the last; they are tried until one takes long enough.
    """
    size = sizes.start
    while (least := _seconds(make(size), run)) < LONG_ENOUGH:
        size *= 4
        if size > sizes.stop:
            return 0
    one, four = make(size), make(4 * size)
    most = _seconds(four, run)
    for _ in range(_ROUNDS):
        if most <= MOST * least:
            break
        least, most = max(least, _seconds(one, run)), min(most, _seconds(four, run))
    return most / least


def _seconds(given: Any, run: Callable[[Any], object]) -> float:
    # Collecting all of the process's objects would take longer than most of what is measured.
    gc.disable()
    try:
        start = time.process_time()
        run(given)
        return time.process_time() - start
    finally:
        gc.enable()
