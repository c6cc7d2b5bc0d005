"""A brand in the format of brand.yml: its colours, faces and logo."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import CannotRunError, SourceError
from pipeline.load.facts.yaml_source import read_yaml
from pipeline.load.pictures.drawing_colours import colour_of
from pipeline.load.reading.text_file import decode
from pipeline.load.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipeline.load.facts.yaml_source import YamlSource

ROLES: Final = ("base", "headings", "monospace")
"""The roles of faces that are taken from a brand."""
COLOURS: Final = (
    "foreground", "background", "primary", "secondary", "tertiary",
    "success", "info", "warning", "danger", "light", "dark",
)  # fmt: skip
"""The colours of a brand that have a meaning."""

_LARGEST: Final = 2**20
_LONGEST_CHAIN: Final = 20
_LOGOS: Final = ("medium", "large", "small")
_WEIGHTS: Final = {
    "thin": 100, "extra-light": 200, "ultra-light": 200, "light": 300, "normal": 400,
    "regular": 400, "medium": 500, "semi-bold": 600, "demi-bold": 600, "bold": 700,
    "extra-bold": 800, "ultra-bold": 800, "black": 900,
}  # fmt: skip
_RANGE: Final = re.compile(r"([1-9][0-9]{0,3})(?:\.\.([1-9][0-9]{0,3}))?")
_NO_NAME: Final = re.compile(r"""["'\\\n]""")
_SUFFIXES: Final = (".woff2", ".ttf", ".otf")
_SECTIONS: Final = frozenset({"meta", "logo", "color", "typography", "defaults"})


