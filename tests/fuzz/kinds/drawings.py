"""SVG drawings: altered as text, and as trees that stay well formed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from random import Random

from fuzz.kinds.samples import contents, sample
from fuzz.mutation import TextMutator
from fuzz.trial import Files, Kind
from fuzz.xml_mutation import TreeMutator, is_well_formed
from pipeline.cache import NoCache
from pipeline.findings import Finding
from pipeline.load.pictures.pictures import take_picture
from pipeline.load.report import Report

_PATH = "figures/river.svg"
_TOKENS = (
    *('viewBox="', 'viewBox="a b c d"', 'viewBox="0 0 5"', 'viewBox="0 0 -5 0"', "url(#", "url("),
    *(
        "<script>",
        "<style>",
        "@import 'x';",
        "onload=",
        "<use href='#a'/>",
        "<g>",
        "</g>",
        "</svg>",
    ),
    *("<![CDATA[", "]]>", "<!--", "-->", "<?xml-stylesheet href='x'?>", "<!DOCTYPE svg>", "&#0;"),
    *("&lt;", "&x;", "xml:base='x'", "xmlns=''", "xmlns:a='b'", "a:b='c'", "\\75rl(x)", "data:,"),
    *(
        "href='file:///etc/hostname'",
        "<?xml version='1.0' encoding='utf-16'?>",
        "encoding='x'",
        "%",
    ),
)
_VALUES = (
    *("a b c d", "0 0 5", "0 0 0 0", "-1 -1 -1 -1", "url(#m)", "url(x)", "#g", "#nowhere", "none"),
    *("M0 0 L", "M", "A1", "M0 0A1 1 1 1 1 1 1", "rotate(", "matrix(1 2 3)", "scale(0)", "100%"),
    *(
        "file:///etc/hostname",
        "data:image/png;base64,AAAA",
        "data:image/svg+xml,<svg/>",
        "@import 'x'",
    ),
    *("http://www.w3.org/2000/svg", "en-US", "currentColor", "1px 2px", "expression(1)", "", " "),
)


@cache
def _mutators() -> tuple[TextMutator, TreeMutator]:
    real = (sample("drawing.svg"), *contents("*.svg", 20_000))
    texts = tuple(content.decode("utf-8", "replace") for content in real)
    return TextMutator(texts, _TOKENS), TreeMutator(tuple(filter(is_well_formed, real)), _VALUES)


def make(dice: Random) -> Files:
    """A drawing, altered."""
    by_text, by_tree = _mutators()
    return {_PATH: (by_tree if dice.random() < 0.6 else by_text).content(dice)}


def run(files: Files, folder: Path) -> Iterable[Finding]:
    """Check it as a picture of a note."""
    report = Report()
    take_picture(_PATH, files[_PATH], report, NoCache())
    return report.findings


KIND = Kind("svg", make, run, short=500)
