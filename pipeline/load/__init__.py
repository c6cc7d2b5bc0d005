"""Load a note: files -> one validated `Note`, or every finding with its line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.load.loading import load_files, load_note, load_with_warnings, locate

__all__ = ["load_files", "load_note", "load_with_warnings", "locate"]


def __getattr__(name: str) -> Any:
    # Imported on use: texts are parsed ahead of all that these need.
    if name in __all__:
        from pipeline.load import loading

        return getattr(loading, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
