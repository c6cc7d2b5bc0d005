"""Whether builds of the same source are equal in bytes."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def digests(folder: Path) -> dict[str, str]:
    """Map the paths of all outputs in a folder to digests of their bytes.

    Manifests, which name tools and their versions, and what notepress keeps for itself are left
    out.
    """
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json" and not _is_hidden(path, folder)
    }


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def differences(builds: Mapping[str, Mapping[str, str]]) -> list[str]:
    """List the paths that are not in all builds with the same bytes."""
    paths = sorted({path for build in builds.values() for path in build})
    return [path for path in paths if len({build.get(path) for build in builds.values()}) > 1]


def not_up_to_date(printed: str, notes: Path) -> list[str]:
    """List the notes in a folder, and the languages of works, that a build did not find unchanged.

    ``printed`` is what the build printed.
    """
    names = [path.parent.relative_to(notes).as_posix() for path in notes.rglob("note.yaml")]
    return sorted(set(names) - set(re.findall(r"^(\S+): up to date$", printed, re.MULTILINE)))
