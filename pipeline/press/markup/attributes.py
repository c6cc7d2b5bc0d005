"""Attributes of elements."""

from __future__ import annotations


def class_attribute(*names: str) -> str:
    """The class attribute with these names; nothing if there are none."""
    used = " ".join(name for name in names if name)
    return f' class="{used}"' if used else ""
