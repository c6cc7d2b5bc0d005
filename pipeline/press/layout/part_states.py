"""The states of a part while a note is laid out, and the transitions between them."""

from __future__ import annotations

from enum import Enum, auto


class State(Enum):
    """How far a part has got."""

    COUNTED = auto()
    """Its page count is in the store; so may its pages be, which its numbers will show."""
    NEW = auto()
    """It is waiting for a free worker."""
    LAYING_OUT = auto()
    """A worker is laying it out, or writing its pages."""
    ASKING = auto()
    """A worker holds its pages, counted, and waits for their numbers."""
    DEFERRED = auto()
    """Its pages were counted and discarded. It is laid out again when its numbers are known, or
    when no other part is waiting."""
    FOUND = auto()
    """Its pages were in the store."""
    LAID_OUT = auto()
    """Its pages were laid out in this build."""
    FAILED = auto()
    """It has findings instead of pages."""

    @property
    def is_final(self) -> bool:
        """Whether nothing can follow."""
        return not _NEXT[self]

    @property
    def has_process(self) -> bool:
        """Whether it occupies a worker."""
        return self in {State.LAYING_OUT, State.ASKING}

    def then(self, following: State) -> State:
        """The next state, checked. Raises ValueError if it may not follow this one."""
        if following not in _NEXT[self]:
            raise ValueError(f"a part that is {self.name} cannot become {following.name}")
        return following


_NEXT = {
    State.COUNTED: {State.NEW, State.FOUND},
    State.NEW: {State.LAYING_OUT, State.FOUND},
    State.LAYING_OUT: {State.ASKING, State.DEFERRED, State.LAID_OUT, State.FAILED},
    State.ASKING: {State.LAYING_OUT, State.FAILED},
    State.DEFERRED: {State.NEW, State.LAYING_OUT, State.FOUND},
    State.FOUND: set(),
    State.LAID_OUT: set(),
    State.FAILED: set(),
}
"""The states that may follow. A part begins as `State.COUNTED` or as `State.NEW`."""
