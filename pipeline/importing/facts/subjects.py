"""Keywords of a manuscript -> subjects."""

from __future__ import annotations

import re
from typing import Any, Final

_SIGN: Final = re.compile(r"\s*[;；]\s*")
_COMMA: Final = re.compile(r"\s*[,，、·•|]\s*|\s+[–—-]\s+")
_LONGEST: Final = 120


def split_subjects(value: Any) -> list[str]:
    """The subjects in a text, parted by semicolons, else by commas, or in a list of such."""
    if isinstance(value, list):
        return [one for part in value for one in split_subjects(part)]
    if not isinstance(value, str):
        return []
    parts = _SIGN.split(value) if _SIGN.search(value) else _COMMA.split(value)
    found = (part.strip(" .。#") for part in parts)
    return [one for one in found if one and len(one) <= _LONGEST]
