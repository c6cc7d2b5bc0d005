"""Every token is described: in the program, in the documentation, for editors."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.house_style import load_style
from pipeline.house_style.screen_colours import SHEET, screen_tokens
from pipeline.house_style.token_table import (
    EFFECTS,
    EFFECTS_ON_SCREENS,
    INKS,
    described,
    described_on_screens,
)
from pipeline.workspace import built_in_styles

DOCUMENT = Path(__file__).parents[2] / "docs/house-style.md"


def test_every_token_is_described_and_every_one_described_exists() -> None:
    tokens = load_style(built_in_styles()).tokens
    inks = {name for name in tokens if name.endswith(INKS)}
    assert tokens.keys() - inks == EFFECTS.keys()
    assert {name.removesuffix(INKS) for name in inks} <= EFFECTS.keys()
    for one in described(tokens):
        assert one.default == tokens[one.name]
        assert one.unit
        assert one.effect


def test_every_token_of_screens_is_described() -> None:
    style = load_style(built_in_styles())
    declared = set(re.findall(r"--([a-z-]+):", style.files[SHEET]))
    assert declared - style.tokens.keys() <= EFFECTS_ON_SCREENS.keys() <= declared
    document = DOCUMENT.read_text("utf-8")
    for one in described_on_screens(screen_tokens(style.tokens, style.files[SHEET], dark=False)):
        assert f"| `--{one.name}` | `{one.default}` | {one.effect} |" in document


def test_the_document_has_them_all() -> None:
    lines = [line for line in DOCUMENT.read_text("utf-8").splitlines() if line.startswith("| `--")]
    in_tables = [line for line in lines if line.count("|") == 5]
    assert in_tables == [
        f"| `--{one.name}` | `{one.default}` | {one.unit} | {one.effect} |"
        for one in described(load_style(built_in_styles()).tokens)
        if not one.name.endswith(INKS)
    ]


def test_the_command_lists_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["style", "tokens"]) == 0
    shown = capsys.readouterr().out
    assert "--line: 14pt\n    pt; the distance of the lines of text" in shown
    assert (
        "--blue-cmyk: device-cmyk(1 0.72 0.3 0.48)\n    inks, 0 to 1; the inks of --blue" in shown
    )
    assert main(["style", "tokens", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)["tokens"]
    assert [one["name"] for one in listed] == list(load_style(built_in_styles()).tokens)


def test_editors_can_complete_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "tokens.css"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["version"] == 1.1
    described_here = {one["name"]: one["description"] for one in data["properties"]}
    assert described_here["--opener"].endswith("(page, band; page)")
