"""Display text is broken where the engine would break it, measured in the fonts of the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.cache import NoCache
from pipeline.editions.fonts import fonts_for
from pipeline.house_style import Style, load_style
from pipeline.note import Note
from pipeline.note.text import Emphasis, Foreign, Inlines, LineBreak, Text
from pipeline.note.walk import plain
from pipeline.press.markup.dialect import Dialect
from pipeline.press.markup.display import Display, Role, unbroken
from pipeline.press.markup.writer import Writer
from pipeline.workspace import built_in_styles

QUESTION = (
    "Which challenges weigh most on China’s development cooperation as it seeks to advance the "
    "Sustainable Development Goals?"
)


@pytest.fixture(scope="module")
def style() -> Style:
    return load_style(built_in_styles())


@pytest.fixture(scope="module")
def display(style: Style, real_note: Note) -> Display:
    return Display(style, fonts_for(real_note, style, NoCache()), "en-GB")


def broken(display: Display, role: Role, inlines: Inlines) -> list[str]:
    """The lines of display text."""
    lines = [""]
    for inline in display(role, inlines).inlines:
        if isinstance(inline, LineBreak):
            lines.append("")
        else:
            lines[-1] += plain((inline,))
    return lines


def test_a_short_title_stays_on_one_line(display: Display) -> None:
    title = (Text(text="Which steps would come first?"),)
    assert display("question-title", title).lines == 1
    assert display("question-title", title).inlines == title


def test_a_title_is_broken_into_even_lines(display: Display) -> None:
    lines = broken(display, "question-title", (Text(text=QUESTION),))
    assert len(lines) == display("question-title", (Text(text=QUESTION),)).lines == 3
    assert min(map(len, lines)) > 0.7 * max(map(len, lines))


def test_no_letter_is_lost_and_the_space_before_a_break_is_kept(display: Display) -> None:
    shown = display("question-title", (Text(text=QUESTION),)).inlines
    assert "".join(plain((i,)) for i in shown if not isinstance(i, LineBreak)) == QUESTION


def test_a_break_may_fall_inside_emphasis(display: Display) -> None:
    title = (Text(text="They said: "), Emphasis(inlines=(Text(text=QUESTION),)))
    shown = display("question-title", title).inlines
    assert LineBreak() in shown[1].inlines
    assert plain(shown).replace("  ", " ") == f"They said: {QUESTION}"


def test_what_is_tied_is_not_broken(display: Display) -> None:
    for count in range(1, 30):
        words = "x" * count + " in the course of some 115 million years or so, as they say"
        lines = broken(display, "pull-quote", (Text(text=words),))
        assert sum("115\u00a0million" in line for line in lines) == 1


def test_chinese_is_broken_between_characters_and_not_before_a_full_stop(
    display: Display,
) -> None:
    text = (Foreign(language="zh-Hans", inlines=(Text(text="美人之美，美美与共。" * 8),)),)
    shown = display("pull-quote", text).inlines[0].inlines
    lines = [inline.text for inline in shown if isinstance(inline, Text)]
    assert len(lines) > 3
    assert all(not line.startswith(("，", "。")) for line in lines)


def test_a_title_with_line_breaks_of_its_own_is_left_alone(display: Display) -> None:
    title = (Text(text=QUESTION), LineBreak(), Text(text="And why?"))
    shown = display("question-title", title)
    assert (shown.inlines, shown.lines) == (title, 0)


def test_larger_type_makes_more_lines(style: Style, real_note: Note) -> None:
    larger = replace(style, tokens={**style.tokens, "question-size": "2.4rem"})
    display = Display(larger, fonts_for(real_note, style, NoCache()), "en-GB")
    assert display("question-title", (Text(text=QUESTION),)).lines == 4


def test_other_dialects_leave_lines_to_the_reader(display: Display) -> None:
    title = (Text(text=QUESTION),)
    assert unbroken("question-title", title).inlines == title
    paged = Writer(Dialect("paged", "en-GB", display=display))
    assert paged.display("question-title", title).count("<br>") == 2
    assert paged.lines("question-title", title) == ' style="--lines: 3"'
    web = Writer(Dialect("web", "en-GB"))
    assert web.display("question-title", title) == QUESTION
    assert web.lines("question-title", title) == ""
