"""Print settings of a style: inks, bleed, printing condition and ICC profile."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.press.parts.press import Press, Sides

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.house_style import Style

CONDITION_TOKEN = "printing-condition"  # noqa: S105 - a token of a style

_HEX = re.compile(r"#[0-9a-f]{6}")
_FILE = re.compile(r'"([^"]+\.ic[cm])"')
# Relative to a data folder, such as /usr/share.
_FOLDERS = ("color/icc", "color/icc/ECI", "scribus/profiles")


@dataclass(frozen=True, slots=True)
class Condition:
    """A printing condition: the paper, inks and press that colours are prepared for.

    ``identifier`` is its name in the ICC registry, if it ``is_registered``. ``files`` are possible
    names of its profile, the best one first; ``source`` says how to get it.
    """

    identifier: str
    description: str
    is_registered: bool
    files: tuple[str, ...]
    source: str

    @property
    def fix(self) -> str:
        """What to do if the profile is missing."""
        return (
            f"{self.source}; or choose another profile in styles/tokens.css, "
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
        source="put PSOcoated_v3.icc from www.eci.org in ~/.local/share/color/icc",
    ),
}


@dataclass(frozen=True, slots=True)
class Job:
    """The purpose of a print PDF.

    ``profile`` is the ICC profile of the condition, deflated. The page count is a ``multiple``;
    the pages of a booklet are imposed on sheets of a ``thickness`` in mm.
    """

    condition: Condition
    profile: bytes
    multiple: int = 1
    is_booklet: bool = False
    thickness: float = 0.0
    is_one_pager: bool = False


def press_of(style: Style) -> Press:
    """The print settings of a style."""
    return Press(style.inks(), style.length("bleed"), style.length("slug"))


def sides_of(style: Style) -> Sides | None:
    """The margins of the mirrored pages of a printed note; None if all pages are alike."""
    if style.token("page-sides") == "single":
        return None
    return Sides(*(style.length(f"margin-{side}") for side in ("outer", "column", "inner")))


def colours_of(style: Style) -> Mapping[str, str]:
    """Every colour token of a style as ``#rrggbb``, by its name."""
    values = {name: style.token(name) for name in style.tokens}
    return {name: value for name, value in values.items() if _HEX.fullmatch(value)}


def condition_of(style: Style) -> Condition:
    """The printing condition of a style, known by name or defined by an ICC profile.

    Raises CannotRunError for an unknown name.
    """
    return condition_named(style.token(CONDITION_TOKEN))


def condition_named(name: str) -> Condition:
    """A printing condition by the value of the token, as `condition_of` does."""
    if (file := _FILE.fullmatch(name)) is not None:
        path = Path(file.group(1)).expanduser()
        return Condition(
            "Custom", path.stem, is_registered=False, files=(str(path),), source=f"put it at {path}"
        )
    if name not in CONDITIONS:
        raise CannotRunError(
            f"unknown printing condition: {name}",
            hint=f"--{CONDITION_TOKEN} is one of {', '.join(CONDITIONS)}, or the path of a "
            'profile in quotation marks: "/path/to/profile.icc"',
        )
    return CONDITIONS[name]


def multiple_of(style: Style) -> int:
    """The number of which the page count of a printed note is to be a multiple."""
    return int(style.token("page-multiple"))


def wants_booklet(style: Style) -> bool:
    """Whether a style asks for a booklet as well."""
    return style.token("imposition") == "booklet"


def profile_for(style: Style) -> bytes:
    """The profile for converting photos.

    It is empty if the profile is not on this machine: then the print edition cannot be made, which
    must not prevent the others.
    """
    condition = condition_of(style)
    return read_profile(condition) if find_profile(condition) else b""


def find_profile(condition: Condition) -> Path | None:
    """The file of the ICC profile of a condition, or None if it is not on this machine."""
    for folder in _folders():
        for name in condition.files:
            path = folder / name
            if path.is_file():
                return path
    return None


def missing(condition: Condition) -> str:
    """The message that the profile of a condition is not on this machine."""
    return f"the ICC profile for {condition.identifier} ({condition.files[0]}) is not installed"


def _folders() -> Iterator[Path]:
    """Yield the folders to search for profiles, those of the user first.

    They follow the XDG Base Directory Specification.
    """
    own = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    yield Path(own).expanduser() / _FOLDERS[0]
    yield Path("~/.color/icc").expanduser()
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    for folder in _FOLDERS:
        for data in filter(None, shared.split(":")):
            yield Path(data) / folder


def read_profile(condition: Condition) -> bytes:
    """Read the ICC profile of a condition.

    Raises CannotRunError, with the way to install it, if it is not on this machine or is not a
    CMYK profile.
    """
    path = find_profile(condition)
    if path is None:
        raise CannotRunError(missing(condition), hint=condition.fix)
    profile = path.read_bytes()
    # ICC.1:2022, 7.2: the signature of any profile, and the colour space of this one.
    if profile[36:40] != b"acsp" or profile[16:20] != b"CMYK":
        raise CannotRunError(f"{path} is not a CMYK ICC profile", hint=condition.source)
    return profile
