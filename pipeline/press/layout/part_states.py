"""The states of a part while a note is laid out, and which may follow which."""

from __future__ import annotations

from enum import Enum, auto


class State(Enum):
    """What is being done with a part."""

    COUNTED = auto()
    """Its number of pages is in the store, and its pages may be: that shows when it is numbered."""
    NEW = auto()
    """It is to be laid out as soon as there is room."""
    LAYING_OUT = auto()
    """A process of the engine lays it out, or writes its pages."""
    ASKING = auto()
    """A process holds its pages, counted, until it is numbered."""
    DEFERRED = auto()
    """Its pages were counted and let go: it is laid out again when it is numbered, or when no other
    part is left to begin."""
    FOUND = auto()
    """Its pages were in the store."""
    LAID_OUT = auto()
    """Its pages were laid out now."""
    FAILED = auto()
    """It has findings instead of pages."""

    @property
    def is_final(self) -> bool:
        """Whether nothing is left to do."""
        return not _NEXT[self]

    @property
    def has_process(self) -> bool:
        """Whether a process of the engine has it."""
        return self in {State.LAYING_OUT, State.ASKING}

    def then(self, following: State) -> State:
        """Give the state that follows. Raises ValueError if it may not."""
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
