"""A style from a brand in the format of brand.yml: colours that can be read, faces that exist."""

from __future__ import annotations

from pathlib import Path

import pytest
from own_fonts import small_font

from pipeline.cli import main
from pipeline.errors import SourceError
from pipeline.findings import render_finding
from pipeline.house_style import load_style
from pipeline.press.pdf.printing.style_inks import complete_inks
from pipeline.starting.brand import read_brand
from pipeline.starting.brand_style import style_of
from pipeline.workspace import built_in_styles

BRAND = """
meta: {name: Board of Small Rivers}
logo:
  images: {wide: {path: logos/wide.svg, alt: Rivers}}
  medium: {light: wide, dark: logos/dark.svg}
color:
  palette: {forest: "#00653A", orange: "#F80", mist: "#eef3ee"}
  foreground: {light: "#1a1a1a", dark: white}
  primary: forest
  danger: orange
  secondary: rgb(90, 90, 90)
  light: mist
typography:
  fonts:
    - family: Rivers Slab
      source: file
      files:
        - fonts/slab.ttf
        - {path: fonts/slab-bold.ttf, weight: semi-bold}
        - {path: fonts/slab-italic.ttf, style: italic}
    - {family: Source Sans 3, source: bunny}
    - {family: Nowhere Mono, source: google, weight: 400}
  base: {family: Rivers Slab, size: 1rem}
  headings: Source Sans 3
  monospace: Nowhere Mono
"""


@pytest.fixture
def brand(tmp_path: Path) -> Path:
    """A brand with three font files beside it."""
    (tmp_path / "brand/fonts").mkdir(parents=True)
    fonts = tmp_path / "brand/fonts"
    (fonts / "slab.ttf").write_bytes(small_font())
    (fonts / "slab-bold.ttf").write_bytes(small_font(weight=600))
    (fonts / "slab-italic.ttf").write_bytes(small_font(italic=True))
    (tmp_path / "brand/_brand.yml").write_text(BRAND)
    return tmp_path / "brand/_brand.yml"


def test_colours_and_faces_are_those_of_the_brand(brand: Path) -> None:
    found = read_brand(brand)
    assert found.colours == {
        "foreground": "#1a1a1a",
        "primary": "#00653a",
        "secondary": "#5a5a5a",
        "danger": "#ff8800",
        "light": "#eef3ee",
    }
    assert found.roles == {
        "base": "Rivers Slab", "headings": "Source Sans 3", "monospace": "Nowhere Mono"
    }  # fmt: skip
    assert found.families["Rivers Slab"].files[1].weight == "600"
    assert (found.logo, found.logo_on_dark) == ("logos/wide.svg", "logos/dark.svg")


def test_the_style_has_what_is_here_and_tells_what_is_not(
    brand: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["style", "new", "styles", "--from", str(brand)]) == 0
    said = capsys.readouterr().out
    assert "Nowhere Mono comes from Google Fonts, and notepress downloads nothing" in said
    assert "pip install fontpkg-nowhere-mono" in said
    assert (
        "copy logos/wide.svg and logos/dark.svg to figures/ beside imprint.yaml, and write there: "
        "logo: {dark: figures/wide.svg, light: figures/dark.svg}"
    ) in said
    style = complete_inks(load_style(built_in_styles(), tmp_path / "styles"))
    assert style.token("blue") == "#00653a"
    assert style.token("ink") == "#1a1a1a"
    assert style.families.of_role.keys() == {"serif", "display", "sans"}
    # Whatever a brand says, text can be read; and the inks of the profile are written down.
    assert style.warnings == ()
    tokens = (tmp_path / "styles/tokens.css").read_text()
    assert "#ff8800 made darker to be read" in tokens
    assert "--blue-cmyk: device-cmyk(" in tokens
    assert (tmp_path / "styles/fonts/slab.ttf").is_file()


def test_the_foreground_for_a_dark_ground_is_no_ink(tmp_path: Path) -> None:
    path = tmp_path / "_brand.yml"
    path.write_text('color: {foreground: "#ffffff", background: "#101820", primary: "#00427a"}')
    assert style_of(read_brand(path)).colours["ink"] == "#101820"
    path.write_text('color: {foreground: "#ffffff", primary: "#00427a"}')
    assert "ink" not in style_of(read_brand(path)).colours


