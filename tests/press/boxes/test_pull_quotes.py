"""Pull quotes are placed in the margin, on other pages than their sentences, clear of all else."""

from __future__ import annotations

import itertools
import json
import pickle
import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cache import NoCache
from pipeline.editions.fonts import fonts_for
from pipeline.house_style import Style, load_style
from pipeline.note import Note
from pipeline.note.parts import Question, Theme, Topic
from pipeline.note.text import Inline, Lifted, Paragraph, Text
from pipeline.press.boxes.pull_quotes import Strip, Wish, arrange
from pipeline.press.fonts.font_sets import FontSet, font_face_css
from pipeline.press.markup.dialect import Dialect
from pipeline.press.markup.display import Display
from pipeline.press.markup.stylesheets import stylesheet
from pipeline.press.markup.templates import Templates
from pipeline.press.markup.writer import Writer
from pipeline.press.parts.parts import ADDRESS, PartJob, StyleBundle
from pipeline.press.pdf.printing.settings import colours_of, press_of
from pipeline.views.cover_art import draw_cover
from pipeline.views.full_note import view_note
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

LINE = 14 * 96 / 72
WORDS = (
    "bridge river valley meadow mill stone water people board farmers institutions cooperation",
    "development understanding because although when where they have seen what it was and with",
)
_WORDS = " ".join(WORDS).split()


@dataclass(frozen=True, slots=True)
class Setting:
    """What a theme is laid out with."""

    note: Note
    style: Style
    fonts: FontSet


@pytest.fixture(scope="module")
def setting(rich_note: Note) -> Setting:
    style = load_style(built_in_styles())
    return Setting(rich_note, style, fonts_for(rich_note, style, NoCache()))


