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

The same on other machines, which share a store with this one::

    from pipeline import workers_at

    with workers_at("dask://host:8786", "s3://bucket/notes") as workers:
        results = build_series(notes, executor=workers)

Any other executor will do as well: ``executor=Elsewhere(executor, "s3://bucket/notes")``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.load import load_note
    from pipeline.production.building import build
    from pipeline.production.series.conducting import build_series
    from pipeline.production.series.dask_cluster import workers_at
    from pipeline.production.series.elsewhere import Elsewhere

__all__ = ["Elsewhere", "build", "build_series", "load_note", "workers_at"]


def __getattr__(name: str) -> Any:
    # Imported on first use, so that the command line starts at once.
    if name == "build":
        from pipeline.production.building import build

        return build
    if name == "build_series":
        from pipeline.production.series.conducting import build_series

        return build_series
    if name == "Elsewhere":
        from pipeline.production.series.elsewhere import Elsewhere

        return Elsewhere
    if name == "workers_at":
        from pipeline.production.series.dask_cluster import workers_at

        return workers_at
    if name == "load_note":
        from pipeline.load import load_note

        return load_note
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
