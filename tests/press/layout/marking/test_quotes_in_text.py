"""Pull quotes in the text of pages without margin: each on another page than its sentence."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from part_jobs import lay_out, screen

from pipeline.press.engine.engine import Engine
from pipeline.press.parts.parts import PartPages

pytestmark = pytest.mark.slow

# Pages of 22 lines.
CSS = """
body { margin: 0 }
section { break-before: auto }
p { hyphens: manual; text-align: left; orphans: 1; widows: 1 }
.pull-quote { float: none; width: auto; margin: 15pt 0; break-inside: avoid; break-after: avoid }
.pull-quote.unset { display: none }
"""


def text(count: int) -> str:
    """So many paragraphs of three lines."""
    return "<p>words<br>words<br>words</p>" * count


def quoted(sentence: str) -> str:
    """A paragraph of three lines that begins with a sentence, behind the pull quote of that."""
    name = sentence.lower()
    return (
        f'<blockquote class="pull-quote" aria-hidden="true" data-sentence="{name}">'
        f"<p>{sentence}</p></blockquote>"
        f'<p><span class="lifted pull" id="{name}">{sentence}</span><br>words<br>words</p>'
    )


def section(inside: str) -> str:
    """A section of a part."""
    return f'<section id="s"><p>first</p>{inside}</section>'


def pages_with(part: PartPages, word: str) -> list[int]:
    """The pages, from 1, on which a word stands, as often as it does."""
    pages = enumerate(pypdfium2.PdfDocument(BytesIO(screen(part))), 1)
    return [
        number
        for number, page in pages
        for _ in range(page.get_textpage().get_text_range().count(word))
    ]


def unset(part: PartPages) -> list[tuple[int, str]]:
    """The pages, from 0, and the sentences of the quotes that are told not to be set."""
    return [(one.page, one.anchor) for one in part.remarks if one.kind == "unset pull quote"]


def test_a_quote_stands_a_page_of_text_behind_its_sentence(engine: Engine) -> None:
    part = lay_out(engine, section(text(2) + quoted("Slow") + text(20)), CSS)
    assert (pages_with(part, "Slow"), part.pages["slow"]) == ([1, 2], 1)
    assert unset(part) == []


def test_a_quote_at_the_end_of_a_text_stands_before_its_sentence(engine: Engine) -> None:
    part = lay_out(engine, section(text(20) + quoted("Slow") + text(2)), CSS)
    assert (pages_with(part, "Slow"), part.pages["slow"]) == ([2, 3], 3)


def test_quotes_of_neighbours_stand_apart(engine: Engine) -> None:
    given = text(2) + quoted("Slow") + text(1) + quoted("Deep") + quoted("Wide") + text(30)
    part = lay_out(engine, section(given), CSS)
    shown = {word: pages_with(part, word) for word in ("Slow", "Deep", "Wide")}
    homes = {word: part.pages[word.lower()] for word in shown}
    assert all(len(pages) == len(set(pages)) == 2 for pages in shown.values())
    assert all(homes[word] in pages for word, pages in shown.items())


def test_a_quote_does_not_come_between_a_heading_and_its_text(engine: Engine) -> None:
    topics = "".join(
        f'<section class="topic"><h4 id="h{at}">heading</h4>{text(1)}</section>' for at in range(20)
    )
    part = lay_out(engine, section(text(2) + quoted("Slow") + text(1)) + topics, CSS)
    # No paragraph there follows another one but on the first page.
    assert pages_with(part, "Slow") == [1]
    assert unset(part) == [(0, "slow")]


def test_a_quote_is_not_set_far_from_its_sentence(engine: Engine) -> None:
    topics = "".join(
        f'<section class="topic"><h4 id="h{at}">heading</h4>{text(1)}</section>' for at in range(40)
    )
    given = (
        section(text(2) + quoted("Slow") + text(1)) + topics + section(text(3)).replace("s", "t")
    )
    part = lay_out(engine, given, CSS)
    assert pages_with(part, "Slow") == [1]
    assert unset(part) == [(0, "slow")]


def test_no_more_quotes_are_set_than_there_is_room_for(engine: Engine) -> None:
    words = [f"Word{number:02}" for number in range(24)]
    part = lay_out(engine, section(text(2) + "".join(map(quoted, words)) + text(30)), CSS)
    others = {
        word: [page for page in pages_with(part, word) if page != part.pages[word.lower()]]
        for word in words
    }
    shown = [page for pages in others.values() for page in pages]
    assert 2 <= len(shown) < len(words)
    assert max(map(shown.count, shown)) <= 2
    assert {one for _, one in unset(part)} == {
        word.lower() for word, pages in others.items() if not pages
    }


def test_a_quote_in_a_text_of_one_page_is_not_set(engine: Engine) -> None:
    part = lay_out(engine, section(text(2) + quoted("Slow") + text(2)), CSS)
    assert pages_with(part, "Slow") == [1]
    assert unset(part) == [(0, "slow")]
