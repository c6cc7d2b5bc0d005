"""Stylesheets of a style folder: tokens.css and the others."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from random import Random

from fuzz.mutation import TextMutator
from fuzz.trial import Files, Kind
from pipeline.findings import Finding
from pipeline.house_style import Style, load_style
from pipeline.house_style.files import StyleFiles
from pipeline.house_style.sheets import check_sheets
from pipeline.house_style.tokens import TOKENS, check_tokens
from pipeline.invisible import plain_ends
from pipeline.workspace import built_in_styles

_TOKENS = (
    *("{", "}", "(", ")", "[", "]", ";", ":", ",", "/*", "*/", "<!--", "-->", '"', "'", "\\", "@"),
    *(
        "@import 'x.css';",
        "@import url(parts/table.css);",
        "@import url(",
        "@media print {",
        "@font-face {",
    ),
    *(
        "@page :first {",
        "@page {",
        "@layer a;",
        "@charset 'x';",
        "@container (",
        "@supports (",
        "--",
    ),
    *(
        "--colour-text: ",
        "var(--",
        "var(--a)",
        "var(--a, b)",
        "#12345",
        "#abcdef",
        "device-cmyk(0 0 0 1)",
    ),
    *(
        "device-cmyk(0 0 0 2)",
        "12pt",
        "3mm",
        "1e9mm",
        "-1pt",
        "calc(1 / 0)",
        "url(http://x/)",
        "url('",
    ),
    *(
        "!important",
        ":root {",
        ":has(",
        "::after",
        "content: '",
        "expression(",
        "src(x)",
        "\\0",
        "\\110000",
    ),
)


@cache
def built_in() -> Style:
    """The style that comes with notepress."""
    return load_style(built_in_styles())


@cache
def _mutators() -> tuple[TextMutator, TextMutator]:
    sheets = {path: text for path, text in built_in().files.items() if path.endswith(".css")}
    tokens = sheets.pop(TOKENS)
    return TextMutator((tokens,), _TOKENS, 900), TextMutator(tuple(sheets.values()), _TOKENS, 900)


def make(dice: Random) -> Files:
    """A stylesheet, altered."""
    tokens, others = _mutators()
    if dice.random() < 0.5:
        return {f"styles/{TOKENS}": tokens.content(dice)}
    return {"styles/parts/table.css": others.content(dice)}


def run(files: Files, folder: Path) -> Iterable[Finding]:
    """Check it as a part of a style folder."""
    read = StyleFiles()
    for path, content in files.items():
        text = content.decode("utf-8", "replace")
        read.texts[path.removeprefix("styles/")] = plain_ends(text)
    yield from check_tokens(read, built_in().tokens)
    yield from check_sheets(read, built_in())


KIND = Kind("css", make, run, short=150, share=2)
