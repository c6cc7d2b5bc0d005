"""How a style is printed: its inks, its bleed, its printing condition and that one's profile."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.press.parts.parts import Press

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.house_style import Style

CONDITION_TOKEN = "printing-condition"  # noqa: S105 - a token of a style

_HEX = re.compile(r"#[0-9a-f]{6}")
_FILE = re.compile(r'"([^"]+\.ic[cm])"')
# Below a folder of data, such as /usr/share.
_FOLDERS = ("color/icc", "color/icc/ECI", "scribus/profiles")


@dataclass(frozen=True, slots=True)
class Condition:
    """A printing condition: paper, inks and press that colours are made for.

    ``identifier`` is its name in the registry of the ICC, if it ``is_registered``. ``files`` are
    names that its profile goes by, the best one first; ``source`` says where it comes from.
    """

    identifier: str
    description: str
    is_registered: bool
    files: tuple[str, ...]
    source: str

    @property
    def cure(self) -> str:
        """What to do where the profile is missing."""
        return (
            f"{self.source}; or name another one in styles/tokens.css, "
            f'--{CONDITION_TOKEN}: "/path/to/profile.icc"'
        )


CONDITIONS: dict[str, Condition] = {
    "fogra39": Condition(
        "FOGRA39",
        "Offset, coated paper, FOGRA39 (ISO 12647-2:2004/Amd 1)",
        is_registered=True,
        files=("ISOcoated_v2_300_bas.icc", "ISOcoated_v2_300_eci.icc"),
        source="sudo apt-get install --no-install-recommends scribus-data",
    ),
    "fogra51": Condition(
        "FOGRA51",
        "Offset, premium coated paper, FOGRA51 (ISO 12647-2:2013)",
        is_registered=True,
        files=("PSOcoated_v3.icc",),
        source="put PSOcoated_v3.icc, from www.eci.org, into ~/.local/share/color/icc",
    ),
}


@dataclass(frozen=True, slots=True)
class Job:
    """What a PDF for the press is made for.

    ``profile`` is the ICC profile of the condition, deflated. There are as many pages as a
    ``multiple``; those of a booklet are set side by side on sheets.
    """

    condition: Condition
    profile: bytes
    multiple: int = 1
    is_booklet: bool = False


def press_of(style: Style, profile: bytes = b"") -> Press:
    """Return what the press needs to know of a style; ``profile`` only if there are pictures."""
    return Press(style.inks(), style.length("bleed"), style.length("slug"), profile)


def colours_of(style: Style) -> Mapping[str, str]:
    """Return every colour token of a style as ``#rrggbb``, by its name."""
    values = {name: style.token(name) for name in style.tokens}
    return {name: value for name, value in values.items() if _HEX.fullmatch(value)}


def condition_of(style: Style) -> Condition:
    """Return the printing condition that a style names, or the one of a profile it names.

    Raises CannotRunError for a name that is not known.
    """
    return condition_named(style.token(CONDITION_TOKEN))


def condition_named(name: str) -> Condition:
    """Return a printing condition by the value of the token, as `condition_of` does."""
    if (file := _FILE.fullmatch(name)) is not None:
        path = Path(file.group(1)).expanduser()
        return Condition(
            "Custom", path.stem, is_registered=False, files=(str(path),), source=f"put it at {path}"
        )
    if name not in CONDITIONS:
        raise CannotRunError(
            f"{name} is no printing condition known here",
            hint=f"--{CONDITION_TOKEN} is one of {', '.join(CONDITIONS)}, or a profile's "
            'file in quotation marks: "/path/to/profile.icc"',
        )
    return CONDITIONS[name]


def multiple_of(style: Style) -> int:
    """Return of which number a style wants the pages of a printed note to be a multiple."""
    return int(style.token("page-multiple"))


def wants_booklet(style: Style) -> bool:
    """Tell whether a style wants a printed note on the sheets of a booklet as well."""
    return style.token("imposition") == "booklet"


def profile_for(style: Style, pictures: Iterable[str]) -> bytes:
    """Return the profile that pictures, named by their paths, are turned into inks with.

    It is empty where there is none in pixels, and where the profile is not on this machine: then
    the print edition cannot be made, and the others need not wait for it.
    """
    if all(path.endswith(".svg") for path in pictures):
        return b""
    condition = condition_of(style)
    return read_profile(condition) if find_profile(condition) else b""


def find_profile(condition: Condition) -> Path | None:
    """Return the file of the ICC profile of a condition, or None if it is not on this machine."""
    for folder in _folders():
        for name in condition.files:
            path = folder / name
            if path.is_file():
                return path
    return None


def missing(condition: Condition) -> str:
    """Return in words that the profile of a condition is not on this machine."""
    return f"the ICC profile of {condition.identifier} ({condition.files[0]}) is not here"


def _folders() -> Iterator[Path]:
    """Yield the folders that profiles are looked for in, those of the user first.

    They are below those of the XDG Base Directory Specification.
    """
    own = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    yield Path(own).expanduser() / _FOLDERS[0]
    yield Path("~/.color/icc").expanduser()
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    for folder in _FOLDERS:
        for data in filter(None, shared.split(":")):
            yield Path(data) / folder


def read_profile(condition: Condition) -> bytes:
    """Return the ICC profile of a condition.

    Raises CannotRunError, with the command that brings it, if it is not on this machine or is
    not a profile for four inks.
    """
    path = find_profile(condition)
    if path is None:
        raise CannotRunError(missing(condition), hint=condition.cure)
    profile = path.read_bytes()
    # ICC.1:2022, 7.2: the signature of any profile, and the colour space of this one.
    if profile[36:40] != b"acsp" or profile[16:20] != b"CMYK":
        raise CannotRunError(f"{path} is not an ICC profile for four inks", hint=condition.source)
    return profile
