"""Verification that outputs match their manifest, and that the source reproduces them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.findings import Finding, Place
from pipeline.production.building import build_folder
from pipeline.production.digests import digest_of
from pipeline.production.manifest import FILE_NAME, Manifest, read_manifest
from pipeline.scratch import ScratchFolder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Verified:
    """The result of building a note again.

    ``findings`` are outputs that differ, ``libraries`` describes versions that differ from those
    in the manifest.
    """

    findings: tuple[Finding, ...]
    libraries: tuple[str, ...]


def verify_files(folder: Path) -> tuple[Finding, ...]:
    """Compare the outputs in a folder with its manifest: N410 missing, N411 altered.

    N412, a file that was not made by a build, is a warning: builds leave it alone.
    """
    manifest = _manifest(folder)
    findings = []
    for path, output in manifest.outputs.items():
        if not (folder / path).is_file():
            findings.append(_finding("N410", folder / path, "is missing", "build the note again"))
        elif digest_of(folder / path) != output.sha256:
            hint = "find out who changed it; delete it and build the note again"
            findings.append(
                _finding("N411", folder / path, "differs from the file in the manifest", hint)
            )
    known = {folder / path for path in (*manifest.outputs, FILE_NAME)}
    for found in sorted(folder.rglob("*")):
        if found.is_file() and found not in known:
            hint = "move it elsewhere if only built files are to be published"
            foreign = _finding("N412", found, "was not made by a build", hint)
            findings.append(replace(foreign, severity="warning"))
    return tuple(findings)


def verify_build(source: Path, workspace: Workspace, progress: Callable[[str], None]) -> Verified:
    """Build a note again, in a temporary folder without a cache, and compare byte by byte.

    N413 for an output that differs, N414 for one that is no longer made or is new.
    """
    old = _manifest(workspace.outputs_of(source))
    with ScratchFolder() as folder:
        # The root is different as well, because the cache is there.
        elsewhere = replace(workspace, root=folder, out=folder / "build")
        editions = tuple(dict.fromkeys(output.edition for output in old.outputs.values()))
        new = build_folder(source, elsewhere, editions, progress).manifest
    findings = []
    for path in sorted({*old.outputs, *new.outputs}):
        place = workspace.outputs_of(source) / path
        if path not in old.outputs or path not in new.outputs:
            hint = "build the note again"
            findings.append(_finding("N414", place, "does not match the current source", hint))
        elif old.outputs[path].sha256 != new.outputs[path].sha256:
            hint = "the source, the style or a tool has changed: notepress build --explain"
            findings.append(_finding("N413", place, "is different when built again", hint))
    return Verified(tuple(findings), _other_libraries(old, new))


def _other_libraries(old: Manifest, new: Manifest) -> tuple[str, ...]:
    return tuple(
        f"{tool} {old.tools.get(tool, 'absent')}, here {version}"
        for tool, version in new.tools.items()
        if old.tools.get(tool) != version
    )


def _manifest(folder: Path) -> Manifest:
    manifest = read_manifest(folder)
    if manifest is None:
        raise CannotRunError(f"there is no manifest in {folder}", hint="build the note first")
    return manifest


def _finding(code: str, path: Path, what: str, hint: str) -> Finding:
    return Finding(code, f"{path.name} {what}", Place(str(path)), hint)
