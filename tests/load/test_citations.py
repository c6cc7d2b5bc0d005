"""Citations in odd places: each is set, reported where it stands, or left to what it is in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from kept_in_memory import Memory

from pipeline.editions.workbench import Workbench
from pipeline.errors import SourceError
from pipeline.findings import Finding
from pipeline.house_style import load_style
from pipeline.load import load_files
from pipeline.note.text import Footnote
from pipeline.note.walk import nodes_below, words_of
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

MINIMAL = Path(__file__).parents[1] / "notes/minimal"
INTRODUCTION = "text/introduction.md"
THEME = "text/1-sharing.md"
WORKS = b"""
@book{brook1950, author = {Brook, Ada}, title = {Gates}, publisher = {River Press}, year = {1950}}
@book{ford1960, author = {Ford, Tom}, title = {Dry years}, publisher = {River Press}, year = {1960}}
"""
MARKS = re.compile("[\U0001d800-\U0001d9ff\U0001da6d\U000f0000-\U0010ffff\uf8ff]")
RIVER = "![River](figures/river.svg"
RULE, HEAD = "+---+-------------+\n", "+===+=============+\n"
FOOTNOTE = re.compile(rb"\[\^fixed\](?::.*\n)?")
TABLE = "\n\n| A | B |\n|---|---|\n| 1 | 2 |"


def bench_of(
    typed: str,
    path: str = INTRODUCTION,
    head: str = "# Rivers\n\n",
    *,
    has_footnote: bool = True,
) -> Workbench:
    """The minimal note with works, both cited in it, and with a text in the place of its own.

    The only footnote of its other texts can be left out: citations are set in another way then.
    """
    files = {
        one.relative_to(MINIMAL).as_posix(): one.read_bytes()
        for one in MINIMAL.rglob("*")
        if one.is_file()
    }
    files["references.bib"] = WORKS
    files["text/2-other-points.md"] += b"\n@brook1950 and @ford1960 agree.\n"
    files[path] = f"{head}{typed}\n".encode()
    if not has_footnote:
        files[THEME] = FOOTNOTE.sub(b"", files[THEME])
    cache = Memory()
    return Workbench(load_files("minimal", files, cache), load_style(built_in_styles()), cache)


def printed(typed: str, *, has_footnote: bool = True) -> str:
    note = bench_of(typed, has_footnote=has_footnote).note
    assert not MARKS.search(note.model_dump_json())
    return " ".join(words_of(note.part("introduction").blocks).split())


def findings(typed: str) -> list[Finding]:
    with pytest.raises(SourceError) as raised:
        bench_of(typed)
    found = list(raised.value.findings)
    assert not any(MARKS.search(f"{one.message} {one.hint}") for one in found)
    return found


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("As in [@brook1950]: so.", "As in (Brook 1950): so."),
        ("As in\n[see @brook1950]: so.", "As in\n[see @brook1950]: so."),
        ("[@brook1950]: so.", "(Brook 1950): so."),
        ("@brook1950 [p. 3]: so.", "Brook (1950, 3): so."),
        ("[@brook1950][@ford1960]", "(Brook 1950)(Ford 1960)"),
        ("[@brook1950, p. 3][^a]\n\n[^a]: Note.", "(Brook 1950, 3)"),
        ("@brook1950 [p. 3][^a]\n\n[^a]: Note.", "Brook (1950, 3)"),
        ("[see **@brook1950**] and so", "[see Brook (1950)] and so"),
        ('["@brook1950", p. 3]', "[“Brook (1950)”, p. 3]"),
        ("So.[^@brook1950]\n\n[^@brook1950]: A note.", "So."),
        ("[据@brook1950，水。]{lang=zh-Hans}", "据Brook (1950)，水。"),
        ("_@brook1950 says so._", "Brook (1950) says so."),
        ("So __-@brook1950 said__.", "So (1950) said."),
        ("So $a @brook1950 b$.", "So a @brook1950 b."),
    ],
)
@pytest.mark.parametrize("has_footnote", [True, False])
def test_citations_beside_other_signs(typed: str, expected: str, *, has_footnote: bool) -> None:
    if expected == typed:
        assert [one.code for one in findings(typed)] == ["N116"]
    else:
        said = printed(typed, has_footnote=has_footnote)
        assert said.replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("As in [@brook1950]: so.", "As in (Brook 1950): so."),
        ("[see **@brook1950**] and so", "[see Brook (1950)] and so"),
        ('["@brook1950", p. 3]; @ford1960', "[“Brook (1950)”, p. 3]; Ford (1960)"),
    ],
)
def test_citations_beside_other_signs_in_a_footnote(typed: str, expected: str) -> None:
    note = bench_of(f"So.[^a]\n\n[^a]: {typed}").note
    nodes = nodes_below(note.part("introduction").blocks)
    (footnote,) = (one for one in nodes if isinstance(one, Footnote))
    assert words_of(footnote.blocks).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("typed", "line", "column"),
    [
        (f'{RIVER} "Of @brook1950")', 3, 32),
        (f'{RIVER} "River (it) of @brook1950")', 3, 43),
        (f'{RIVER} "The *river*\nof @brook1950")', 4, 4),
        (f'{RIVER} "River"){{source="by\n@brook1950"}}', 4, 1),
        (f'{RIVER} "River"){{source=@brook1950}}', 3, 44),
        (f'{{caption="Hours\nof [@brook1950]"}}{TABLE}', 4, 4),
        ('::: {.box #it title="Of @brook1950"}\nA box.\n:::', 3, 25),
    ],
)
def test_values_are_plain_text(typed: str, line: int, column: int) -> None:
    (found,) = findings(typed)
    assert (found.code, found.place.line, found.place.column) == ("N147", line, column)


def test_hints_for_values_work_when_followed() -> None:
    typed = f'{RIVER} "Of \\@brook1950"){{source="by \\[@ford1960]"}}'
    assert printed(typed).endswith("Of @brook1950by [@ford1960]")


@pytest.mark.parametrize(
    ("typed", "column"),
    [
        ("Told [@brook1950 and @ford1960, p. 3].", 22),
        ("Told [@brook1950 [see @ford1960]].", 23),
        ("Told [@brook1950, @ford1960].", 19),
    ],
)
def test_parts_name_one_work(typed: str, column: int) -> None:
    (found,) = findings(typed)
    assert (found.code, found.place.column) == ("N141", column)


@pytest.mark.parametrize(
    "typed",
    [
        f"{RULE}| A | B           |\n{HEAD}| C | [@ford1960; |\n|   | @brook1950] |\n{RULE}",
        "| A | B |\n|---|---|\n| 1 [@brook1950 | 2] |",
    ],
)
def test_citations_end_in_their_cell(typed: str) -> None:
    assert {one.code for one in findings(typed)} == {"N141"}


@pytest.mark.parametrize("typed", ["_@brook1950_ says", "__-@brook1950__", "_see @brook1950_"])
def test_underscores_behind_a_key_belong_to_it(typed: str) -> None:
    """As in pandoc, where stars do not; what is emphasised so would be printed as it is typed."""
    (found,) = findings(typed)
    assert found.code == "N140"
    assert "did you mean @brook1950?" in found.hint


@pytest.mark.parametrize("typed", ["[r]: @brook1950\n\nA [link][r].", "[x]{lang=@brook1950}"])
def test_messages_have_what_was_typed(typed: str) -> None:
    (found,) = findings(typed)
    assert "'@brook1950'" in found.message


def test_sentences_may_begin_with_a_citation() -> None:
    head = "# Sharing {#sharing}\n\n## Who? {#who}\n\n"
    bench_of("[@brook1950 says so.]{.key} [@ford1960 says no.]{.pull}", THEME, head)
