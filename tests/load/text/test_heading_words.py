"""Where in its file each character of a heading's words stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.findings import render_finding
from pipeline.load import load_note
from pipeline.load.nodes import Node
from pipeline.load.reading.pandoc import parse
from pipeline.load.report import Report, SourceText
from pipeline.load.syntax import read_tree
from pipeline.load.text.heading_words import HeadingWords, heading_words
from pipeline.note.parts import Theme
from pipeline.note.walk import headings_of, plain

ROOT = Path(__file__).parents[3]
NOTES = [ROOT / "tests/notes" / name for name in ("rich", "chinese", "french")]
# Marks that are set for what is typed; any other character is found where it is said to be.
SET = frozenset("“”‘’«»–—…\u00a0\u202f")


def read_heading(markdown: str, language: str = "en") -> Node:
    (tree,) = parse({"text": markdown}, positions=True).values()
    return next(node for node in read_tree(tree, language) if node.kind == "Header")


def words_of(markdown: str, language: str = "en") -> HeadingWords:
    return heading_words(read_heading(markdown, language))


def typed(markdown: str, words: HeadingWords, start: int, end: int | None = None) -> str:
    """What the caret underlines in the source for a part of the words."""
    place = SourceText("text/1-a.md", markdown).place(words.spot(start, end))
    return place.text[place.column - 1 : place.column - 1 + place.length]


@pytest.mark.parametrize(
    ("markdown", "text", "last"),
    [
        ("# The old shares.", "The old shares.", "."),
        ("# The old shares. {#old short=Old}", "The old shares.", "."),
        ("# The *old shares.*", "The old shares.", "."),
        ("# The old [shares.](#shares)", "The old shares.", "."),
        ("# The old shares.[^1]\n\n[^1]: See there.", "The old shares.", "."),
        ("# The old shares. ##", "The old shares.", "."),
        ("The old shares.\n===", "The old shares.", "."),
        ("# The old\nshares.", "The old", "d"),
        ("# “The old shares.”", "“The old shares.”", "”"),
        ('# "The old shares."', "“The old shares.”", '"'),
        ('# The "old" shares.', "The “old” shares.", "."),
        ("# 旧的份额。", "旧的份额。", "。"),
        ("# The old `gate()`", "The old gate()", ")"),
        ("# The old ``a`b``", "The old a`b", "b"),
        (r"# The old shares\.", "The old shares.", r"\."),
        ("# The old --- shares", "The old — shares", "s"),
        ("# The shares &amp;", "The shares &", "&amp;"),
        ("# The old sha&shy;res...", "The old sha\N{SOFT HYPHEN}res…", "..."),
    ],
)
def test_the_last_character_of_a_heading_is_underlined(markdown: str, text: str, last: str) -> None:
    words = words_of(markdown)
    assert words.text == text
    assert len(words.spots) == len(text)
    assert typed(markdown, words, -1) == last


def test_a_mark_set_with_a_space_stands_where_the_straight_one_was_typed() -> None:
    markdown = 'Les "vannes" lourdes\n---'
    words = words_of(markdown, "fr")
    assert words.text == "Les «\u202fvannes\u202f» lourdes"
    start, end = words.text.index("«"), words.text.index("»")
    assert typed(markdown, words, start, start + 2) == '"'
    assert typed(markdown, words, start + 2, end - 1) == "vannes"
    assert typed(markdown, words, end - 1, end + 1) == '"'
    assert typed(markdown, words, end + 2) == "lourdes"


def test_the_words_of_a_heading_are_underlined_in_its_first_line() -> None:
    markdown = "The *old\nshares* of water\n---"
    words = words_of(markdown)
    assert typed(markdown, words, 0) == "The *old"


def test_a_text_without_positions_points_at_its_file() -> None:
    (tree,) = parse({"text": "# The old shares."}).values()
    words = heading_words(read_tree(tree, "en")[0])
    assert words.text == "The old shares."
    assert words.spot(-1) is None


@pytest.mark.parametrize("folder", NOTES, ids=lambda folder: folder.name)
@pytest.mark.slow
def test_every_character_of_the_headings_of_notes_stands_where_it_is_said_to(folder: Path) -> None:
    note = load_note(folder)
    files = sorted((folder / "text").glob("[0-9]*.md"))
    assert len(files) == len(note.themes)
    for file, theme in zip(files, note.themes, strict=True):
        check_headings(file.read_text("utf-8"), theme, note.metadata.language)


def check_headings(markdown: str, theme: Theme, language: str) -> None:
    _, _, body = markdown.removeprefix("---\n").partition("\n---\n")
    (tree,) = parse({"text": body}, positions=True).values()
    nodes = [node for node in read_tree(tree, language) if node.kind == "Header"]
    headings = list(headings_of(theme))
    assert len(nodes) == len(headings)
    for node, heading in zip(nodes[1:], headings[1:], strict=True):
        words = heading_words(node)
        assert words.text.replace("\n", " ") == plain(heading.title)
        for at, character in enumerate(words.text):
            if character not in SET:
                assert typed(body, words, at, at + 1) == character


def test_a_finding_underlines_the_full_stop_that_ends_a_heading() -> None:
    markdown = "## Who *owns the gates.* {#gates}"
    source, report = SourceText("text/1-a.md", markdown), Report()
    spot = words_of(markdown).spot(-1)
    report.add("N134", "heading ends with a full stop", source.place(spot), severity="warning")
    (finding,) = report.findings
    assert render_finding(finding).splitlines() == [
        "text/1-a.md:1:23: N134 warning: heading ends with a full stop",
        "    ## Who *owns the gates.* {#gates}",
        "                          ^",
    ]
