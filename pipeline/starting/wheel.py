"""Pack the running program as a wheel for a project: notepress is not on a package index."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.errors import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NAME: Final = "notepress"
_PACKAGE: Final = "pipeline"
# Files that installers add to the metadata folder; the rest of it is part of a wheel.
_OF_INSTALLERS: Final = frozenset({"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"})


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel: the name of its file, and its bytes."""

    file: str
    content: bytes


def pack_wheel(styles: Path) -> Wheel:
    """Pack the running program into a wheel as it is, installed or in a checkout (PEP 427).

    ``styles`` is the folder of the built-in styles, which is elsewhere in a checkout. Raises
    CannotRunError if what pip knows of notepress is missing.
    """
    distribution = metadata.distribution(_NAME)
    files = dict(sorted((*_program(styles), *_metadata(distribution))))
    folder = f"{_NAME}-{distribution.version}.dist-info"
    files[f"{folder}/RECORD"] = _record(files, folder)
    return Wheel(f"{_NAME}-{distribution.version}-py3-none-any.whl", _zip(files))


def _program(styles: Path) -> Iterator[tuple[str, bytes]]:
    package = Path(str(resources.files(_PACKAGE)))
    for folder, place in ((package, _PACKAGE), (styles, f"{_PACKAGE}/styles")):
        for path in folder.rglob("*"):
            if path.is_file() and path.suffix != ".pyc":
                yield f"{place}/{path.relative_to(folder).as_posix()}", path.read_bytes()


def _metadata(distribution: metadata.Distribution) -> list[tuple[str, bytes]]:
    found = [
        (file.as_posix(), Path(str(file.locate())).read_bytes())
        for file in distribution.files or ()
        if file.parts[0].endswith(".dist-info") and file.name not in _OF_INSTALLERS
    ]
    if not any(name.endswith("/METADATA") for name, _ in found):
        raise CannotRunError(
            "notepress cannot be packed for the project: it was not installed by pip",
            hint="install it with pip, into a virtual environment",
        )
    return found


def _record(files: Mapping[str, bytes], folder: str) -> bytes:
    """List the files with their digests and sizes; our paths contain no comma or quote."""
    lines = [f"{name},sha256={_digest(content)},{len(content)}" for name, content in files.items()]
    return "".join(f"{line}\n" for line in (*lines, f"{folder}/RECORD,,")).encode()


def _digest(content: bytes) -> str:
    digest = hashlib.sha256(content).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _zip(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)  # of 1980: the same program is the same wheel
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()
