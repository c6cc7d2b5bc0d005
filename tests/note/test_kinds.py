"""Every kind of block is known wherever types do not ask for it: as an example, and in the style.

Each message here names the place that lacks it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from pipeline.errors import SourceError
from pipeline.findings import render_finding, rules
from pipeline.house_style import load_style
from pipeline.languages import DEFAULT, language_of
from pipeline.load import load_note
from pipeline.load.report import Report, SourceText
from pipeline.load.text.part_head import HEAD_KEYS, PartHead, read_part_file
from pipeline.note import Note
from pipeline.note import text as t
from pipeline.note.parts import Part
from pipeline.note.values import values_of
from pipeline.note.walk import blocks_below, children_of, headings_in, is_block, nodes_below
from pipeline.numbering.labels import label_note
from pipeline.numbering.series import SERIES
from pipeline.numerals import numeral_of_part
from pipeline.part_kinds import PART_KINDS, HeadKey, PartKind, Role, kind_of
from pipeline.workspace import built_in_styles

ROOT = Path(__file__).parents[2]
RICH = ROOT / "tests/notes/rich"
BLOCKS = {kind.__name__: kind for kind in t.BlockElement.__subclasses__()}
BY_THEMSELVES = {"Box", "Recommendation"}
"""What stands in no other block: tests/notes/broken/boxes and recommendations show why."""
MADE = {"WorkList", "references"}
"""What notepress makes itself from the citations of a note: no source has it."""
INLINES = {kind.__name__: kind for kind in t.InlineElement.__subclasses__()}


def blocks_of(note: Note) -> Iterator[t.Block]:
    headings = headings_in(note)
    return (block for heading in headings for block in blocks_below(heading.blocks))


@pytest.mark.parametrize(("union", "kinds"), [("Block", BLOCKS), ("Inline", INLINES)])
def test_every_kind_is_one_of_those_that_a_text_can_hold(
    union: str, kinds: dict[str, type]
) -> None:
    members = {kind.__name__ for kind in get_args(get_args(getattr(t, union))[0])}
    assert kinds.keys() - members == set(), f"pipeline/note/text.py: {union} does not name it"


def test_the_rich_note_is_read() -> None:
    try:
        load_note(RICH)
    except SourceError as error:
        found = "\n".join(render_finding(one) for one in error.findings)
        pytest.fail(
            "what is typed in tests/notes/rich is refused by pipeline/load/constructs, not known to"
            " READER in pipeline/load/reading/pandoc.py, or to pipeline/load/text/blocks.py:\n"
            f"{found}"
        )


def test_every_kind_is_in_the_rich_note(rich_note: Note) -> None:
    found = {type(node).__name__ for node in nodes_below(blocks_of(rich_note))}
    missing = (BLOCKS.keys() | INLINES.keys()) - found - MADE
    assert missing == set(), "tests/notes/rich holds none, or pipeline/load/text reads none"


def test_all_is_known_of_every_role_of_a_part() -> None:
    missing = {*get_args(Role)} - {kind.role for kind in PART_KINDS}
    assert missing == set(), "pipeline/part_kinds.py: PART_KINDS has no such kind"


def test_the_rule_about_file_names_names_every_kind_of_part() -> None:
    explanation = rules()["N151"].explanation
    missing = {kind.file for kind in PART_KINDS if kind.is_single and kind.file not in explanation}
    assert missing == set(), "pipeline/rules/text.toml: N151 does not name them"


def test_every_kind_of_part_is_in_the_rich_note(rich_note: Note) -> None:
    missing = {kind.role for kind in PART_KINDS} - {part.role for part in rich_note.parts} - MADE
    assert missing == set(), "tests/notes/rich/text has none"


def test_every_series_of_numbers_is_in_the_rich_note(rich_note: Note) -> None:
    words = load_style(built_in_styles()).words(rich_note.metadata.language)
    forms = {series.numerals: "arabic" for series in SERIES}
    numbered = {label.series for label in label_note(rich_note, forms, words).values()}
    missing = {series.word for series in SERIES} - numbered
    assert missing == set(), (
        "tests/notes/rich holds nothing that is numbered so, or CountedBlock in"
        " pipeline/numbering/series.py does not name its kind"
    )


def test_every_series_of_numbers_has_its_token() -> None:
    missing = {series.numerals for series in SERIES} - load_style(
        built_in_styles()
    ).numerals().keys()
    assert missing == set(), "styles/tokens.css does not say in which numerals"


@pytest.mark.parametrize("name", sorted(BLOCKS.keys() - BY_THEMSELVES - MADE))
def test_every_kind_of_block_stands_in_every_other_that_holds_blocks(
    name: str, places_note: Note
) -> None:
    within = {
        type(block).__name__
        for block in blocks_of(places_note)
        for child in children_of(block)
        if is_block(child) and type(child).__name__ == name
    }
    missing = {"ItemList", "Quotation", "Box"} - within
    assert missing == set(), f"tests/notes/places/text/1-sharing.md has no {name} in it"


@pytest.mark.parametrize("name", BLOCKS)
def test_every_kind_of_block_has_a_part_of_the_style(name: str) -> None:
    part = f"parts/{BLOCKS[name].model_fields['kind'].default}.css"
    file = built_in_styles().joinpath(part)
    assert file.is_file(), f"styles/{part}: how a {name} looks is said there"
    assert "{" in file.read_text("utf-8")


@pytest.mark.parametrize("key", get_args(HeadKey))
def test_every_key_of_a_head_is_read_and_kept(key: HeadKey) -> None:
    assert key in PartHead.model_fields, "pipeline/load/text/part_head.py: PartHead has no such key"
    assert key in Part.model_fields, "pipeline/note/parts.py: Part has no such field"
    assert key in HEAD_KEYS, "pipeline/load/text/part_head.py: HEAD_KEYS does not say what it is"


def test_every_key_of_a_head_is_brought_back_from_word(rich_note: Note) -> None:
    found = {value.path[0] for value in values_of(rich_note) if value.file.startswith("text/")}
    of_heads = {key for kind in PART_KINDS for key in kind.head} - {"title"}
    assert of_heads - found == set(), (
        "pipeline/note/values.py gives none, or tests/notes/rich has none"
    )


@pytest.mark.parametrize("key", get_args(HeadKey))
def test_a_head_that_is_not_closed_is_told_its_first_key(key: HeadKey) -> None:
    report = Report()
    kind = PartKind(role="annex", file="annex-*-?.md", head=(key,))

    read_part_file(SourceText("text/annex-a-maps.md", "---\n\n# Maps\n"), kind, report, "en")

    (finding,) = report.findings
    assert (finding.code, finding.hint.split(":")[0]) == ("N219", f"begin with a --- line, a {key}")


@pytest.mark.parametrize("kind", PART_KINDS, ids=lambda kind: kind.role)
def test_every_kind_of_part_has_what_it_is_called_by(kind: PartKind) -> None:
    words = language_of(DEFAULT).words
    assert not kind.label or "{number}" in words[kind.label], f"{kind.label} is no word"
    counted = not kind.is_single
    assert bool(kind.numerals) == counted, "only kinds of which a note can have many are counted"
    assert bool(numeral_of_part(kind, 1)) == counted
    assert not counted or {f"{kind.role}_reference", f"{kind.role}_references"} <= words.keys()


@pytest.mark.parametrize(
    ("language", "theme", "annex"),
    [("", "II", "B"), ("en", "II", "B"), ("fr", "II", "B"), ("ar", "2", "ب"), ("pl", "II", "B")],
)
def test_parts_have_the_numerals_of_their_language(language: str, theme: str, annex: str) -> None:
    assert numeral_of_part(kind_of("theme"), 2, language) == theme
    assert numeral_of_part(kind_of("annex"), 2, language) == annex
    assert numeral_of_part(kind_of("theme"), 2, language, before_another=True) == "2"
