"""The manifests: what notepress has written into a folder, from what, and with what bytes.

Each ends with a seal, the SHA-256 of all that stands before it, so that a manifest that somebody
wrote or changed is not taken for one of ours: what it names may be replaced or removed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "manifest.json"
_SEAL = "seal"


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
    ``offered`` the editions that the web edition offers for download.
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

    def to_json(self) -> str:
        """Return the manifest as JSON; the order of its mappings is kept, for it has a meaning."""
        return _sealed(asdict(self))

    def files(self) -> Mapping[str, frozenset[str]]:
        """Return the SHA-256 of every file a build wrote, the manifest among them, by path."""
        own = hashlib.sha256(self.to_json().encode()).hexdigest()
        named = {path: frozenset({output.sha256}) for path, output in self.outputs.items()}
        return {**named, FILE_NAME: frozenset({own})}


@dataclass(frozen=True, slots=True)
class IndexManifest:
    """What the index of all notes was made from and what its files are.

    ``files`` gives the SHA-256 of every file by path. While they are being replaced, ``replaces``
    gives those that may still stand in their place; ``made_from`` is empty until all are there.
    """

    made_from: str
    files: Mapping[str, str]
    replaces: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the manifest as JSON."""
        return _sealed(asdict(self))

    def owned(self) -> Mapping[str, frozenset[str]]:
        """Return by path every SHA-256 that a file written by us may have."""
        paths = {*self.files, *self.replaces}
        new = {path: {self.files[path]} if path in self.files else set() for path in paths}
        return {path: frozenset({*new[path], *self.replaces.get(path, ())}) for path in paths}


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest in a folder of outputs, or None where there is none of ours."""
    try:
        data = _unsealed((folder / FILE_NAME).read_text("utf-8"))
        outputs = {path: Output(**output) for path, output in data.pop("outputs").items()}
        parts = tuple(Part(**part) for part in data.pop("parts"))
        offered = tuple(data.pop("offered"))
        manifest = Manifest(**data, parts=parts, outputs=outputs, offered=offered)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return manifest if _is_sound(manifest) else None


def read_index_manifest(out: Path) -> IndexManifest | None:
    """Return the manifest of the index in a folder, or None where there is none of ours."""
    try:
        manifest = IndexManifest(**_unsealed((out / FILE_NAME).read_text("utf-8")))
        paths = [*manifest.files, *manifest.replaces]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return manifest if all(map(_is_inside, paths)) else None


def _sealed(data: Mapping[str, Any]) -> str:
    seal = hashlib.sha256(_as_text(data).encode()).hexdigest()
    return _as_text({**data, _SEAL: seal})


def _unsealed(text: str) -> dict[str, Any]:
    """Return what stands in a manifest without its seal. Raises ValueError if it is not ours."""
    data: dict[str, Any] = json.loads(text)
    inside = {name: value for name, value in data.items() if name != _SEAL}
    if text != _sealed(inside):
        raise ValueError("the seal is not that of the text")
    return inside


def _as_text(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _is_inside(path: str) -> bool:
    """Return whether a path names a file below the folder of its manifest, and not that itself."""
    parts = path.split("/")
    return path != FILE_NAME and "\0" not in path and not {"", ".", ".."}.intersection(parts)


def _is_sound(manifest: Manifest) -> bool:
    """Return whether what was read is of the kinds that a manifest has."""
    mappings = (manifest.source, manifest.style, manifest.tools, manifest.entry, manifest.fonts)
    return all(isinstance(one, dict) for one in mappings) and all(
        isinstance(output.bytes, int)
        and isinstance(output.edition, str)
        and isinstance(output.media_type, str)
        and _is_inside(path)
        for path, output in manifest.outputs.items()
    )
