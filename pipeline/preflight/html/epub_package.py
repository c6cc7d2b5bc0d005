"""The package document of an EPUB: what it names is there, and what is there it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

from pipeline.findings import Finding, Place

OPF: Final = "{http://www.idpf.org/2007/opf}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER: Final = "META-INF/container.xml"
_ROOT_FILE: Final = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_TYPES: Final = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".woff2": "font/woff2",
}
_AGAIN = "build the note again"


@dataclass(frozen=True, slots=True)
class Item:
    """A resource of the manifest: its id, path in the archive, media type and properties."""

    id: str
    path: str
    media_type: str
    properties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Package:
    """A package document: its path, its items, the ids of its spine, and its root."""

    path: str
    items: tuple[Item, ...]
    spine: tuple[str, ...]
    root: Any

    def having(self, name: str) -> list[Item]:
        """Return the items with a property, such as ``nav``."""
        return [item for item in self.items if name in item.properties]


def parse_xml(content: bytes) -> Any:
    """Return the root of an XML document; nothing outside it is asked for.

    Raises lxml.etree.XMLSyntaxError.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(content, parser)


def read_package(files: Mapping[str, bytes]) -> Package | Finding:
    """Return the package of an EPUB, or what keeps it from being read."""
    from lxml import etree

    try:
        container = parse_xml(files[_CONTAINER])
        path = next(container.iter(_ROOT_FILE)).get("full-path", "")
        root = parse_xml(files[path])
    except (KeyError, StopIteration) as error:
        missing = str(error).strip("'") or f"a rootfile in {_CONTAINER}"
        return Finding("N470", f"there is no {missing}", Place(""), _AGAIN)
    except etree.XMLSyntaxError as error:
        return Finding("N472", f"the package cannot be read: {error}", Place(""), _AGAIN)
    folder = path.rpartition("/")[0]
    items = tuple(
        Item(
            str(item.get("id", "")),
            _joined(folder, str(item.get("href", ""))),
            str(item.get("media-type", "")),
            frozenset((item.get("properties") or "").split()),
        )
        for item in root.iter(f"{OPF}item")
    )
    spine = tuple(str(item.get("idref", "")) for item in root.iter(f"{OPF}itemref"))
    return Package(path, items, spine, root)


def check_package(package: Package, files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield what is wrong with what a package names (EPUB 3.3, 5)."""
    yield from _check_metadata(package)
    paths = [item.path for item in package.items]
    for item in package.items:
        if item.path not in files:
            yield _finding(package, f"{item.path} is named, but is not there")
        wanted = _TYPES.get(f".{item.path.rpartition('.')[2]}")
        if wanted is not None and item.media_type != wanted:
            yield _finding(package, f"{item.path} is named as {item.media_type}, not {wanted}")
    for path in sorted(set(files) - set(paths) - {package.path, "mimetype"}):
        if not path.startswith("META-INF/"):
            yield _finding(package, f"{path} is there, but is not named")
    yield from _check_ids(package)
    for name, what in (("nav", "contents"), ("cover-image", "cover")):
        count = len(package.having(name))
        if count != 1:
            yield _finding(package, f"{count} items are its {what} ({name}) in place of one")


def _check_metadata(package: Package) -> Iterator[Finding]:
    wanted = package.root.get("unique-identifier")
    if not [one for one in package.root.iter(f"{_DC}identifier") if one.get("id") == wanted]:
        yield _finding(package, "its unique identifier is not there")
    for name in ("title", "language"):
        if not any((one.text or "").strip() for one in package.root.iter(f"{_DC}{name}")):
            yield _finding(package, f"it has no {name}")
    moments = [one for one in package.root.iter(f"{OPF}meta") if one.get("property") == _MODIFIED]
    if len(moments) != 1:
        yield _finding(package, f"it says {len(moments)} times when it was changed, not once")


_MODIFIED = "dcterms:modified"


def _check_ids(package: Package) -> Iterator[Finding]:
    ids = [str(one.get("id")) for one in package.root.iter() if one.get("id")]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield _finding(package, f"the id {name} is there twice")
    known = {item.id for item in package.items}
    for name in package.spine:
        if name not in known:
            yield _finding(package, f"the spine names {name}, which is no item")
    if not package.spine:
        yield _finding(package, "its spine is empty")


def _joined(folder: str, href: str) -> str:
    return f"{folder}/{unquote(href)}" if folder else unquote(href)


def _finding(package: Package, message: str) -> Finding:
    return Finding("N471", message, Place(package.path), _AGAIN)
