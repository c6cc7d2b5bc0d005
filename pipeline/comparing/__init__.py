"""Compare two notes, or two revisions of one: what was added, removed, moved and reworded.

Both notes become one row of elements each; ids say which element of the one is which of the
other, and where ids are made from words, the words themselves do. Nothing is read or written.
"""

from __future__ import annotations

from pipeline.comparing.changes import Change, Comparison, compare_notes
from pipeline.comparing.report import as_data, describe

__all__ = ["Change", "Comparison", "as_data", "compare_notes", "describe"]