@dataclass(frozen=True, slots=True)
class BrandFile:
    """A font file of a family: its path in the folder of the brand, weights and slope if given."""

    path: str
    weight: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class BrandFamily:
    """A family of a brand, where it comes from, and its files if it comes from files."""

    name: str
    source: str
    files: tuple[BrandFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand: colours by their meaning, those of its palette by name, faces, and a logo.

    ``roles`` are the families of the text, of headings and of code; ``logo`` and ``logo_on_dark``
    the files of the logo for light and dark grounds.
    """

    colours: Mapping[str, str]
    palette: Mapping[str, str]
    families: Mapping[str, BrandFamily]
    roles: Mapping[str, str]
    logo: str = ""
    logo_on_dark: str = ""


def read_brand(path: Path) -> Brand:
    """Read a brand. Raises SourceError with all that is wrong in it, or CannotRunError."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CannotRunError(f"cannot read {path}: {error.strerror}") from error
    if len(content) > _LARGEST:
        raise CannotRunError(f"{path} is too large", hint="a brand has at most 1 MB")
    report = Report()
    text = decode(path.name, content, report)
    found = read_yaml(text, report) if text is not None else None
    brand = _Reading(found, report, path.parent).brand() if found is not None else None
    if brand is None or report.has_errors:
        raise SourceError(report.findings)
    return brand


@dataclass(slots=True)
class _Reading:
    """A brand being read; ``folder`` is where its files are."""

    found: YamlSource
    report: Report
    folder: Path
    palette: dict[str, str] = field(default_factory=dict)

    def brand(self) -> Brand | None:
        if not isinstance(self.found.data, dict) or not _SECTIONS & self.found.data.keys():
            self._add((), "this is no brand", "see posit-dev.github.io/brand-yml for its form")
            return None
        self._read_palette()
        families = {one.name: one for one in self._families()}
        roles = dict(self._roles())
        for name in roles.values():
            families.setdefault(name, BrandFamily(name, "google"))
        return Brand(
            dict(self._colours()),
            self.palette,
            families,
            roles,
            self._logo("light"),
            self._logo("dark"),
        )

    def _add(self, path: tuple[str | int, ...], message: str, hint: str = "") -> None:
        self.report.add("N525", message, self.found.source.place(self.found.spot(path)), hint)

    def _get(self, *path: str | int) -> Any:
        value = self.found.data
        for key in path:
            if isinstance(value, dict):
                value = value.get(key)
            elif isinstance(value, list) and isinstance(key, int):
                value = value[key]
            else:
                return None
        return value

    def _group(self, *path: str | int) -> dict[str, Any]:
        value = self._get(*path)
        if value is None or isinstance(value, dict):
            return value or {}
        self._add(path, f"{path[-1]} is a group of keys")
        return {}

    def _read_palette(self) -> None:
        raw = self._group("color", "palette")
        for name in raw:
            value = self._colour(("color", "palette", name), raw, set())
            if value:
                self.palette[str(name)] = value

    def _colours(self) -> Iterator[tuple[str, str]]:
        given = self._group("color")
        for name in COLOURS:
            if name in given:
                value = self._colour(("color", name), given, set())
                if value:
                    yield name, value

    def _colour(self, path: tuple[str, ...], group: dict[str, Any], seen: set[str]) -> str:
        """The colour at a path as ``#rrggbb``: its own, one of the palette, or another's."""
        value, at = group.get(path[-1]), path
        if isinstance(value, dict):
            # Of a pair for light and dark grounds, paper takes the light one.
            shade = "light" if "light" in value else "dark"
            value, at = value.get(shade), (*path, shade)
        if not isinstance(value, str):
            self._add(at, f"{path[-1]} is no colour", 'put it in quotation marks: "#0d3b5c"')
            return ""
        for other in (("color", "palette", value), ("color", value)):
            key = ".".join(other)
            is_new = key not in seen and other != path and len(seen) < _LONGEST_CHAIN
            if is_new and self._get(*other) is not None:
                return self._colour(other, self._group(*other[:-1]), {*seen, key})
        found = colour_of(value)
        if found is None:
            hint = "use a colour of CSS, or a name of the palette"
            self._add(at, f"{value[:40]!r} is no colour, and no name of the palette", hint)
            return ""
        if found.alpha < 1:
            hint = "write the colour that it has on white"
            self._add(at, f"{value[:40]!r} lets its ground shine through", hint)
        return found.value

    def _families(self) -> Iterator[BrandFamily]:
        for number, font in enumerate(self._list("typography", "fonts")):
            path = ("typography", "fonts", number)
            if not isinstance(font, dict) or not isinstance(font.get("family"), str):
                self._add(path, "this font has no family", "family: Open Sans")
                continue
            source = str(font.get("source", "google"))
            files = tuple(self._files(path)) if source == "file" else ()
            if self._is_name(font["family"], (*path, "family")):
                yield BrandFamily(font["family"], source, files)

    def _list(self, *path: str | int) -> list[Any]:
        value = self._get(*path)
        if value is None or isinstance(value, list):
            return value or []
        self._add(path, f"{path[-1]} is a list", "begin each entry on its own line with a hyphen")
        return []

    def _is_name(self, family: str, path: tuple[str | int, ...]) -> bool:
        """Whether a name can stand between quotation marks in a style sheet; a finding if not."""
        if _NO_NAME.search(family) is None:
            return True
        hint = "write the name alone, such as Open Sans"
        self._add(path, "a family has no quotation mark, backslash or line end in its name", hint)
        return False

    def _files(self, font: tuple[str | int, ...]) -> Iterator[BrandFile]:
        given = self._list(*font, "files")
        if not given:
            self._add(font, "this font names no files", "files: [fonts/house-sans.woff2]")
        for number, one in enumerate(given):
            path = (*font, "files", number)
            name = one.get("path") if isinstance(one, dict) else one
            if not isinstance(name, str) or not self._is_ours(name):
                hint = "name a file beside the brand, in WOFF2, TTF or OTF"
                self._add(path, f"there is no font file {str(name)[:60]}", hint)
                continue
            more = one if isinstance(one, dict) else {}
            yield BrandFile(name, self._weight(more.get("weight")), str(more.get("style") or ""))

    def _is_ours(self, name: str) -> bool:
        path = self.folder / name
        is_inside = path.resolve().is_relative_to(self.folder.resolve())
        return name.endswith(_SUFFIXES) and is_inside and path.is_file()

    def _weight(self, value: Any) -> str:
        """Weights as in CSS: one, or the first and last of a variable font."""
        text = str(_WEIGHTS.get(str(value), value))
        match = _RANGE.fullmatch(text)
        return " ".join(filter(None, match.groups())) if match else ""

    def _roles(self) -> Iterator[tuple[str, str]]:
        given = self._group("typography")
        for role in ROLES:
            value, path = given.get(role), ("typography", role)
            family = value.get("family") if isinstance(value, dict) else value
            if isinstance(family, str):
                if self._is_name(family, path):
                    yield role, family
            elif family is not None:
                self._add(path, f"{role} has no family", f"{role}: Open Sans")

    def _logo(self, ground: str) -> str:
        """The path of the logo for a light or a dark ground, the middle one of its sizes."""
        value = self._get("logo")
        if isinstance(value, dict) and "path" not in value:
            value = next((value[size] for size in _LOGOS if size in value), None)
        if isinstance(value, dict) and "path" not in value:
            value = value.get(ground)
        elif ground == "dark":
            return ""
        return self._path_of(value)

    def _path_of(self, value: Any) -> str:
        if isinstance(value, dict):
            value = value.get("path")
        named = self._get("logo", "images", value) if isinstance(value, str) else None
        if isinstance(named, dict):
            named = named.get("path")
        file = named or value or ""
        if isinstance(file, str):
            return file
        self._add(("logo",), "the logo is no file", "medium: logos/house.svg")
        return ""
