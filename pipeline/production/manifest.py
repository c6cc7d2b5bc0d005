"""Manifests: records of the files that notepress has written, their inputs and digests.

Each ends with a seal, the SHA-256 of everything before it, so that a manifest that somebody wrote
or changed is not mistaken for ours: the files it lists may be replaced or removed.
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
_END = "\n}\n"


@dataclass(frozen=True, slots=True)
class Output:
    """A finished file: its edition, media type, size in bytes and SHA-256.

    ``made_from`` is the digest of its inputs, which may be earlier ones if the last build did not
    include its edition.
    """

    edition: str
    media_type: str
    bytes: int
    sha256: str
    made_from: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the PDF.

    ``source`` is its text file, if there is one, ``first`` its first page, ``pages`` its page
    count; ``made_of`` is the fingerprint of its content.
    """

    name: str
    source: str
    first: int
    pages: int
    made_of: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A record of a note's outputs and their inputs.

    ``source``, ``style`` and ``program`` give the SHA-256 of every file by path, ``tools`` the
    versions of all tools, ``fonts`` the SHA-256 of each subset face, ``parts`` the parts of the
    PDF in order, ``entry`` the entry for the index of all notes, ``offered`` the editions that the
    web edition offers for download, ``drawn`` the inks of drawings that are not those of the style;
    ``sisters`` the SHA-256 of what each other language of the note says of itself.
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
    drawn: tuple[tuple[float, ...], ...] = ()
    sisters: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """The manifest as JSON; the order of mappings is significant and preserved."""
        data = asdict(self)
        for name in ("drawn", "sisters"):
            if not data[name]:
                del data[name]
        return _sealed(data)

    def files(self) -> Mapping[str, frozenset[str]]:
        """The SHA-256 of every file written by a build, including the manifest, by path."""
        own = hashlib.sha256(self.to_json().encode()).hexdigest()
        named = {path: frozenset({output.sha256}) for path, output in self.outputs.items()}
        return {**named, FILE_NAME: frozenset({own})}


@dataclass(frozen=True, slots=True)
class IndexManifest:
    """A record of the files of the index and their inputs.

    ``files`` gives the SHA-256 of every file by path. While they are being replaced, ``replaces``
    gives those of old files that may still exist; ``made_from`` is empty until all are written.
    """

    made_from: str
    files: Mapping[str, str]
    replaces: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def to_json(self) -> str:
        """The manifest as JSON."""
        return _sealed(asdict(self))

    def owned(self) -> Mapping[str, frozenset[str]]:
        """The possible SHA-256 digests of the files written by us, by path."""
        paths = {*self.files, *self.replaces}
        new = {path: {self.files[path]} if path in self.files else set() for path in paths}
        return {path: frozenset({*new[path], *self.replaces.get(path, ())}) for path in paths}


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest in a folder of outputs, or None if there is none of ours."""
    try:
        text = (folder / FILE_NAME).read_text("utf-8")
    except (OSError, ValueError):
        return None
    return parse_manifest(text)


def parse_manifest(text: str) -> Manifest | None:
    """The manifest in a text, or None if it is none of ours."""
    try:
        data = _unsealed(text)
        outputs = {path: Output(**output) for path, output in data.pop("outputs").items()}
        parts = tuple(Part(**part) for part in data.pop("parts"))
        offered = tuple(data.pop("offered"))
        drawn = tuple(tuple(map(float, inks)) for inks in data.pop("drawn", ()))
        manifest = Manifest(**data, parts=parts, outputs=outputs, offered=offered, drawn=drawn)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return manifest if _is_valid(manifest) else None


def read_index_manifest(out: Path) -> IndexManifest | None:
    """The manifest of the index in a folder, or None if there is none of ours."""
    try:
        manifest = IndexManifest(**_unsealed((out / FILE_NAME).read_text("utf-8")))
        paths = [*manifest.files, *manifest.replaces]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return manifest if all(map(_is_inside, paths)) else None


def _sealed(data: Mapping[str, Any]) -> str:
    """A manifest as text, which ends with the SHA-256 of itself without that."""
    text = _as_text(data)
    return f"{text.removesuffix(_END)}{_seal_of(text)}{_END}"


def _unsealed(text: str) -> dict[str, Any]:
    """The content of a manifest without its seal. Raises ValueError if it is not ours."""
    sealed = text.removesuffix(_END)
    inside = sealed[: -len(_seal_of(text))] + _END
    # Without writing it again, which takes longer than all else that a build with nothing to do
    # does.
    if sealed == text or not sealed.endswith(_seal_of(inside)):
        raise ValueError("the seal is not that of the text")
    data: dict[str, Any] = json.loads(inside)
    return data


def _seal_of(text: str) -> str:
    return f',\n "{_SEAL}": "{hashlib.sha256(text.encode()).hexdigest()}"'


def _as_text(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _is_inside(path: str) -> bool:
    """Whether a path is below the folder of its manifest, and not the manifest itself."""
    parts = path.split("/")
    return path != FILE_NAME and "\0" not in path and not {"", ".", ".."}.intersection(parts)


def _is_valid(manifest: Manifest) -> bool:
    """Whether the values that were read have the types of a manifest."""
    mappings = (manifest.source, manifest.style, manifest.tools, manifest.entry, manifest.fonts)
    return all(isinstance(one, dict) for one in mappings) and all(
        isinstance(output.bytes, int)
        and isinstance(output.edition, str)
        and isinstance(output.media_type, str)
        and _is_inside(path)
        for path, output in manifest.outputs.items()
    )
