"""The printed numbers of the pages of a PDF, from its page labels."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf


def read_page_numbers(pdf: pikepdf.Pdf) -> tuple[int, ...]:
    """The number of each page (ISO 32000-1, 12.4.2).

    Pages are counted from 1 where there are no labels, or none that a note can have: numbers
    that rise, and leave out at most one before each page.
    """
    count = len(pdf.pages)
    try:
        numbers = _labelled(pdf.Root.PageLabels.Nums, count)
    except (AttributeError, KeyError, TypeError, ValueError):
        return tuple(range(1, count + 1))
    is_likely = all(1 <= after - before <= 2 for before, after in pairwise(numbers))
    return numbers if is_likely else tuple(range(1, count + 1))


def _labelled(labels: Any, count: int) -> tuple[int, ...]:
    entries = list(labels)
    starts = {
        int(place): int(label.St) for place, label in zip(entries[::2], entries[1::2], strict=True)
    }
    numbers = [starts[0]]
    for place in range(1, count):
        numbers.append(starts.get(place, numbers[-1] + 1))
    return tuple(numbers) if numbers[0] == 1 else tuple(range(1, count + 1))
