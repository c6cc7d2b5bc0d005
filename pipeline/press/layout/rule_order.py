"""The cascade for rules of equal specificity: the later rule wins."""

from __future__ import annotations

from typing import Any

from cssselect2 import Matcher


class InOrder(Matcher):  # type: ignore[misc]
    """The rules of a stylesheet, whose order counts as part of their specificity.

    WeasyPrint handles a logical property, such as ``margin-inline-start``, apart from the physical
    one it maps to, and prefers the logical one at equal specificity, even if it comes first. So a
    project's ``margin-left``, or a later ``margin``, would have no effect against a built-in rule
    for the same selector. Within one rule that is still so.
    """

    def __init__(self, after: Matcher | None = None) -> None:
        """Begin with no rules; those added come later than all rules of ``after``."""
        super().__init__()
        if after is not None:
            self.order = after.order

    def match(self, element: Any) -> list[tuple[Any, ...]]:
        """The rules that match an element, in ascending order of precedence."""
        return [
            ((*specificity, order), order, *rest)
            for specificity, order, *rest in super().match(element)
        ]