def lay_out(setting: Setting, theme: Theme) -> dict[str, Any]:
    """The positions of everything in the margin column of a theme."""
    note = setting.note.model_copy(update={"parts": (theme,)})
    style = setting.style
    view = view_note(note, style.words("en"))
    display = Display(style, setting.fonts, "en")
    html = Templates(style).render(
        "paged/theme.html",
        Writer(Dialect("paged", "en", display=display)),
        view=view,
        words=view.words,
        part=view.themes[0],
        colours=colours_of(style),
        art=draw_cover(note, 216, 303),
        pages={},
        colophon=(),
        part_start="page",
        opener_form="page",
        opener_room=6,
        head_length=100,
        bleed=3.0,
        opener_photos={},
    )
    faces = font_face_css(setting.fonts, f"{ADDRESS}fonts/{{}}".format)
    files = {f"fonts/{font.file_name}": font.content for font in setting.fonts.fonts}
    css = faces + stylesheet(style, "print")
    job = PartJob("theme", html, StyleBundle(css, files), {}, press_of(style))
    done = subprocess.run(
        [sys.executable, Path(__file__).parents[1] / "margin_boxes.py"],
        input=pickle.dumps(job),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    told: dict[str, Any] = json.loads(done.stdout)
    assert told["warnings"] == []
    return told


class Author:
    """Writes paragraphs of any length, with marked sentences."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._count = 0

    def sentence(self, words: int) -> str:
        chosen = [self._chance.choice(_WORDS) for _ in range(words)]
        return " ".join([chosen[0].capitalize(), *chosen[1:]]) + "."

    def paragraph(self, *parts: int | tuple[str, int]) -> Paragraph:
        """A paragraph of sentences: numbers of words, some with a role."""
        self._count += 1
        inlines: list[Inline] = []
        for place, part in enumerate(parts):
            if isinstance(part, int):
                inlines.append(Text(text=self.sentence(part)))
            else:
                name = f"lifted-{self._count}-{place}"
                words = (Text(text=self.sentence(part[1])),)
                inlines.append(Lifted(role=part[0], id=name, inlines=words))
            inlines.append(Text(text=" "))
        return Paragraph(id=f"paragraph-{self._count}", inlines=tuple(inlines[:-1]))

    def theme(self, questions: int, quotes: int) -> Theme:
        """A theme with questions of three topics, and so many pull quotes to a question."""
        return Theme(
            source="text/1-theme.md",
            id="theme",
            number=1,
            title=(Text(text="A theme"),),
            short="A theme",
            lead="A lead.",
            questions=tuple(self._question(number + 1, quotes) for number in range(questions)),
        )

    def _question(self, number: int, quotes: int) -> Question:
        marked = [("pull", self._chance.randint(8, 30)) for _ in range(quotes)]
        blocks = [self.paragraph(("key", self._chance.randint(8, 45)), 12)]
        for quote in marked:
            before = [self._chance.randint(5, 30) for _ in range(self._chance.randint(0, 6))]
            blocks.append(self.paragraph(*before, quote, *before[:2]))
        third = len(blocks) // 3 + 1
        title = (Text(text=self.sentence(self._chance.randint(2, 25))),)
        return Question(
            id=f"question-{number}",
            number=number,
            title=title,
            short="A question",
            blocks=tuple(blocks[:third]),
            topics=tuple(
                Topic(
                    id=f"topic-{number}-{place}",
                    title=(Text(text=self.sentence(5)),),
                    short="A topic",
                    blocks=tuple(blocks[place : place + third]),
                )
                for place in range(third, len(blocks), third)
            ),
        )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_pull_quotes_touch_nothing(setting: Setting, seed: int) -> None:
    told = lay_out(setting, Author(seed).theme(questions=4, quotes=4))
    placed = 0
    for page in told["pages"]:
        quotes = sorted(page["quotes"], key=lambda quote: quote[1])
        placed += len(quotes)
        for quote in quotes:
            left, top, right, bottom = quote[:4]
            assert left > 0
            assert right <= page["left"] + 62 * 96 / 25.4 - 10
            assert top >= page["top"] - 1
            assert bottom <= page["bottom"] + 1
            for _, other_top, _, other_bottom in page["others"]:
                assert bottom <= other_top + 0.1 or top >= other_bottom - 0.1
        for upper, lower in itertools.pairwise(quotes):
            assert lower[1] - upper[3] >= LINE - 0.1
    assert sum(len(page["others"]) for page in told["pages"]) >= 8
    assert placed + len(told["crowded"]) == 16
    assert placed >= 13


def lay_out_between(setting: Setting, author: Author, *marked: Paragraph) -> dict[str, Any]:
    """The positions of what is in the margin of a theme that has marked text on its second page."""
    theme = author.theme(questions=1, quotes=0)
    filling = [author.paragraph(*[20] * 30) for _ in range(4)]
    question = theme.questions[0].model_copy(
        update={"blocks": (*filling[:2], *marked, *filling[2:])}
    )
    return lay_out(setting, theme.model_copy(update={"questions": (question,)}))


def heights(told: dict[str, Any]) -> tuple[list[float], list[float]]:
    """The baselines of pull quotes on their pages, and of their sentences on theirs, in order."""
    pages = told["pages"]
    quotes = [quote[4] for page in pages for quote in page["quotes"]]
    return quotes, [baseline for page in pages for baseline in page["sentences"].values()]


def test_a_pull_quote_is_as_high_on_its_page_as_its_sentence_is(setting: Setting) -> None:
    author = Author(4)
    told = lay_out_between(setting, author, author.paragraph(*[20] * 20, ("pull", 20)))
    (quote,), (sentence,) = heights(told)
    assert quote == pytest.approx(sentence, abs=0.1)


def test_a_pull_quote_is_moved_by_whole_lines(setting: Setting) -> None:
    author = Author(5)
    close = [author.paragraph(("pull", 12), 9, ("pull", 14)) for _ in range(2)]
    told = lay_out_between(setting, author, *close)
    moved = [(quote - baseline) / LINE for quote, baseline in zip(*heights(told), strict=True)]
    assert len(moved) == 4
    assert moved == pytest.approx([round(lines) for lines in moved], abs=0.01)
    assert any(round(lines) for lines in moved)


def test_a_pull_quote_stands_on_another_page_than_its_sentence(setting: Setting) -> None:
    author = Author(6)
    theme = author.theme(questions=1, quotes=0)
    filling = [author.paragraph(*[20] * 30) for _ in range(2)]
    marked = author.paragraph(*[20] * 20, ("pull", 20), *[20] * 40)
    question = theme.questions[0].model_copy(update={"blocks": (*filling, marked)})
    told = lay_out(setting, theme.model_copy(update={"questions": (question,)}))
    home = [number for number, page in enumerate(told["pages"]) if page["sentences"]]
    quoted = [number for number, page in enumerate(told["pages"]) if page["quotes"]]
    assert home[0] > 1
    assert quoted == [home[0] + 1]
    (quote,) = told["pages"][quoted[0]]["quotes"]
    (baseline,) = told["pages"][home[0]]["sentences"].values()
    assert (quote[4] - baseline) / LINE == pytest.approx(round((quote[4] - baseline) / LINE))


def test_a_quote_in_a_text_of_one_page_is_told_and_left_out(setting: Setting) -> None:
    told = lay_out(setting, Author(4).theme(questions=1, quotes=1))
    assert len(told["crowded"]) == 1
    assert not any(page["quotes"] for page in told["pages"])


def test_quotes_that_have_no_room_together_are_told_and_left_out(setting: Setting) -> None:
    author = Author(7)
    theme = author.theme(questions=1, quotes=0)
    close = tuple(author.paragraph(("pull", 30)) for _ in range(9))
    question = theme.questions[0].model_copy(update={"blocks": close})
    told = lay_out(setting, theme.model_copy(update={"questions": (question,)}))
    assert told["crowded"]
    assert sum(len(page["quotes"]) for page in told["pages"]) == 9 - len(told["crowded"])


def test_the_nearest_place_is_taken_up_or_down() -> None:
    free = [Strip(0, 100), Strip(150, 400)]
    assert arrange([Wish(20, 50, 10)], free) == (20,)
    assert arrange([Wish(80, 50, 10)], free) == (50,)
    assert arrange([Wish(130, 50, 10)], free) == (150,)
    assert arrange([Wish(160, 50, 10), Wish(170, 50, 10)], free) in {(150, 200), (160, 210)}


def test_no_room_is_told() -> None:
    assert arrange([Wish(0, 60, 10)], [Strip(0, 50)]) is None
    assert arrange([Wish(0, 60, 10), Wish(0, 60, 10)], [Strip(0, 100)]) is None
    assert arrange([Wish(0, 60, 10)], []) is None
    assert arrange([], []) == ()


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 150), st.integers(10, 60)), max_size=3),
    st.lists(st.tuples(st.integers(0, 40), st.integers(10, 90)), max_size=3),
)
def test_places_are_free_in_order_and_apart(
    wanted: list[tuple[int, int]], gaps: list[tuple[int, int]]
) -> None:
    free, top = [], 0
    for gap, height in gaps:
        free.append(Strip(top + gap, top + gap + height))
        top += gap + height + 1
    wishes = [Wish(top, height, 10) for top, height in sorted(wanted)]
    tops = arrange(wishes, free)
    if tops is None:
        return
    for wish, top in zip(wishes, tops, strict=True):
        assert (top - wish.top) % 10 == 0
        assert any(strip.top <= top and top + wish.height <= strip.bottom for strip in free)
    for (upper, above), (_, below) in itertools.pairwise(zip(wishes, tops, strict=True)):
        assert above + upper.height <= below
    assert sum(abs(wish.top - top) for wish, top in zip(wishes, tops, strict=True)) == cheapest(
        wishes, free
    )


def cheapest(wishes: list[Wish], free: list[Strip]) -> float:
    """The least way that quotes must be moved, by trying every place."""
    places = [
        [
            top
            for top in range(int(wish.top) % 10, 400, 10)
            if any(strip.top <= top and top + wish.height <= strip.bottom for strip in free)
        ]
        for wish in wishes
    ]
    return min(
        sum(abs(wish.top - top) for wish, top in zip(wishes, tops, strict=True))
        for tops in itertools.product(*places)
        if all(
            above + wish.height <= below
            for wish, (above, below) in zip(wishes, itertools.pairwise(tops), strict=False)
        )
    )
