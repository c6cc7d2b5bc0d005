"""Fields of a Word file: an instruction, which is not shown, and what it results in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

_ADDRESS: Final = re.compile(r'\s*HYPERLINK\s+"((?:https?|mailto|ftp):[^"]+)"', re.IGNORECASE)


@dataclass(slots=True)
class Fields:
    """The fields that are open at a place, the innermost last."""

    _instructions: list[list[str]] = field(default_factory=list)
    _results: list[bool] = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        """Whether text at this place is shown: no instruction of a field is open."""
        return all(self._results)

    def instruct(self, text: str) -> None:
        """Take a part of the instruction of the innermost field."""
        if self._instructions:
            self._instructions[-1].append(text)

    def turn(self, kind: str) -> str:
        """Go to the next part of a field: ``begin``, ``separate`` or ``end``.

        When the result of a link begins, its address is the result, else an empty text.
        """
        if kind == "begin":
            self._instructions.append([])
            self._results.append(False)
        elif kind == "separate" and self._results:
            self._results[-1] = True
            address = _ADDRESS.match("".join(self._instructions[-1]))
            return address[1] if address else ""
        elif kind == "end" and self._results:
            self._instructions.pop()
            self._results.pop()
        return ""
