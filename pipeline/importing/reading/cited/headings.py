"""What is said of lists of works that programs made, and how their headings are known."""

from __future__ import annotations

import re
from typing import Final

from pipeline.importing.vocabulary import words

LIST: Final = "list of works that the program made, which notepress makes anew"
"""Why the lines of such a list are left out."""
LIST_HEADING: Final = "heading of the list of works, which the style adds"
"""Why its heading is left out."""
UNREAD: Final = "its works are not in the file: update it in the program that manages them"
"""Why a citation stayed words."""

_NUMBER: Final = re.compile(r"^[\dIVX]{0,4}[.):\s]*")


def is_heading_of_list(text: str) -> bool:
    """Whether a line is the heading of a list of works, in any language."""
    plain = _NUMBER.sub("", text.strip()).rstrip(".:： ").casefold()
    return plain in words("facts", "references")