@pytest.mark.parametrize(
    ("colours", "count"),
    [
        ('primary: "#fff200"', 3),
        ('{primary: "#ff00ff", secondary: "#cccccc", danger: "#00ffff", light: "#fafafa"}', 6),
        ('{foreground: "#999999", background: "#fffde7", primary: "#111111"}', 5),
    ],
)
def test_any_brand_makes_a_style_that_can_be_read(tmp_path: Path, colours: str, count: int) -> None:
    path = tmp_path / "_brand.yml"
    path.write_text(f"color: {colours}" if colours.startswith("{") else f"color:\n  {colours}")
    (tmp_path / "styles").mkdir()
    style = style_of(read_brand(path))
    declared = "; ".join(f"--{name}: {value}" for name, value in style.colours.items())
    (tmp_path / "styles/tokens.css").write_text(f":root {{ {declared} }}")
    assert len(style.colours) <= count
    assert load_style(built_in_styles(), tmp_path / "styles").warnings == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: x", "_brand.yml:1:1: N525 this is no brand"),
        ("color:\n  primary: ocean", "_brand.yml:2:12: N525 'ocean' is no colour, and no name"),
        (
            "color:\n  primary:\n    dark: navy\n    light: nvy",
            "_brand.yml:4:12: N525 'nvy' is no colour",
        ),
        ("color:\n  primary: #ff0000", "_brand.yml:2:11: N525 primary is no colour"),
        (
            "color:\n  palette: {a: b, b: a}\n  primary: a",
            "_brand.yml:2:16: N525 'b' is no colour",
        ),
        (
            "typography:\n  fonts:\n  - {family: X, source: file, files: [../x.ttf]}",
            "_brand.yml:3:39: N525 there is no font file ../x.ttf",
        ),
        ("color: [", "_brand.yml:1:"),
        ('color:\n  primary: "\0"', "_brand.yml:2:13: N153 invisible character U+0000"),
        (
            "color:\n  palette:\n    a0: red\n"
            + "".join(f"    a{n + 1}: a{n}\n" for n in range(2000)),
            "_brand.yml:24:10: N525 'a20' is no colour",
        ),
        ('color:\n  primary: "#12345680"', "_brand.yml:2:12: N525 '#12345680' lets its ground"),
        ("typography: Inter", "_brand.yml:1:13: N525 typography is a group of keys"),
        ("typography:\n  fonts: Inter", "_brand.yml:2:10: N525 fonts is a list"),
        ("typography:\n  base: [Inter]", "_brand.yml:2:9: N525 base has no family"),
        ("typography:\n  base: 'A\"; }'", "_brand.yml:2:9: N525 a family has no quotation mark"),
        (
            "typography:\n  fonts:\n  - {family: X, source: file}",
            "_brand.yml:3:5: N525 this font names no files",
        ),
        ("logo:\n  medium: [a]", "_brand.yml:2:3: N525 the logo is no file"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "_brand.yml"
    path.write_text(text)
    with pytest.raises(SourceError) as raised:
        read_brand(path)
    shown = [render_finding(finding) for finding in raised.value.findings]
    assert any(one.startswith(said) for one in shown), shown


@pytest.mark.parametrize(
    ("logo", "found"),
    [
        ("logo.svg", ("logo.svg", "")),
        ("{path: logo.svg, alt: Logo}", ("logo.svg", "")),
        ("{small: icon.svg, large: {light: a.svg, dark: {path: b.svg}}}", ("a.svg", "b.svg")),
        ("{images: {icon: i.svg}, small: icon}", ("i.svg", "")),
        ("{images: {icon: i.svg}}", ("", "")),
    ],
)
def test_a_logo_is_found_in_every_form(tmp_path: Path, logo: str, found: tuple[str, str]) -> None:
    (tmp_path / "_brand.yml").write_text(f"logo: {logo}\n")
    brand = read_brand(tmp_path / "_brand.yml")
    assert (brand.logo, brand.logo_on_dark) == found


def test_a_brand_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["style", "new", str(tmp_path / "styles"), "--from", "none.yml"]) == 2
    assert "cannot read none.yml" in capsys.readouterr().err
    assert not (tmp_path / "styles").exists()


def test_a_colour_for_dark_grounds_alone_is_taken_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "_brand.yml").write_text('color:\n  primary: {dark: "#112233"}')
    assert read_brand(tmp_path / "_brand.yml").colours == {"primary": "#112233"}


def test_files_of_one_name_are_all_copied(tmp_path: Path) -> None:
    for folder in ("text", "bold"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "font.ttf").write_bytes(small_font())
    (tmp_path / "_brand.yml").write_text(
        "typography:\n  fonts:\n"
        "  - {family: X, source: file, files: [text/font.ttf, bold/font.ttf]}\n  base: X"
    )
    assert style_of(read_brand(tmp_path / "_brand.yml")).fonts == {
        "fonts/text-font.ttf": "text/font.ttf",
        "fonts/bold-font.ttf": "bold/font.ttf",
    }
