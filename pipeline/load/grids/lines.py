"""A line of a drawn table as columns of equal width."""

from __future__ import annotations

import unicodedata
from itertools import accumulate


class Line:
    """A line as columns of equal width, in which a sign of East Asian width takes two."""

    def __init__(self, text: str, start: int) -> None:
        self.columns: list[str] = []
        for sign in text[start:].rstrip():
            if unicodedata.combining(sign) and self.columns:
                last = len(self.columns) - (1 if self.columns[-1] else 2)
                self.columns[last] += sign
                continue
            self.columns.append(sign)
            if unicodedata.east_asian_width(sign) in "WF":
                self.columns.append("")
        self._before = tuple(accumulate(map(len, self.columns), initial=start))

    def before(self, column: int) -> int:
        """How many characters of the line stand before a column."""
        return self._before[column]
