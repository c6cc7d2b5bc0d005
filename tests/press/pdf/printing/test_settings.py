"""The style chooses the printing condition; the error for a missing profile says how to get it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import CannotRunError
from pipeline.house_style import Style, load_style
from pipeline.press.pdf.printing.settings import (
    CONDITIONS,
    colours_of,
    condition_of,
    find_profile,
    press_of,
    profile_for,
    read_profile,
)
from pipeline.workspace import built_in_styles

CMYK = bytes(16) + b"CMYK" + bytes(16) + b"acsp" + bytes(64)
RGB = CMYK.replace(b"CMYK", b"RGB ")


def style(value: str) -> Style:
    built_in = load_style(built_in_styles())
    return Style({**built_in.tokens, "printing-condition": value}, built_in.files)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the only one where profiles are looked for."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "shared"))
    profiles = tmp_path / "color" / "icc"
    profiles.mkdir(parents=True)
    return profiles


def test_the_built_in_style_has_a_condition_with_a_registered_name() -> None:
    condition = condition_of(load_style(built_in_styles()))
    assert condition is CONDITIONS["fogra39"]
    assert condition.is_registered


def test_a_condition_that_is_not_known_is_refused() -> None:
    with pytest.raises(CannotRunError) as raised:
        condition_of(style("fogra1"))
    assert "fogra1" in str(raised.value)
    assert "fogra39, fogra51" in raised.value.hint


def test_a_missing_profile_says_which_command_brings_it(folder: Path) -> None:
    assert find_profile(CONDITIONS["fogra39"]) is None
    with pytest.raises(CannotRunError) as raised:
        read_profile(CONDITIONS["fogra39"])
    assert "ISOcoated_v2_300_bas.icc" in str(raised.value)
    assert raised.value.hint.startswith("sudo apt-get install")


def test_a_profile_is_found_by_any_of_its_names(folder: Path) -> None:
    (folder / "ISOcoated_v2_300_eci.icc").write_bytes(CMYK)
    assert read_profile(CONDITIONS["fogra39"]) == CMYK


def test_a_profile_of_ones_own_is_named_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "our paper.icc"
    path.write_bytes(CMYK)
    condition = condition_of(style(f'"{path}"'))
    assert (condition.identifier, condition.is_registered) == ("Custom", False)
    assert read_profile(condition) == CMYK


def test_a_profile_for_screens_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "screen.icc"
    path.write_bytes(RGB)
    with pytest.raises(CannotRunError, match="CMYK ICC profile"):
        read_profile(condition_of(style(f'"{path}"')))


def test_photos_do_without_a_profile_that_is_missing(folder: Path) -> None:
    assert profile_for(style("fogra39")) == b""
    (folder / "ISOcoated_v2_300_bas.icc").write_bytes(CMYK)
    assert profile_for(style("fogra39")) == CMYK


def test_the_press_has_an_ink_for_every_colour_of_the_style() -> None:
    built_in = load_style(built_in_styles())
    press = press_of(built_in)
    assert press.bleed == 3
    assert set(press.inks) >= {
        tuple(bytes.fromhex(value[1:])) for value in colours_of(built_in).values()
    }
    # ISO 12647-2 papers take no more than three inks' worth; the profile says 300 %.
    assert all(sum(inks) <= 3 for inks in press.inks.values())
