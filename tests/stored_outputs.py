"""Manifests and outputs of small words, as a build would leave them, for tests of stores."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from pipeline.production.freshness import Inputs
from pipeline.production.manifest import FILE_NAME, Manifest, Output

INPUTS = Inputs({"note.yaml": "1" * 64}, {"tokens.css": "2" * 64}, "3" * 64, {"pango": "1.50"})


def manifest_of(
    outputs: Mapping[str, tuple[str, bytes]], inputs: Inputs = INPUTS, note: str = "wells"
) -> Manifest:
    """A manifest of outputs, given as edition and content by path."""
    return Manifest(
        note,
        "Wells",
        1,
        inputs.source,
        inputs.style,
        inputs.program,
        inputs.tools,
        outputs={
            path: Output(
                edition,
                "text/plain",
                len(content),
                hashlib.sha256(content).hexdigest(),
                inputs.digest_for(edition),
            )
            for path, (edition, content) in sorted(outputs.items())
        },
    )


def write_outputs(folder: Path, manifest: Manifest, contents: Mapping[str, bytes]) -> None:
    """Write outputs and their manifest into a folder."""
    for path, content in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    (folder / FILE_NAME).write_text(manifest.to_json(), "utf-8")
