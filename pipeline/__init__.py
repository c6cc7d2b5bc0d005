"""notepress: every edition of a policy note from one validated source.

Data moves one way, a room for each step:

1. `pipeline.load`: the files of a note become a `Note`, checked and frozen, or findings.
2. `pipeline.views`: a note becomes the plain data that a page needs.
3. `pipeline.press`: views, templates and styles become HTML, XHTML and PDF.
4. `pipeline.editions`: which view, template and engine make each output.
5. `pipeline.production.publish`: outputs are published, all or nothing.
6. `pipeline.preflight`: finished files are read back and checked.

From Python::

    from pathlib import Path
    from pipeline import build, load_note

    note = load_note(Path("source/notes/my-note"))
    manifest = build(note, editions=("pdf", "epub"), out=Path("build"))

Many notes, side by side, with the index of them all::

    from pipeline import build_series

    if __name__ == "__main__":
        results = build_series(sorted(Path("source/notes").iterdir()), jobs=4)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.load import load_note
    from pipeline.production.building import build
    from pipeline.production.series.conducting import build_series

__all__ = ["build", "build_series", "load_note"]


def __getattr__(name: str) -> Any:
    # Imported on first use, so that the command line starts at once.
    if name == "build":
        from pipeline.production.building import build

        return build
    if name == "build_series":
        from pipeline.production.series.conducting import build_series

        return build_series
    if name == "load_note":
        from pipeline.load import load_note

        return load_note
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
