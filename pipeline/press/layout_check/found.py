"""The result of a check: a remark with an element instead of an id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.press.parts.remarks import Kind


@dataclass(frozen=True, slots=True)
class Found:
    """A preliminary `Remark` about an element."""

    kind: Kind
    page: int
    element: Any
    words: str = ""
    size: float = 0.0
