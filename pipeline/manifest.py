"""The manifest of a note's outputs: what they were made from, with what, and what they are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Output:
    """A finished file: its edition, media type, size in bytes and SHA-256.

    ``made_from`` is the digest of the inputs it was made from; an output of an edition that was
    left out of the last build may have been made from earlier ones.
    """

    edition: str
    media_type: str
    bytes: int
    sha256: str
    made_from: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the PDF.

    ``source`` is the text file it is made from, if it is one, ``first`` its first page, ``pages``
    how many it has; ``made_of`` tells one state of its content from another.
    """

    name: str
    source: str
    first: int
    pages: int
    made_of: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a note's outputs were made from and what they are.

    ``source``, ``style`` and ``program`` give the SHA-256 of every file by path, ``tools`` the
    version of everything that takes part, ``fonts`` the SHA-256 of each subset face, ``parts``
    the parts of the PDF in order, ``entry`` what the index of all notes says of this one,
    ``left_out`` the editions that could not be made and that the web edition does not list,
    ``offered`` the editions that it offers for download.
    """

    note: str
    title: str
    revision: int
    source: Mapping[str, str]
    style: Mapping[str, str]
    program: str
    tools: Mapping[str, str]
    entry: Mapping[str, Any] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    offered: tuple[str, ...] = ()
    outputs: Mapping[str, Output] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    def to_json(self) -> str:
        """Return the manifest as JSON; the order of its mappings is kept, for it has a meaning."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest in a folder of outputs, or None where there is none that can be read."""
    try:
        data: dict[str, Any] = json.loads((folder / FILE_NAME).read_text("utf-8"))
        outputs = {path: Output(**output) for path, output in data.pop("outputs").items()}
        parts = tuple(Part(**part) for part in data.pop("parts"))
        left_out, offered = tuple(data.pop("left_out")), tuple(data.pop("offered"))
        manifest = Manifest(
            **data, parts=parts, outputs=outputs, left_out=left_out, offered=offered
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return manifest if _is_sound(manifest) else None


def _is_sound(manifest: Manifest) -> bool:
    """Return whether what was read is of the kinds that a manifest has."""
    mappings = (manifest.source, manifest.style, manifest.tools, manifest.entry, manifest.fonts)
    return all(isinstance(one, dict) for one in mappings) and all(
        isinstance(output.bytes, int)
        and isinstance(output.edition, str)
        and isinstance(output.media_type, str)
        for output in manifest.outputs.values()
    )
