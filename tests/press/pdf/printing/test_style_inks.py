"""Colours of a style without inks get those of the profile, and are told what they are."""

from __future__ import annotations

from pathlib import Path

from pipeline.house_style import Style, load_style
from pipeline.press.pdf.printing.style_inks import complete_inks
from pipeline.workspace import built_in_styles

INKS = "--teal-cmyk: device-cmyk(0.9 0.3 0.5 0.2)"


def load(folder: Path, tokens: str) -> Style:
    folder.mkdir(exist_ok=True)
    (folder / "tokens.css").write_text(f":root {{\n{tokens} }}")
    return load_style(built_in_styles(), folder)


def test_a_style_whose_colours_have_inks_is_itself(tmp_path: Path) -> None:
    style = load(tmp_path, f"--teal: #106b66; {INKS}")
    assert complete_inks(style) is style


def test_inks_are_those_of_the_profile_and_are_said(tmp_path: Path) -> None:
    style = load(tmp_path, "--blue: #123a7a; --grey: #555555")
    complete = complete_inks(style)
    inks = complete.inks()
    cyan, _, _, black = inks[0x12, 0x3A, 0x7A]
    assert cyan > 0.8
    assert black < 0.5
    # What is neutral is black ink alone.
    assert inks[0x55, 0x55, 0x55][:3] == (0, 0, 0)
    assert (0x0D, 0x3B, 0x5C) not in inks
    blue, _ = told = complete.warnings
    assert {(one.code, one.severity) for one in told} == {("N502", "warning")}
    assert blue.place.line == 2
    ink = complete.tokens["blue-cmyk"]
    assert blue.hint.endswith(f"--blue-cmyk: {ink};")
    follows = load(tmp_path, f"--blue: #123a7a; --blue-cmyk: {ink}; --bleed: 3mm")
    assert complete_inks(follows) is follows
    assert follows.inks()[0x12, 0x3A, 0x7A] == inks[0x12, 0x3A, 0x7A]


def test_small_text_is_in_black_ink_alone(tmp_path: Path) -> None:
    complete = complete_inks(load(tmp_path, "--ink: #14202b; --grey: #4c5a70"))
    assert complete.inks()[0x14, 0x20, 0x2B] == (0, 0, 0, 1)
    *colours, black = complete.inks()[0x4C, 0x5A, 0x70]
    assert colours == [0, 0, 0]
    assert 0.6 < black < 0.9


def test_without_the_profile_there_are_none(tmp_path: Path) -> None:
    style = load(tmp_path, '--printing-condition: "/none.icc"; --blue: #123a7a')
    complete = complete_inks(style)
    (finding,) = complete.warnings
    assert (finding.code, finding.severity) == ("N502", "warning")
    assert not {(0x0D, 0x3B, 0x5C), (0x12, 0x3A, 0x7A)} & complete.inks().keys()
    assert finding.hint == "add --blue-cmyk: device-cmyk(c m y k), each from 0 to 1"


def test_a_note_may_set_the_inks_of_the_project(tmp_path: Path) -> None:
    project, note = tmp_path / "project", tmp_path / "note"
    load(project, "--teal: #106b66")
    load(note, INKS)
    style = load_style(built_in_styles(), project, note)
    assert complete_inks(style) is style
