"""One-pagers have the largest type that fits; excess text is reported in lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2
import pytest
from kept_in_memory import LAID_OUT

from pipeline.editions.one_pager_pages import job_for
from pipeline.editions.workbench import Workbench
from pipeline.errors import SourceError
from pipeline.house_style import load_style
from pipeline.note import Note, Theme
from pipeline.note.parts import Topic
from pipeline.note.recommendations import recommendations_in
from pipeline.note.text import Lifted, Paragraph, Recommendation, Text
from pipeline.numbering import Label
from pipeline.press.layout.fitting.copyfitting import Fit, Limits, Room, fit_text, limits_of
from pipeline.press.layout.fitting.drafted_pages import LAY_OUT, LOAD_STYLE
from pipeline.views.full_note import view_note
from pipeline.views.one_pager import view_one_pager
from pipeline.views.recommendations import first_recommendations
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

LIMITS = Limits(8.4, 11.0, leading_min=1.26, leading_max=1.46, size_sparse=12.5)


class Page:
    """A page of so many pt, and a text of so many lines at 10 pt, more when it is larger."""

    def __init__(self, height: float, lines: float) -> None:
        self._height = height
        self._lines = lines
        self.tries = 0

    def room(self, size: float, leading: float) -> Room:
        self.tries += 1
        lines = self._lines * size / 10
        height = self._height / (size * leading)
        return Room(height - lines, "the text", height)


def fit(height: float, lines: float) -> Fit:
    return fit_text(Page(height, lines).room, LIMITS)


def test_a_short_text_has_the_largest_size_and_the_widest_lines() -> None:
    found = fit(600, 10)
    assert (found.size, found.leading) == (11.0, 1.46)
    assert found.room.lines > 20


def test_a_text_that_fits_fills_its_page() -> None:
    found = fit(600, 48)
    assert LIMITS.size_min < found.size < LIMITS.size_max
    assert found.leading >= 1.36
    assert 0 <= found.room.lines < 1


def test_a_step_larger_would_not_fit() -> None:
    page = Page(600, 48)
    found = fit_text(page.room, LIMITS)
    assert page.room(found.size + 0.05, 1.36).lines < 0
    assert page.room(found.size, found.leading + 0.01).lines < 0


def test_lines_are_closed_up_only_when_no_size_fits() -> None:
    found = fit(600, 63)
    assert (found.size, found.room.lines >= 0) == (8.4, True)
    assert 1.26 <= found.leading < 1.36


def test_a_text_too_long_comes_back_with_what_it_lacks() -> None:
    found = fit(600, 80)
    assert (found.size, found.leading) == (8.4, 1.26)
    assert found.room.lines == pytest.approx((600 - 80 * 0.84 * 8.4 * 1.26) / (8.4 * 1.26))


def test_few_tries_are_enough() -> None:
    page = Page(600, 48)
    fit_text(page.room, LIMITS)
    assert page.tries < 16


@pytest.fixture(scope="module")
def bench(rich_note: Note) -> Iterator[Workbench]:
    bench = Workbench(rich_note, load_style(built_in_styles()), LAID_OUT)
    yield bench
    bench.engine.close()


def theme_of(topics: int, key_words: int = 12) -> Theme:
    """A theme with so many topics of one line, and one key message."""
    words = (Text(text="A message of words " * (key_words // 4) + "and no more."),)
    message = Lifted(role="key", id="key-one", inlines=words)
    first = Paragraph(id="first", inlines=(message,))
    return Theme(
        source="text/1-theme.md",
        id="long-theme",
        number=1,
        title=(Text(text="A long theme"),),
        short="A long theme",
        lead="What the theme is about.",
        blocks=(first,),
        topics=tuple(
            Topic(id=f"topic-{n}", title=(Text(text=f"Topic {n}"),), short=f"Topic {n}")
            for n in range(topics)
        ),
    )


def over(bench: Workbench, theme: Theme) -> tuple[int, str]:
    """By how many lines a theme is over its page, 0 if it fits, and the finding's hint."""
    note = bench.note.model_copy(update={"parts": (theme,)})
    view = view_note(note, bench.view.words)
    job = job_for(bench, view_one_pager(note, view, view.themes[0], (5, 9)))
    try:
        pages = bench.engine.preload(LOAD_STYLE, job.part.style).start(LAY_OUT, job).result()
    except SourceError as error:
        (finding,) = error.findings
        assert finding.code == "N320"
        assert finding.place.path == "text/1-theme.md"
        found = re.search(r"is (\d+) lines? too long at 8.4 pt with leading 1.26$", finding.message)
        assert found is not None
        return int(found[1]), finding.hint
    assert pages.page_count == 1
    assert pages.findings == ()
    return 0, ""


