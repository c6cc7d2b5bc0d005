"""Captions, sources and notes that have marks: read as text is, each note lettered below."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.load import load_files
from pipeline.note.text import Figure, Table
from pipeline.note.walk import blocks_below, footnotes_of, lettered_notes_of, lines_below, words_of

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
TEXT = "text/1-sharing.md"
NOTES = "\n\n" + "\n".join(f"[^{name}]: {name}." for name in "abcdefgh") + "\n"
WALL = "![A wall](figures/wall.png"


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    folder = ROOT / "tests/notes/minimal"
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    wall = (ROOT / "tests/notes/rich/figures/wall.png").read_bytes()
    return found | {"figures/wall.png": wall, "figures/hours.csv": b"Village,Hours\nUpper,12\n"}


def block_of(files: Mapping[str, bytes], typed: str) -> Figure | Table:
    """The figure or table at the end of the note; the notes that it does not call are left out."""
    notes = "\n".join(line for line in NOTES.split("\n") if line.partition("]")[0] + "]" in typed)
    text = files[TEXT].decode() + f"\n{typed}\n\n{notes}\n"
    note = load_files("lines", {**files, TEXT: text.encode()})
    blocks = [
        block
        for heading in (*note.parts, *(q for p in note.parts for q in p.questions))
        for topic in (heading, *getattr(heading, "topics", ()))
        for block in blocks_below(topic.blocks)
        if isinstance(block, Figure | Table)
    ]
    return next(one for one in reversed(blocks) if one.id == "it")


def kinds(block: Figure | Table) -> list[str]:
    """The kinds of the inlines of the lines of a block."""
    lines = (block.caption, *lines_below(block).values())
    return [inline.kind for line in lines for inline in line]


def letters(block: Figure | Table) -> list[tuple[int, str]]:
    """The notes of a block: number and words."""
    return [(one.number, words_of(one.blocks)) for one in lettered_notes_of(block)]


GRID = """\
{#it caption="CO~2~ of *all*[^a]" source="[Board](https://b.example/)[^c]" note="In m^2^[^d]."}
+-------+---------+
| A     | B[^b]   |
+=======+=========+
| c     | d       |
|       +---------+
|       | e       |
+-------+---------+
"""


@pytest.mark.parametrize("typed", [
    GRID,
    GRID.partition("\n")[0] + "\n| A | B[^b] |\n|---|---|\n| c | d |\n",
], ids=["drawn", "typed"])  # fmt: skip
def test_the_lines_of_a_table_are_text(files: Mapping[str, bytes], typed: str) -> None:
    table = block_of(files, typed)
    assert letters(table) == [(1, "a."), (2, "b."), (3, "c."), (4, "d.")]
    assert kinds(table) == [
        *("text", "raised", "text", "emphasis", "footnote"),
        *("link", "footnote"),
        *("text", "raised", "footnote", "text"),
    ]


def test_the_lines_of_a_table_from_a_file_are_text(files: Mapping[str, bytes]) -> None:
    typed = "![*All* hours[^a]](figures/hours.csv){.table #it source='A \"so\" *b*[^b]'}"
    with pytest.raises(SourceError):
        block_of(files, typed)  # Single quotation marks are no form of attributes.
    table = block_of(files, typed.replace("'", '"', 2).replace('"so"', "“so”"))
    assert letters(table) == [(1, "a."), (2, "b.")]
    assert kinds(table) == ["emphasis", "text", "footnote", "text", "emphasis", "footnote"]


@pytest.mark.parametrize(
    "typed",
    [
        f'{WALL} "The *wall*[^a]"){{#it source="Own[^b]"}}',
        f"{WALL} 'The *wall*[^a]'){{#it source=\"Own[^b]\"}}",
        f"{WALL} (The *wall*[^a])){{#it source=Own[^b]}}",
        f'{{#it source="Own[^b]"}}\n{WALL} "The *wall*[^a]")',
        f'> {WALL} "The *wall*\n> [^a]"){{#it source="Own[^b]"}}',
        f'- One\n\n  {WALL} "The *wall*[^a]"){{#it source="Own[^b]"}}',
        f'::: {{.box title="Box"}}\n{WALL} "The *wall*[^a]"){{#it source="Own[^b]"}}\n:::',
    ],
)
def test_the_lines_of_a_figure_are_text(files: Mapping[str, bytes], typed: str) -> None:
    figure = block_of(files, typed)
    assert letters(figure) == [(1, "a."), (2, "b.")]
    assert [kind for kind in kinds(figure) if kind != "text"] == [
        "emphasis",
        "footnote",
        "footnote",
    ]


@pytest.mark.parametrize("words", ["1. *so*", "- *so*", "# *so*", "| *so* |", "> *so*"])
def test_what_begins_a_block_elsewhere_begins_none_in_a_line(
    files: Mapping[str, bytes], words: str
) -> None:
    figure = block_of(files, f'{WALL} "{words}"){{#it}}')
    assert "".join(words_of((figure,)).split()) == "Awall" + words.replace("*", "").replace(" ", "")


def test_a_line_without_marks_is_what_it_was(files: Mapping[str, bytes]) -> None:
    figure = block_of(files, f'{WALL} "5 * 3 -- \\*so\\*, a\\_b, US$5 or US$6"){{#it}}')
    assert [one.model_dump() for one in figure.caption] == [
        {"kind": "text", "text": "5 * 3 – *so*, a_b, US$5 or US$6"}
    ]


def test_prices_beside_marks_are_no_formula(files: Mapping[str, bytes]) -> None:
    figure = block_of(files, f'{WALL} "*From* US$5 to $10, \\$6"){{#it}}')
    assert words_of((figure,)) == "A wall From US$5 to $10, $6"


@pytest.mark.parametrize(
    ("value", "code", "at"),
    [
        ("*So* $x^2$", "N147", "$x^2$"),
        ("*So* <b>x</b>", "N147", "<b>"),
        ("~~out~~", "N147", "~~out~~"),
        ("See [](#it), *so*", "N171", "[](#it)"),
        ("*So*[^z]", "N121", "[^z]"),
        ("*So* ![x](figures/wall.png)", "N133", "![x](figures/wall.png)"),
        ("[*So*.]{.key}", "N117", "[*So*.]{.key}"),
    ],
)
def test_what_a_line_cannot_hold_is_a_finding_at_its_place(
    files: Mapping[str, bytes], value: str, code: str, at: str
) -> None:
    typed = f'{WALL}){{#it note="{value}"}}'
    with pytest.raises(SourceError) as caught:
        block_of(files, typed)
    found = next(one for one in caught.value.findings if one.code == code)
    line = (files[TEXT].decode() + f"\n{typed}").split("\n")[(found.place.line or 0) - 1]
    assert line[(found.place.column or 0) - 1 :].startswith(at)


def test_notes_of_the_text_are_counted_without_those_of_lines(files: Mapping[str, bytes]) -> None:
    text = files[TEXT].decode() + f'\n{WALL} "*Wall*[^a]")\n\nText.[^b]\n\n[^a]: A.\n[^b]: B.\n'
    note = load_files("lines", {**files, TEXT: text.encode()})
    theme = note.themes[0]
    headings = (theme, *theme.topics, *(one for q in theme.questions for one in (q, *q.topics)))
    *earlier, last = (one for heading in headings for one in footnotes_of(heading.blocks))
    assert (words_of(last.blocks), last.number) == ("B.", len(earlier) + 1)


def test_in_code_a_line_is_code(files: Mapping[str, bytes]) -> None:
    text = files[TEXT].decode() + '\nType `{caption="CO~2~"}` there.\n'
    note = load_files("lines", {**files, TEXT: text.encode()})
    assert '{caption="CO~2~"}' in str(note.themes[0])
