"""The colours of the style can be read on screen and printed on paper."""

from __future__ import annotations

import pytest

from pipeline.house_style import Style, load_style
from pipeline.workspace import built_in_styles

TEXT_ON = [
    *((colour, "white") for colour in ("ink", "blue", "cinnabar", "teal", "ochre", "grey")),
    *((colour, "paper") for colour in ("ink", "blue", "cinnabar")),
    *(("white", theme) for theme in ("theme-1", "theme-2", "theme-3", "theme-4")),
    ("sand", "blue"),
]


@pytest.fixture(scope="module")
def style() -> Style:
    return load_style(built_in_styles())


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = (value / 255 for value in bytes.fromhex(colour.removeprefix("#")))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_has_the_contrast_of_wcag_aa(style: Style, text: str, ground: str) -> None:
    lighter, darker = sorted(
        (luminance(style.token(name)) for name in (text, ground)), reverse=True
    )
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_no_colour_takes_more_than_three_hundred_per_cent_of_ink(style: Style) -> None:
    assert {colour: inks for colour, inks in style.inks().items() if sum(inks) > 3} == {}


def test_text_is_printed_in_black_ink_alone(style: Style) -> None:
    inks = style.inks()
    for name in ("ink", "grey"):
        red, green, blue = bytes.fromhex(style.token(name).removeprefix("#"))
        assert inks[red, green, blue][:3] == (0, 0, 0)
