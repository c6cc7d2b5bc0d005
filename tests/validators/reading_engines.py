"""Two engines that reading apps are built on: foliate-js and epub.js, in Chromium."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from validators.browser import run_script
from validators.tools import HERE, find_package_file

if TYPE_CHECKING:
    from pathlib import Path

Engine = Literal["foliate", "epubjs"]

ENGINES: dict[Engine, str] = {
    "foliate": "foliate-js/view.js",
    "epubjs": "epubjs/dist/epub.min.js",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reading engine made of an EPUB."""

    contents: tuple[str, ...]
    """Labels of the table of contents at every depth, in order."""
    pages: tuple[str, ...]
    """Labels of the page-list."""
    errors: tuple[str, ...]
    """Exceptions, console errors and requests to other hosts."""
    screenshots: tuple[Path, ...]
    """One picture of 600 x 800 px for each screen of text."""


def open_epub(
    epub: Path,
    engine: Engine,
    folder: Path,
    *,
    screens: int = 3,
    scheme: Literal["light", "dark"] = "light",
    start: str | None = None,
) -> Reading:
    """Open an EPUB and turn its pages, with pictures in a folder.

    `start` is where to begin, as a path in the EPUB's container, with or without a fragment.
    """
    find_package_file(ENGINES[engine], engine)
    shots = [folder / f"{engine}-{scheme}-{number:02}.png" for number in range(1, screens + 1)]
    order = {
        "epub": str(epub.resolve(strict=True)),
        "engine": engine,
        "scheme": scheme,
        "start": start,
        "shots": [str(shot) for shot in shots],
    }
    seen = run_script(HERE / "open_epub.mjs", order)
    return Reading(
        contents=tuple(seen["contents"]),
        pages=tuple(seen["pages"]),
        errors=tuple(seen["errors"]),
        screenshots=tuple(shots),
    )
