"""What a check has found: a remark that still knows the element instead of an id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.press.parts.remarks import Kind


@dataclass(frozen=True, slots=True)
class Found:
    """A `Remark` in the making: ``element`` is what it is about."""

    kind: Kind
    page: int
    element: Any
    words: str = ""
    size: float = 0.0
