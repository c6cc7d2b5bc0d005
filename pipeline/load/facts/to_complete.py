"""The comment over a value that was made up, and that a person has to complete."""

from __future__ import annotations

from typing import Final

TO_COMPLETE: Final = "# To be completed: "
"""The beginning of the comment; the lines of it follow, and then the key."""
