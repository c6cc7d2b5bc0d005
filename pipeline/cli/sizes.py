"""Formatting of file sizes."""

from __future__ import annotations


def format_size(size: int) -> str:
    """Format a number of bytes for people: ``912 B``, ``87 KB``, ``1.2 MB``."""
    if size < 1000:
        return f"{size} B"
    if size < 999_500:
        return f"{size / 1000:.0f} KB"
    return f"{size / 1_000_000:.1f} MB"
