"""Durations as people say them."""

from __future__ import annotations

from typing import Final

_SHORT: Final = 10
_MINUTE: Final = 60
_HOUR: Final = 3600
_LONG: Final = 90


def format_duration(seconds: float) -> str:
    """A duration in two units at most: ``7.2 s``, ``45 s``, ``12 min``, ``3 h 20 min``."""
    if seconds < _SHORT:
        return f"{seconds:.1f} s"
    if seconds < _LONG:
        return f"{seconds:.0f} s"
    minutes = round(seconds / _MINUTE)
    if seconds < _HOUR:
        return f"{minutes} min"
    return f"{minutes // _MINUTE} h {minutes % _MINUTE} min"
