"""No word of an author is lost: every edition beside the Markdown, as pandoc alone reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from edition_texts import READERS, Extracted, compared, one_pagers
from kept_in_memory import LAID_OUT
from markdown_words import Written, letters, lost, read_source

from pipeline.editions.table import ALL_NAMES
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load import load_files
from pipeline.note import Note
from pipeline.note.text import Table
from pipeline.note.walk import blocks_below, headings_in, words_of
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow


def stub_of(note: Note) -> Note:
    """A note with as many themes as another, and nothing of its text."""
    files = dict(note.files)
    for path in files:
        if path.startswith("text/"):
            head = "---\nlead: Zzz.\n---\n\n" if path[len("text/")].isdigit() else ""
            files[path] = f"{head}# Zzz\n\nZzz.\n".encode()
    return load_files(note.slug, files)


@pytest.fixture(scope="module", params=["rich_note", "places_note"])
def bench(request: pytest.FixtureRequest) -> Iterator[Workbench]:
    note = request.getfixturevalue(request.param)
    made = Workbench(note, load_style(built_in_styles()), LAID_OUT)
    yield made
    made.engine.close()


@pytest.fixture(scope="module")
def source(bench: Workbench) -> tuple[Written, ...]:
    return read_source(bench.note.files)


@pytest.fixture(scope="module", params=ALL_NAMES)
def extracted(request: pytest.FixtureRequest, bench: Workbench) -> Mapping[str, Extracted]:
    return READERS[request.param](bench)


def test_the_text_of_every_edition_can_be_taken_out() -> None:
    assert READERS.keys() == set(ALL_NAMES), "tests/editions/edition_texts.py: READERS"


def losses(source: tuple[Written, ...], found: Extracted) -> list[str]:
    """Return every line of the source that a file does not hold."""
    lines = [line for one in source for line in one.lines]
    footnotes = [line for one in source for line in one.footnotes]
    alternatives = [words for one in source for words in one.alternatives]
    gone = lost(lines, found.text, breaks=found.breaks)
    # Those of boxes and tables stand there, the others at the end of a page or part.
    gone += [line for line in footnotes if lost([line], found.footnotes, breaks=found.breaks)]
    if found.alternatives is not None:
        gone += [words for words in alternatives if letters(words) not in found.alternatives]
    return gone


def test_every_edition_holds_every_word_in_order(
    source: tuple[Written, ...], extracted: Mapping[str, Extracted]
) -> None:
    assert sum(len(one.lines) for one in source) > 30
    for name, found in extracted.items():
        assert losses(source, found) == [], name


def test_subtitles_and_signatures_are_there(
    source: tuple[Written, ...], extracted: Mapping[str, Extracted]
) -> None:
    for one in source:
        signed = [letters(text) for by in one.head.get("signed", ()) for text in said(by)]
        pictures = [by["name"] for by in one.head.get("signed", ()) if "picture" in by]
        for found in extracted.values():
            assert letters(one.head.get("subtitle", "")) in found.text
            assert all(words in found.text for words in signed)
            for name in pictures if found.alternatives is not None else ():
                assert letters(f"Signature of {name}") in found.alternatives


def said(signatory: Mapping[str, str]) -> list[str]:
    """Return the words of a signature, without the path of its picture."""
    return [text for key, text in signatory.items() if key != "picture"]


def test_what_compares_two_notes_holds_every_word(
    bench: Workbench, source: tuple[Written, ...]
) -> None:
    for name, found in compared(bench, stub_of(bench.note)).items():
        assert losses(source, found) == [], name


def test_one_pagers_hold_leads_key_messages_and_short_headings(
    bench: Workbench, source: tuple[Written, ...]
) -> None:
    themes = [one for one in source if one.path[len("text/")].isdigit()]
    for theme, text in zip(themes, one_pagers(bench), strict=True):
        for words in (theme.head["lead"], *theme.key_messages, *theme.short_headings):
            assert letters(words) in text, words


def without_collected(text: str, note: Note) -> str:
    """Take the tables that repeat words of the note out of its text."""
    for block in (block for one in headings_in(note) for block in blocks_below(one.blocks)):
        if isinstance(block, Table) and block.collects:
            cells = (cell for row in (*block.head, *block.body) for cell in row)
            repeated = letters("".join(words_of(cell.blocks) for cell in cells))
            assert repeated in text
            text = text.replace(repeated, "")
    return text


def test_a_word_taken_out_of_an_edition_is_missed(
    bench: Workbench, source: tuple[Written, ...]
) -> None:
    """Whatever word is taken out of the text, the line that it stood in is told."""
    (found,) = READERS["docx"](bench).values()
    text = without_collected(found.text, bench.note)
    lines = [line for one in source for line in one.lines]
    place = 0
    for line in lines:
        at = text.index(letters(line), place)
        place = at + len(letters(line))
        words = [letters(word) for word in line.split() if letters(word)]
        if len(words) > 3:
            start = at + len("".join(words[: len(words) // 2]))
            cut = text[:start] + text[start + len(words[len(words) // 2]) :]
            assert lost(lines, cut) == [line]
            # A few words, such as a heading's, may stand near one another elsewhere too.
            assert len(words) < 9 or lost(lines, cut, breaks=1), line
