"""The package of an Office Open XML file, transitional or Strict: its parts and relationships."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

_STRICT: Final = "http://purl.oclc.org/ooxml/"
_SPACES: Final = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    f"{_STRICT}drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    f"{_STRICT}drawingml/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    f"{_STRICT}drawingml/diagram": "dgm",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    f"{_STRICT}drawingml/picture": "pic",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
}


@cache
def short(name: str) -> str:
    """The name of an element or attribute with the usual prefix of its name space, as ``w:p``."""
    space, brace, local = name.rpartition("}")
    return f"{_SPACES.get(space[1:], '?')}:{local}" if brace else local


def attribute(element: Any, name: str) -> str:
    """The value of an attribute by its short name; empty without it."""
    return next((str(value) for key, value in element.items() if short(key) == name), "")


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of the kind, and a path or, outside, an address."""

    kind: str
    target: str
    is_outside: bool


class Package:
    """The parts of a file that was unpacked before without fault."""

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._names = set(self._archive.namelist())

    def main(self) -> str:
        """The path of the part with the text (ISO/IEC 29500-2, 9.3)."""
        found = self.relations("").values()
        return next((one.target for one in found if one.kind == "officeDocument"), "")

    def read(self, path: str) -> bytes:
        """The bytes of a part; none if there is no such part."""
        return self._archive.read(path) if path in self._names else b""

    def root(self, path: str) -> Any:
        """The root element of a part, or None if there is no such part or it is broken."""
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        data = self.read(path)
        try:
            return etree.fromstring(data, parser) if data else None
        except etree.XMLSyntaxError:
            return None

    def relations(self, path: str) -> dict[str, Relation]:
        """What a part, or with an empty path the package, refers to, by id."""
        folder, name = posixpath.split(path)
        root = self.root(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for one in () if root is None else root:
            target = one.get("Target", "")
            is_outside = one.get("TargetMode") == "External"
            if not is_outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = one.get("Type", "").rpartition("/")[2]
            found[one.get("Id", "")] = Relation(kind, target, is_outside)
        return found
