"""The outputs of a note, and the findings of preflight for them or for altered ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from pipeline.editions.table import NAMES
from pipeline.findings import Finding
from pipeline.house_style import load_style
from pipeline.preflight.examination import examine_file
from pipeline.preflight.expectations import Expected, OutputFile, expect
from pipeline.press.pdf.printing.settings import CONDITIONS, find_profile
from pipeline.production.building import build_folder
from pipeline.production.manifest import read_manifest
from pipeline.workspace import Workspace, built_in_styles


@dataclass(frozen=True)
class Outputs:
    """The outputs of a note: their folder, the files by path, what is expected of them."""

    folder: Path
    files: Mapping[str, OutputFile]
    expected: Expected

    def path(self, edition: str, suffix: str, *, one_pager: bool = False) -> str:
        """The path of the first file of an edition with an ending."""
        return next(
            path
            for path, file in self.files.items()
            if file.edition == edition
            and path.endswith(suffix)
            and path.startswith("one-pagers/") == one_pager
        )

    def found(self, path: str, content: bytes) -> list[Finding]:
        """What is found in one file that has other content, beside all the others."""
        file = replace(self.files[path], content=content)
        found = list(examine_file(file, {**self.files, path: file}, self.expected))
        assert all(one.place.path.startswith(path) for one in found)
        return found


def build(
    source: Path, out: Path, root: Path, editions: Sequence[str] = NAMES, tokens: str = ""
) -> Outputs:
    """Build editions of a note and return their files and what is expected of them.

    The cache is in ``root``; ``tokens`` take the place of those of the built-in style.
    """
    if find_profile(CONDITIONS["fogra39"]) is None:
        pytest.skip(f"no profile for print: {CONDITIONS['fogra39'].source}")
    own = out / "styles"
    if tokens:
        own.mkdir()
        (own / "tokens.css").write_text(f":root {{ {tokens} }}")
    workspace = Workspace(root, out, own, out)
    build_folder(source, workspace, editions)
    own_styles = [own] if tokens else []
    folder = workspace.outputs_of(source)
    manifest = read_manifest(folder)
    assert manifest is not None
    files = {
        path: OutputFile(path, output.edition, output.media_type, (folder / path).read_bytes())
        for path, output in sorted(manifest.outputs.items())
    }
    return Outputs(folder, files, expect(manifest, load_style(built_in_styles(), *own_styles)))
