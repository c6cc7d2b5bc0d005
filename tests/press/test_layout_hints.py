"""Layout hints: the built-in style follows them, and ineffective ones are reported."""

from __future__ import annotations

import pytest
from part_jobs import part_job

from pipeline.cache import NoCache
from pipeline.house_style import load_style
from pipeline.press.engine.engine import Engine
from pipeline.press.layout.pagination import lay_out_alone
from pipeline.press.markup.stylesheets import stylesheet
from pipeline.press.parts.part_store import PartStore
from pipeline.press.parts.parts import PartJob, PartPages
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

LINE = "A line of words that is about as long as the measure of a page, and not any longer "
TEXT = LINE * 8
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><rect width="8" height="4"/></svg>'
)
ROWS = "<tr><td>Word</td></tr>" * 6
ELEMENTS = {
    "paragraph": '<p id="one"{wish}>{text}</p>',
    "topic": '<section id="one"{wish}><h4 class="topic-title" id="one-heading">Topic</h4>'
    '<p id="p">{text}</p></section>',
    "question": '<section id="one"{wish}><h3 class="question-title" id="one-heading">Question</h3>'
    '<p id="p">{text}</p></section>',
    "figure": '<figure id="one"{wish}><img src="https://notepress.invalid/figures/a.svg" alt="Sea"'
    ' style="height: 40mm"><figcaption>{text}</figcaption></figure>',
    "table": f'<table id="one"{{wish}}><caption>Caption</caption><tbody>{ROWS}</tbody></table>',
}
# What is wished is a class beside the one of the element.
CLASSES = {"topic": "topic", "question": "question"}


def job(body: str) -> PartJob:
    """A part in the built-in style."""
    css = stylesheet(load_style(built_in_styles()), "print")
    # The sections of other small parts begin a page each.
    css = f"section {{ break-before: auto }} {css}"
    return part_job(body, css, pictures={"figures/a.svg": PICTURE.encode()})


def element(name: str, knob: str = "", text: str = TEXT) -> str:
    """An element with a wish."""
    names = f"{CLASSES.get(name, '')} {knob}".strip()
    return ELEMENTS[name].format(wish=f' class="{names}"' if names else "", text=text)


def laid_out(engine: Engine, body: str) -> PartPages:
    """A part laid out."""
    return lay_out_alone(job(body), engine, PartStore(NoCache()))


def told(engine: Engine, body: str) -> list[tuple[str, str]]:
    """The kinds and ids of remarks about layout hints."""
    found = laid_out(engine, body).remarks
    wishes = ("needless break", "needless keeping", "impossible keeping", "needless tightening")
    return [(one.kind, one.anchor) for one in found if one.kind in wishes]


def room(lines: int) -> str:
    """An element that leaves this many lines of a page free."""
    return f'<p id="above">Above.</p><div style="height: {14 * (49 - lines)}pt"></div>'


@pytest.mark.parametrize("name", ELEMENTS)
def test_a_page_is_begun_and_the_wish_is_idle_where_one_begins_anyway(
    engine: Engine, name: str
) -> None:
    wish = element(name, "break-before")
    part = laid_out(engine, room(30) + wish)
    assert (part.page_count, part.pages["one"]) == (2, 2)
    assert told(engine, room(30) + wish) == []
    assert told(engine, room(1) + wish) == [("needless break", "one")]


@pytest.mark.parametrize("name", ELEMENTS)
def test_what_is_kept_together_goes_to_the_next_page(engine: Engine, name: str) -> None:
    needed = {"paragraph": 4, "topic": 8, "question": 9, "figure": 12, "table": 7}[name]
    wish = element(name, "keep-together")
    assert laid_out(engine, room(needed) + element(name)).pages["one"] == 1
    assert laid_out(engine, room(needed) + wish).pages["one"] == 2
    assert told(engine, room(needed) + wish) == []
    assert told(engine, room(30) + wish) == [("needless keeping", "one")]


def test_a_wish_is_idle_at_the_head_of_a_page_that_begins_there_anyway(engine: Engine) -> None:
    assert told(engine, room(0) + element("paragraph", "keep-together")) == [
        ("needless keeping", "one")
    ]


def test_what_is_longer_than_a_page_cannot_be_kept_together(engine: Engine) -> None:
    body = f'<p id="one" class="keep-together">{TEXT * 9}</p>'
    assert told(engine, room(40) + body) == [("impossible keeping", "one")]


@pytest.mark.parametrize("name", ["paragraph", "topic", "question", "figure"])
def test_tighter_text_wins_a_line_somewhere_or_the_wish_is_idle(engine: Engine, name: str) -> None:
    won = []
    for words in range(1, 40):
        body = element(name, "tighter", f"{LINE * 12}{'word ' * words}")
        won.append(told(engine, body) == [])
        if set(won) == {True, False}:
            return
    assert set(won) == {True, False}


def test_trying_wishes_changes_no_byte(engine: Engine) -> None:
    body = room(4) + element("paragraph", "keep-together") + element("topic", "tighter")
    part = laid_out(engine, body)
    unchecked = engine.start("tests.press.engine_tasks:lay_out_unchecked", job(body)).result()
    assert unchecked.remarks == ()
    assert part.remarks
    assert (part.screen, part.print) == (unchecked.screen, unchecked.print)
