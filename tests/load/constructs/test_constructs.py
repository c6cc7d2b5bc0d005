"""What authors type from habit is part of the form or a finding, and ordinary prose is neither."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.load.constructs.check import check_constructs
from pipeline.load.constructs.covering import cover
from pipeline.load.report import Report, SourceText

from .shown import HEAD, Outcome, outcomes

HERE = Path(__file__).parent
CONSTRUCTS: list[dict[str, Any]] = tomllib.loads((HERE / "constructs.toml").read_text("utf-8"))[
    "construct"
]
PROSE: dict[str, list[str]] = tomllib.loads((HERE / "prose.toml").read_text("utf-8"))
ORIGINS = {"pandoc", "Quarto", "MyST", "GitHub", "Obsidian", "R Markdown", "Word"}
"""Where authors get their habits from; the table has others besides."""


def name_of(row: dict[str, Any]) -> str:
    """Name a test by its row."""
    return str(row["name"])


FINDINGS = [row for row in CONSTRUCTS if "code" in row]
INSTEAD = [row for row in CONSTRUCTS if "instead" in row]


@pytest.fixture(scope="module")
def given() -> dict[str, Outcome]:
    """What comes of each passage of the table."""
    passages = [row["markdown"] for row in CONSTRUCTS]
    return dict(zip(passages, outcomes(passages), strict=True))


@pytest.fixture(scope="module")
def corrected() -> dict[str, Outcome]:
    """What comes of the passages in which the hint of the finding was followed."""
    passages = [row["instead"] for row in INSTEAD]
    return dict(zip(passages, outcomes(passages), strict=True))


@pytest.fixture(scope="module")
def prose() -> dict[str, Outcome]:
    """What comes of ordinary sentences."""
    return {
        text: outcome
        for language, texts in PROSE.items()
        for text, outcome in zip(texts, outcomes(texts, language), strict=True)
    }


@pytest.mark.parametrize("row", [row for row in CONSTRUCTS if "text" in row], ids=name_of)
def test_is_part_of_the_form(row: dict[str, Any], given: dict[str, Outcome]) -> None:
    assert given[row["markdown"]] == row["text"]


@pytest.mark.parametrize("row", FINDINGS, ids=name_of)
def test_is_found_by_name_at_its_place(row: dict[str, Any], given: dict[str, Outcome]) -> None:
    found = given[row["markdown"]]

    assert not isinstance(found, str)
    above = HEAD.count("\n")
    assert {finding.code for finding in found} == {row["code"]}
    assert [f"{one.place.line - above}:{one.place.column}" for one in found] == row["at"]
    assert row["message"] in found[0].message
    assert found[0].hint
    lines = row["markdown"].split("\n")
    assert found[0].place.text == lines[found[0].place.line - above - 1]


@pytest.mark.parametrize("row", INSTEAD, ids=name_of)
def test_a_hint_that_is_followed_leads_out(
    row: dict[str, Any], corrected: dict[str, Outcome]
) -> None:
    assert isinstance(corrected[row["instead"]], str)


@pytest.mark.parametrize("text", [text for texts in PROSE.values() for text in texts])
def test_prose_passes(text: str, prose: dict[str, Outcome]) -> None:
    shown = prose[text]

    assert isinstance(shown, str)
    body = re.sub(r"^#.*|\(https.*?\)", "", text, flags=re.MULTILINE)
    assert set(_WORD.findall(body)) <= set(_WORD.findall(shown))


_WORD = re.compile(r"[^\W\d_]+")


def test_the_table_knows_every_tool() -> None:
    origins = [origin for row in CONSTRUCTS for origin in row["origin"]]

    assert {origin for origin in origins if origins.count(origin) >= 10} >= ORIGINS
    assert len({row["markdown"] for row in CONSTRUCTS}) == len(CONSTRUCTS)


def test_what_means_only_itself_is_covered() -> None:
    text = r"`a $b$` \$c [d](https://e_f) <https://g> ``h ` i`` {short=\"j\"}".replace('\\"', '"')

    covered = cover(text)

    assert len(covered) == len(text)
    assert re.sub("\0+", "_", covered) == '`_` _c [d](_) _ ``_`` {short="_"}'


def test_code_that_is_never_closed_covers_nothing() -> None:
    assert cover("a ` b\n\nc ` d") == "a ` b\n\nc ` d"
    assert cover("```\na\n") == "\0\0\0\n\0\n"


def test_other_findings_quote_the_line_as_it_is_typed() -> None:
    [found] = outcomes(["Some ~~gone~~ and **left."])

    assert not isinstance(found, str)
    assert [finding.code for finding in found] == ["N129", "N128"]
    assert {finding.place.text for finding in found} == {"Some ~~gone~~ and **left."}


def test_a_text_without_constructs_stays_the_same() -> None:
    source = SourceText("text/1-shares.md", "A text with $5, `code` and m^3^.\n")

    assert check_constructs(source, Report()) is source
