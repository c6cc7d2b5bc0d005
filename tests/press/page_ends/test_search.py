"""Pages that do not end well, and what the press does about each."""

from __future__ import annotations

from pathlib import Path

import pytest
from line_edges import line_edges
from part_jobs import lay_out

from pipeline.press.engine.engine import Engine
from pipeline.press.fonts.script_rules import rules_of_scripts
from pipeline.press.parts.parts import PartPages

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
# Pages of 22 lines.
CSS = """
html { --line: 15pt }
section { break-before: auto }
p { hyphens: manual; text-align: left }
figure { margin: 30pt 0; break-inside: avoid }
.question { margin-top: 45pt }
h3, h4 { margin: 0; font: 11pt/15pt "Note Serif"; break-after: avoid }
.topic-title { margin-top: 30pt }
""" + (ROOT / "styles/editions/print/page_ends.css").read_text("utf-8")


def text(name: str, lines: int) -> str:
    """A paragraph of so many lines."""
    return f'<p id="{name}">{"<br>".join(["Words"] * lines)}</p>'


def figure(lines: int, more: str = "numbered") -> str:
    """A figure as high as some lines."""
    return f'<figure class="{more}" id="fig" style="height: {lines * 15}pt"></figure>'


def topic(lines: int) -> str:
    """A topic with a paragraph."""
    name = f"topic{lines}"
    return (
        f'<section class="topic" id="{name}"><h4 class="topic-title" id="{name}-heading">'
        f"A topic</h4>{text(f'{name}-text', lines)}</section>"
    )


def pages_of(part: PartPages, *names: str) -> list[int]:
    """The pages, from 1, on which elements begin."""
    return [part.pages[name] for name in names]


def test_text_flows_up_before_a_figure_that_does_not_fit(engine: Engine) -> None:
    behind = text("one", 6) + text("two", 3) + text("three", 8)
    part = lay_out(engine, text("first", 8) + figure(16) + behind, CSS)
    assert pages_of(part, "first", "one", "two", "fig", "three") == [1, 1, 1, 2, 1]
    again = lay_out(engine, text("first", 8) + figure(16) + behind, CSS)
    assert again.screen == part.screen


@pytest.mark.parametrize("end", ["This is it:", "\u2067This is it:\u200f\u2069", "Words"])
def test_a_figure_that_belongs_where_it_stands_stays_there(engine: Engine, end: str) -> None:
    before = text("first", 8).replace("Words</p>", f"{end}</p>")
    kind = "numbered" if ":" in before else "plain"
    part = lay_out(engine, before + figure(16, kind) + text("one", 12), CSS)
    assert pages_of(part, "fig", "one") == [2, 2]


def test_paragraphs_take_a_line_more_for_a_page_of_few_lines(engine: Engine) -> None:
    sentence = "Words in lines that have some room at their ends. "
    css = CSS + "p { hyphens: auto }"
    given = text("p", 11) + text("q", 7) + text("last", 6)
    (remark,) = lay_out(engine, given, css).remarks
    assert (remark.kind, remark.size) == ("near-empty page", 2)
    given = f'<p id="p">{sentence * 8}</p><p id="q">{sentence * 5}</p>' + text("last", 6)
    part = lay_out(engine, given, css)
    assert (part.page_count, part.remarks) == (2, ())


def test_text_is_set_as_much_closer_in_scripts_whose_letters_are_not_spaced() -> None:
    css = CSS + rules_of_scripts((), {"Arab"})
    given = (' class="shorter"', "", ' class="shorter" lang="ar"', ' lang="ar"')
    texts = (f"<p{more}>- The river is as old as it is long</p>" for more in given)
    edges = line_edges(*texts, css=css)
    closer, plain, arabic_closer, arabic = (right - left for _, left, right in edges)
    assert plain - closer > 2
    assert arabic - arabic_closer == pytest.approx(plain - closer, rel=0.2)


def test_no_text_of_another_heading_comes_before_a_figure(engine: Engine) -> None:
    part = lay_out(engine, text("first", 6) + figure(18) + topic(12), CSS)
    assert pages_of(part, "fig", "topic12") == [2, 3]


def test_a_line_is_saved_above_a_heading_for_a_last_page_of_few_lines(engine: Engine) -> None:
    # Two empty lines and a heading before five lines: two of them would stand alone.
    part = lay_out(engine, text("first", 13) + topic(5) + text("last", 3), CSS)
    assert part.page_count == 2
    part = lay_out(engine, text("first", 11) + topic(5) + text("last", 4), CSS)
    assert part.page_count == 1


def test_a_heading_at_the_foot_has_three_lines_or_is_turned_over(engine: Engine) -> None:
    # One line is saved above the heading, so that three lines stand below it.
    part = lay_out(engine, text("first", 17) + topic(9), CSS)
    assert pages_of(part, "topic9") == [1]
    # Of four lines only two can stand there, or all.
    part = lay_out(engine, text("first", 17) + topic(4) + text("last", 9), CSS)
    assert pages_of(part, "topic4") == [2]
    # Two lines that are all of a topic may stand at the foot.
    part = lay_out(engine, text("first", 17) + topic(2) + topic(9), CSS)
    assert pages_of(part, "topic2", "topic9") == [1, 2]


def test_what_the_author_put_on_a_new_page_is_no_fault(engine: Engine) -> None:
    css = CSS + ".break-before { break-before: page }"
    moved = figure(16, "numbered break-before")
    part = lay_out(engine, text("first", 3) + moved + text("one", 6), css)
    assert pages_of(part, "first", "fig", "one") == [1, 2, 2]
