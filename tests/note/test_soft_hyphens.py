"""A word that its author divides is one word for everything that reads words."""

from __future__ import annotations

from pathlib import Path

from pipeline.comparing import compare_notes
from pipeline.load import load_files
from pipeline.load.ids import slug
from pipeline.note import Note
from pipeline.note.abbreviations import uses_in
from pipeline.note.text import Text
from pipeline.note.walk import divides_words
from pipeline.press.boxes.text_progress import TextProgress
from pipeline.press.markup.last_words import without_last_hyphen
from pipeline.press.markup.lines.divided_words import apart
from pipeline.press.markup.writer import Dialect, Writer
from pipeline.press.parts.page_start import PageStart

BRIEF = Path(__file__).parents[1] / "notes/brief"
TEXT = "text/1-lights.md"
SOFT = "\N{SOFT HYPHEN}"


def brief(old: str, new: str) -> Note:
    """The brief with some of its words replaced."""
    files = {path.relative_to(BRIEF).as_posix(): path.read_bytes() for path in BRIEF.rglob("*.*")}
    text = files[TEXT].decode()
    assert old in text
    return load_files("brief", files | {TEXT: text.replace(old, new).encode()})


def test_it_makes_no_difference_in_ids_and_comparisons() -> None:
    whole, divided = brief("passengers", "passengers"), brief("passengers", f"passen{SOFT}gers")
    assert divides_words(divided)
    assert not divides_words(whole)
    assert compare_notes(whole, divided).changes == ()
    ids = [[block.id for block in note.themes[0].blocks] for note in (whole, divided)]
    assert ids[0] == ids[1]


def test_before_a_link_it_moves_nothing() -> None:
    old, new = "A lamp for every", "A lamp for [every](https://lamps.example/)"
    whole, divided = brief(old, new), brief(old, new.replace("lamp", f"la{SOFT}mp", 1))
    assert compare_notes(whole, divided).changes == ()


def test_an_id_made_of_words_has_no_hyphen_for_it() -> None:
    assert slug(f"The flood{SOFT}keepers") == "the-floodkeepers"


def test_an_abbreviation_in_a_divided_word_is_none() -> None:
    assert not [*uses_in(f"The NFC{SOFT}committee", ["NFC"])]
    assert not [*uses_in(f"The over{SOFT}NFC", ["NFC"])]


def test_lines_are_followed_through_a_text_that_shows_none() -> None:
    progress = TextProgress(f"The flood{SOFT}keepers met")
    progress.advance("The flood‐")
    assert progress.hyphenated
    progress.advance("keepers")
    assert progress.is_between_words
    assert progress.word_start == len("Thefloodkeepers")


def test_on_pages_it_stands_in_an_element_of_its_own() -> None:
    assert apart(f"the flood{SOFT}keep{SOFT}ers’ book") == (
        f"the <span>flood{SOFT}keep{SOFT}ers</span>’ book"
    )
    assert apart("the floodkeepers") == "the floodkeepers"


def test_the_last_word_of_a_paragraph_stays_whole() -> None:
    word = f"flood{SOFT}keepers"
    assert without_last_hyphen(f"the <span>{word}</span>.") == (
        f'the <span><span class="whole">{word}</span></span>.'
    )


def test_pages_that_begin_behind_one_are_marked_at_their_word() -> None:
    dialect = Dialect(
        "web", "en", page_starts={"p": (PageStart("p", len("Thefloodkeepers"), "7"),)}
    )
    words = (Text(text=f"The flood{SOFT}keepers met there."),)
    assert str(Writer(dialect).inlines(words, "p")).startswith(f"The flood{SOFT}keepers <span")