def test_limits_come_from_the_style(bench: Workbench) -> None:
    assert limits_of(bench.style) == LIMITS


def test_short_and_middling_texts_fit_one_page(bench: Workbench) -> None:
    assert [over(bench, theme_of(topics))[0] for topics in (0, 1, 20)] == [0, 0, 0]


def test_the_finding_counts_the_lines_and_names_what_to_shorten(bench: Workbench) -> None:
    first, hint = over(bench, theme_of(60))
    second, _ = over(bench, theme_of(70))
    assert first > 0
    assert "the short headings of questions and topics" in hint
    assert "--one-pager-size-min" in hint
    # A line of a topic is as high as a line of text, nearly.
    assert second - first in {9, 10, 11}
    fitting = theme_of(60 - first - 1)
    assert over(bench, fitting)[0] == 0


def test_long_key_messages_are_named(bench: Workbench) -> None:
    lines, hint = over(bench, theme_of(2, key_words=1200))
    assert lines > 0
    assert "shorten the lead or the key messages" in hint


def shown(bench: Workbench, topics: int, *more: Paragraph, advised: str = "") -> str:
    """The text of the one-pager of a theme with so many topics, and one recommendation.

    Its note knows one abbreviation.
    """
    advised = advised or "Mend the gates before the winter."
    words = Paragraph(id="gates", inlines=(Text(text=advised),))
    advice = Recommendation(id="mend", blocks=(words,), to="The village", by="2027")
    theme = theme_of(topics)
    theme = theme.model_copy(update={"blocks": (*theme.blocks, advice, *more)})
    listed = {"RVB": "River Board"}
    note = bench.note.model_copy(update={"parts": (theme,), "abbreviations": listed})
    view = view_note(note, bench.view.words)
    labels = {"mend": Label("recommendation", "Recommendation", "1", "R1")}
    own = recommendations_in(theme)
    found = first_recommendations(own, own, view, labels, {"mend": (7, 7)})
    job = job_for(bench, view_one_pager(note, view, view.themes[0], (5, 9), found))
    pages = bench.engine.preload(LOAD_STYLE, job.part.style).start(LAY_OUT, job).result()
    return " ".join(pypdfium2.PdfDocument(pages.screen)[0].get_textpage().get_text_range().split())


def test_recommendations_stand_on_a_page_that_has_room(bench: Workbench) -> None:
    text = shown(bench, 3)
    assert text.index("and no more.") < text.index("Mend the gates before the winter.")
    assert " R1 " in text
    assert "The village · 2027 · page 7" in text


def test_recommendations_are_left_out_of_a_full_page(bench: Workbench) -> None:
    lines, _ = over(bench, theme_of(60))
    text = shown(bench, 60 - lines - 1)
    assert "Topic 1" in text
    assert "Mend the gates" not in text


@pytest.mark.parametrize(("length", "is_advised"), [(1, True), (150, False)])
def test_a_first_use_is_one_that_the_page_shows(
    bench: Workbench, length: int, *, is_advised: bool
) -> None:
    pulled = Lifted(role="pull", id="pull-one", inlines=(Text(text="So says the RVB."),))
    quote = Paragraph(id="second", inlines=(pulled,))
    advised = f"The RVB has gates. {'Mend them before the winter. ' * length}"
    text = shown(bench, 3, quote, advised=advised)
    assert ("Mend them" in text) == is_advised
    assert text.count("River Board (RVB)") == 1
    said = "RVB" if is_advised else "River Board (RVB)"
    assert f"So says the {said}." in text
