"""Rules of a stylesheet that weigh the same: the later one has the last word."""

from __future__ import annotations

from typing import Any

from cssselect2 import Matcher


class InOrder(Matcher):  # type: ignore[misc]
    """The rules of a stylesheet, with their place among all rules as part of their specificity.

    WeasyPrint keeps a logical side, such as ``margin-inline-start``, apart from the physical one
    it falls on, and of two that weigh the same takes the logical one, wherever it stands. So a
    project's ``margin-left``, or a later ``margin``, would do nothing against a built-in rule for
    the same selector. Within one rule that is still so.
    """

    def __init__(self, after: Matcher | None = None) -> None:
        """Take the rules of a sheet, which all come after those of another if it is given."""
        super().__init__()
        if after is not None:
            self.order = after.order

    def match(self, element: Any) -> list[tuple[Any, ...]]:
        """Return what the rules that match an element say, the weakest first."""
        return [
            ((*specificity, order), order, *said)
            for specificity, order, *said in super().match(element)
        ]
