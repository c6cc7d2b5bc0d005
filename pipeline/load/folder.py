"""The files of a note: which there are, and what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.errors import CannotRunError
from pipeline.findings import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.load.report import Report

TEXT_BYTES: Final = 2_000_000
"""Size that a text file may have, in bytes."""
PICTURE_BYTES: Final = 20_000_000
"""Size that a picture may have, in bytes."""
PICTURE_TYPES: Final = (".svg", ".png", ".jpg")
"""Endings of the pictures a note may use."""

_IMPRINT: Final = "imprint.yaml"


@dataclass(frozen=True, slots=True)
class Files:
    """Every source file of a note by its path in the folder; ``imprint`` is where findings say
    the imprint is.
    """

    slug: str
    content: Mapping[str, bytes]
    imprint: str

    def theme_files(self) -> list[str]:
        """Return the paths of the theme files in the order of their numbers."""
        return sorted(
            (name for name in self.content if name.startswith("text/") and name != INTRODUCTION),
            key=lambda name: int(name.removeprefix("text/").partition("-")[0]),
        )

    def pictures(self) -> dict[str, bytes]:
        """Return the pictures by path."""
        return {name: data for name, data in self.content.items() if name.startswith("figures/")}


INTRODUCTION: Final = "text/introduction.md"


def read_folder(folder: Path, report: Report) -> Files:
    """Return the files of a note's folder. Raises `CannotRunError` if there is no such folder."""
    if not folder.is_dir():
        raise CannotRunError(f"{folder} is not a folder", "name the folder that holds note.yaml")
    folder = folder.resolve()
    content: dict[str, bytes] = {}
    for name in ("note.yaml", "people.yaml"):
        if (folder / name).is_file():
            content[name] = (folder / name).read_bytes()
        else:
            report.add("N201", f"{name} is missing", Place(name))
    for path in sorted((folder / "text").glob("*.md")):
        content[f"text/{path.name}"] = path.read_bytes()
    for path in sorted((folder / "figures").glob("*")):
        if path.suffix in PICTURE_TYPES:
            content[f"figures/{path.name}"] = path.read_bytes()
    imprint = next(
        (up / _IMPRINT for up in (folder, *folder.parents[:2]) if (up / _IMPRINT).is_file()), None
    )
    if imprint is None:
        report.add("N201", f"{_IMPRINT} is missing", Place(_IMPRINT))
        return Files(folder.name, content, _IMPRINT)
    content[_IMPRINT] = imprint.read_bytes()
    return Files(folder.name, content, _IMPRINT)
