"""The Markdown edition, read back by pandoc: nothing is lost, and no text is taken for a mark."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from note_text import footnotes_written, pieces, squeezed
from numbered_notes import cited, load_numbered

from pipeline.cache import NoCache
from pipeline.editions.markdown import make
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.note.text import (
    Block,
    Cell,
    Emphasis,
    Foreign,
    Formula,
    Inlines,
    ItemList,
    LineBreak,
    ListItem,
    Paragraph,
    Raised,
    Strong,
    Table,
    Text,
)
from pipeline.note.walk import blocks_below, headings_in, plain
from pipeline.pandoc import run_pandoc
from pipeline.preflight.html.markdown import check_markdown
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
NOTES = (
    "tests/notes/rich",
    "tests/notes/chinese",
    pytest.param("tests/notes/french", marks=pytest.mark.slow),
    pytest.param("tests/notes/spanish", marks=pytest.mark.slow),
)
DIALECTS = ("gfm", "commonmark_x-smart-superscript-subscript")
ODD = (
    "# none",
    "1. none",
    "- none",
    "> none",
    "| none | none |",
    "a_b_c *a* **b** `c` ~~d~~ [e](f) ![g](h) <i>j</i> <!-- k --> \\ l",
    "R&amp;D &copy; &#65; AT&T",
    r"\* \_a\_ \# \. \~ \$b\$ \[c\] d\\e \&amp; f\g \<h\>",
    "[^1] [^1]: none",
    "https://example.org www.example.org someone@example.org",
    "***",
    "=====",
    "中文**文**“引”（括）",
)


def build(note: Note) -> bytes:
    (made,) = make(Workbench(note, load_style(built_in_styles()), NoCache()))
    assert made.path == f"{note.slug}.md"
    assert made.media_type == "text/markdown"
    return made.content


@cache
def read(content: bytes, dialect: str) -> list[dict[str, Any]]:
    tree = run_pandoc([f"--from={dialect}", "--to=json"], content)
    blocks: list[dict[str, Any]] = json.loads(tree)["blocks"]
    return blocks


def text_of(tree: Any, *, notes: bool = False) -> str:
    """Return the text without white space, with footnotes or without."""
    if isinstance(tree, list):
        return "".join(text_of(one, notes=notes) for one in tree)
    if not isinstance(tree, dict):
        return ""
    match tree:
        case {"t": "Str", "c": text} | {"t": "Code" | "Math", "c": [_, text]}:
            return squeezed(text)
        case {"t": "Quoted", "c": [{"t": kind}, inside]}:
            marks = "“”" if kind == "DoubleQuote" else "‘’"
            return f"{marks[0]}{text_of(inside, notes=notes)}{marks[1]}"
        case {"t": "Note", "c": inside}:
            return text_of(inside, notes=notes) if notes else ""
        case {"t": "RawInline" | "Image"}:
            return ""
        case _:
            return text_of(tree.get("c"), notes=notes)


def with_text(note: Note, *blocks: Any) -> Note:
    introduction = note.part("introduction").model_copy(update={"blocks": blocks})
    return note.model_copy(update={"parts": (introduction, *note.themes)})


def paragraph(*inlines: Any) -> Paragraph:
    return Paragraph(id="odd", inlines=inlines)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("name", NOTES)
def test_the_whole_text_is_read_back_in_order(name: str, dialect: str) -> None:
    note = cited(load_numbered(name))
    blocks = read(build(note), dialect)
    text, place = text_of(blocks), 0
    for part in headings_in(note):
        for piece in (squeezed(plain(part.title)), *pieces(part.blocks)):
            assert piece in text[place:], piece
            place = text.index(piece, place) + len(piece)
        assert footnotes_written(part.blocks) in text_of(blocks, notes=True)
    for person in note.people.participants:
        assert all(squeezed(one) in text[place:] for one in person.name.values())
    assert squeezed(note.metadata.licence.statement) in text[place:]


@pytest.mark.parametrize("name", NOTES)
def test_it_is_clean_and_the_same_twice(name: str) -> None:
    note = cited(load_numbered(name))
    content = build(note)
    assert content == build(note)
    view = Workbench(note, load_style(built_in_styles()), NoCache()).view
    assert list(check_markdown(content, view.cover.full_title)) == []
    levels = [block["c"][0] for block in read(content, "gfm") if block["t"] == "Header"]
    assert levels.count(2) == len(note.parts) + len(view.rolls) + 1


@pytest.mark.parametrize("dialect", DIALECTS)
def test_no_text_is_taken_for_a_mark(dialect: str, minimal_note: Note) -> None:
    content = build(with_text(minimal_note, *(block for odd in ODD for block in in_places(odd))))
    text = text_of(read(content, dialect))
    typed = [squeezed(odd) for odd in ODD]
    for piece in typed:
        # Among the signs of another there can be the same.
        expected = 4 * sum(one.count(piece) for one in typed)
        assert text.count(piece) == expected, (piece, content.decode())
        assert f"{piece}x" in text


def in_places(odd: str) -> Iterator[Block]:
    """Text in a paragraph, in emphasis, in a cell and in a list."""
    whole = paragraph(Text(text=odd))
    cell = Cell(blocks=(whole,), columns=2)
    yield whole
    yield paragraph(Emphasis(inlines=(Text(text=odd),)), Text(text="x"))
    yield Table(id="cells", alignments=("left", "right"), head=(), body=((cell,),))
    yield ItemList(ordered=False, items=(ListItem(blocks=(whole,)),))


@pytest.mark.parametrize(
    ("inlines", "shown"),
    [
        ((Strong(inlines=(Text(text="“a”"),)), Text(text="b")), "<strong>“a”</strong>b"),
        ((Text(text="a "), Strong(inlines=(Text(text="(b)"),)), Text(text=".")), "a **(b)**."),
        ((Text(text="CO"), Raised(position="sub", inlines=(Text(text="2"),))), "CO<sub>2</sub>"),
        ((Foreign(language="zh", inlines=(Text(text="中文"),)),), "中文"),
        ((Text(text="a"), LineBreak(), Text(text="b")), "a\\\nb"),
    ],
)
def test_how_inlines_are_written(inlines: Inlines, shown: str, minimal_note: Note) -> None:
    content = build(with_text(minimal_note, paragraph(*inlines))).decode()
    assert f"\n\n{shown}\n\n" in content


def test_a_table_has_a_line_for_each_row(minimal_note: Note) -> None:
    def cell(*texts: str, columns: int = 1, rows: int = 1) -> Cell:
        blocks = tuple(paragraph(Text(text=text)) for text in texts)
        return Cell(blocks=blocks, columns=columns, rows=rows)

    table = Table(
        id="spans",
        alignments=("left", "default", "right"),
        caption=(Text(text="A caption"),),
        head=((cell("a", columns=2), cell("b")),),
        body=((cell("c|d", "e", rows=2), cell(), cell("f")), (cell("g"), cell("h"))),
    )
    content = build(with_text(minimal_note, table)).decode()
    shown = content.partition("\n## I. ")[0]
    lines = [re.sub(" +", " ", line) for line in shown.splitlines() if line.startswith("|")]
    words = r"| c\|d<br>e | "
    assert [lines[0], *lines[2:]] == ["| a | a | b |", f"{words}| f |", f"{words}g | h |"]
    assert re.fullmatch(r"\|:-+\|-+\|-+:\|", lines[1])
    assert "\n\nA caption\n\n|" in content


def test_a_formula_does_not_break_its_cell(minimal_note: Note) -> None:
    bars = Formula(tex=r"|x| + \|y\| \\ \begin{array}{c|c} a \end{array}", mathml="<mi>x</mi>")
    row = (paragraph(Emphasis(inlines=(bars,))), paragraph(Text(text="after")))
    table = Table(
        id="bars",
        alignments=("default", "default"),
        head=((Cell(blocks=()), Cell(blocks=())),),
        body=(tuple(Cell(blocks=(one,)) for one in row),),
    )
    content = build(with_text(minimal_note, table, paragraph(bars)))

    blocks = read(content, "gfm+tex_math_dollars")
    found = next(block for block in blocks if block["t"] == "Table")
    (cells,) = ([text_of(cell) for cell in row[1]] for row in found["c"][4][0][3])
    tex = r"\vert x\vert + \Vert y\Vert \\ \begin{array}{cc} a \end{array}"
    assert cells == [squeezed(tex), "after"]
    assert f"${bars.tex}$" in content.decode()


def test_links_lead_to_where_the_note_is_published() -> None:
    note = load_numbered("tests/notes/rich")
    content = build(note).decode()
    address = note.metadata.web_address.rstrip("/")
    figures = {
        block.source
        for heading in headings_in(note)
        for block in blocks_below(heading.blocks)
        if block.kind == "figure"
    }
    assert figures
    assert all(f"({address}/{source})" in content for source in figures)
    assert "](#" not in content


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"# ", b"## ", "N484"),
        (b"\n## ", b"\n#### ", "N484"),
        (b"\n\n", b"\n\n<div>x</div>\n\n", "N484"),
        (b"\n\n", b"\n\nsee [^9]\n\n", "N484"),
        (b"\n\n", b"\n\n[here](there.html)\n\n", "N485"),
        (b"# ", b"\xff ", "N420"),
    ],
)
def test_damage_is_found(old: bytes, new: bytes, code: str, minimal_note: Note) -> None:
    view = Workbench(minimal_note, load_style(built_in_styles()), NoCache()).view
    content = build(minimal_note)
    assert list(check_markdown(content, view.cover.full_title)) == []
    damaged = content.replace(old, new, 1)
    codes = {one.code for one in check_markdown(damaged, view.cover.full_title)}
    assert codes == {code}
