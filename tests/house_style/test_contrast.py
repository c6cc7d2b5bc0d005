"""Contrast: what a style makes can be read, and shades on screens are made of its colours."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.findings import Place
from pipeline.house_style import Style, load_style
from pipeline.house_style.colours import BLACK, WHITE, between, contrast, readable
from pipeline.house_style.contrast import ON_PAGES, ON_SCREENS, contrast_findings
from pipeline.house_style.screen_colours import SHEET, screen_tokens
from pipeline.workspace import built_in_styles

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
# What is drawn, not written: lines, grounds of art, fills of charts, what is inherited.
NO_TEXT = {"rule", "edge", "focus", "masthead-edge"}


def load(folder: Path, tokens: str, **sheets: str) -> Style:
    folder.mkdir(exist_ok=True)
    (folder / "tokens.css").write_text(f":root {{ {tokens} }}")
    for name, css in sheets.items():
        (folder / "parts").mkdir(exist_ok=True)
        (folder / f"parts/{name}.css").write_text(css)
    return load_style(built_in_styles(), folder)


def test_known_contrasts() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)
    assert contrast("#0d3b5c", "#0d3b5c") == 1


@settings(deadline=None)
@given(COLOURS, COLOURS)
def test_a_shade_can_be_read_wherever_any_can(colour: str, ground: str) -> None:
    goal = WHITE if contrast(ground, WHITE) > contrast(ground, BLACK) else BLACK
    assert contrast(readable(colour, (ground,), 4.5, goal), ground) >= 4.5
    # No shade has more than 4.58 to both; a step from one to the next changes it by up to 0.2.
    assert min(contrast(between(colour), ground) for ground in (BLACK, WHITE)) >= 4.3


def test_the_built_in_style_can_be_read() -> None:
    style = load_style(built_in_styles())
    everywhere = dict.fromkeys([*style.tokens, SHEET], Place("tokens.css"))
    assert list(contrast_findings(style.tokens, style.files[SHEET], everywhere)) == []


def test_every_colour_in_which_sheets_set_text_is_in_a_pair() -> None:
    files = load_style(built_in_styles()).files
    texts = "".join(text for path, text in files.items() if path.endswith(".css"))
    written = set(re.findall(r"(?<![-\w])color:\s*var\(--([a-z0-9-]+)\)", texts))
    aliases = {"theme", "accent", "surface"}
    paired = {pair.text for pair in (*ON_PAGES, *ON_SCREENS)}
    assert written - paired - aliases - NO_TEXT == set()


def test_every_pair_that_cannot_be_read_is_named_with_a_shade_that_can(tmp_path: Path) -> None:
    style = load(tmp_path, "--cinnabar: #ff8800; --cinnabar-cmyk: device-cmyk(0 0.6 1 0)")
    said = [finding.message for finding in style.warnings]
    assert said == [
        (
            "contrast of --cinnabar (#ff8800) on the page (#ffffff) is 2.3 : 1 on pages, "
            "4.5 : 1 is needed: labels"
        ),
        (
            "contrast of --cinnabar (#ff8800) on --paper (#f4f1ea) is 2.1 : 1 on pages, "
            "4.5 : 1 is needed: labels of key messages"
        ),
        (
            "contrast of --white (#ffffff) on --theme-3 (#ff8800) is 2.3 : 1 on pages, "
            "4.5 : 1 is needed: the opener of a theme"
        ),
        (
            "contrast of --theme-3 (#ff8800) on the page (#ffffff) is 2.3 : 1 on pages, "
            "4.5 : 1 is needed: labels of a one-pager"
        ),
        (
            "contrast of --cinnabar-bright (#ff8800) on --surface (#ffffff) is 2.3 : 1 on the web, "
            "light, 3 : 1 is needed: numerals"
        ),
    ]
    assert {(one.code, one.severity) for one in style.warnings} == {("N524", "warning")}
    shade = re.search(r"#[0-9a-f]{6}", style.warnings[0].hint)
    assert shade
    assert contrast(shade[0], WHITE) >= 4.5


def test_shades_of_ones_own_colours_are_those_of_screens(tmp_path: Path) -> None:
    inks = "device-cmyk(0.9 0.1 0.9 0.1)"
    style = load(tmp_path, f"--blue: #00653a; --blue-cmyk: {inks}; --grey: #5f666a")
    light, dark = (
        screen_tokens(style.tokens, style.files[SHEET], dark=dark) for dark in (False, True)
    )
    assert light["blue"] == light["masthead"] == "#00653a"
    assert contrast(light["grey"], light["paper"]) >= 7
    for name, ground in product(("blue", "grey", "theme-1"), ("surface", "paper")):
        assert contrast(dark[name], dark[ground]) >= 7
    assert "#2f76a8" not in style.files["editions/epub.css"]
    assert "#0d3b5c" not in style.files["editions/web.css"]
    assert style.warnings == ()


def test_colours_may_refer_to_one_another(tmp_path: Path) -> None:
    style = load(tmp_path, "--blue: var(--teal); --grey: var(--ink); --theme-1: var(--ochre)")
    light = screen_tokens(style.tokens, style.files[SHEET], dark=False)
    assert light["masthead"] == style.tokens["teal"]
    assert light["grey"] == style.tokens["ink"]


def test_circles_in_a_sheet_end(tmp_path: Path) -> None:
    sheet = ":root { --surface: var(--tint); --tint: var(--surface); --hit: #12; --grey: }{"
    style = load(tmp_path, "--bleed: 3mm", screen_colours=sheet.removesuffix("}{") + "}")
    assert "surface" not in screen_tokens(style.tokens, style.files[SHEET], dark=False)


def test_a_sheet_of_ones_own_is_left_as_it_is_and_checked(tmp_path: Path) -> None:
    sheet = ":root { --surface: #ffffff; --grey: #aaaaaa }"
    style = load(tmp_path, "--bleed: 3mm", screen_colours=sheet)
    assert style.files[SHEET] == sheet
    assert [finding.place.path for finding in style.warnings] == [
        "styles/parts/screen_colours.css",
    ] * len(style.warnings)
    assert any("--grey (#aaaaaa) on --surface" in one.message for one in style.warnings)
