"""The fonts of a note, made here or by a layout engine."""

from __future__ import annotations

import pytest

from pipeline.cache import NoCache
from pipeline.editions.fonts import fonts_for, made_by
from pipeline.errors import CannotRunError, SourceError
from pipeline.house_style import Style, load_style
from pipeline.load import load_files
from pipeline.note import Note
from pipeline.press.engine.engine import Engine
from pipeline.press.engine.limits import Limits
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def style() -> Style:
    return load_style(built_in_styles())


@pytest.mark.slow
def test_an_engine_makes_the_same_fonts(rich_note: Note, style: Style) -> None:
    here = fonts_for(rich_note, style, NoCache())
    with Engine() as engine:
        assert fonts_for(rich_note, style, NoCache(), made_by(lambda: engine)) == here


def test_an_engine_is_asked_for_only_if_there_is_something_to_make(
    minimal_note: Note, style: Style
) -> None:
    class Memory(dict[str, bytes]):
        def put(self, key: str, content: bytes) -> None:
            self[key] = content

    def refuse() -> Engine:
        raise AssertionError

    cache = Memory()
    fonts = fonts_for(minimal_note, style, cache)
    assert fonts_for(minimal_note, style, cache, made_by(refuse)) == fonts


@pytest.mark.slow
def test_fonts_that_take_too_much_are_trouble_in_words(minimal_note: Note, style: Style) -> None:
    with (
        Engine(Limits(memory=100)) as engine,
        pytest.raises(CannotRunError, match="cannot make the fonts: "),
    ):
        fonts_for(minimal_note, style, NoCache(), made_by(lambda: engine))


def test_the_faces_for_code_and_for_emphasis_in_the_sans_come_only_with_them(
    minimal_note: Note, rich_note: Note, style: Style
) -> None:
    def names(note: Note) -> set[str]:
        return {font.face.name for font in fonts_for(note, style, NoCache()).fonts}

    rare = {"note-mono-400", "note-sans-400-italic", "note-sans-600-italic"}
    assert names(minimal_note) & rare == set()
    assert names(rich_note) >= rare


def test_a_character_that_only_the_face_for_code_has_belongs_in_code(
    minimal_note: Note, style: Style
) -> None:
    def with_text(words: str) -> Note:
        name = "text/1-sharing.md"
        files = {**minimal_note.files, name: minimal_note.files[name] + words.encode()}
        return load_files("note", files)

    assert fonts_for(with_text("\nTyped `\U0001f3b5` here.\n"), style, NoCache())
    with pytest.raises(SourceError) as refused:
        fonts_for(with_text("\nTyped `\U0001f3b5` and \U0001f3b5 here.\n"), style, NoCache())
    assert [finding.code for finding in refused.value.findings] == ["N501"]


def test_characters_of_drawings_are_in_the_fonts(minimal_note: Note, style: Style) -> None:
    def with_label(label: str) -> Note:
        words = b"# Introduction {#introduction}\n\n![A plan](figures/plan.svg)\n"
        text = f'<text y="9">{label}</text>'
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 40">{text}</svg>'
        own = {"text/introduction.md": words, "figures/plan.svg": drawing.encode()}
        return load_files("drawn", {**minimal_note.files, **own})

    found = fonts_for(with_label("Źródło &#x8054;合国"), style, NoCache()).fonts
    assert {"Ź", "ó", "ł"} <= set(
        next(f for f in found if f.face.name == "note-sans-400").characters
    )
    assert {"联", "合"} <= set(next(f for f in found if f.face.name == "note-han-400").characters)
    with pytest.raises(SourceError) as caught:
        fonts_for(with_label("ꙮ"), style, NoCache())
    (finding,) = caught.value.findings
    assert (finding.code, finding.place.path) == ("N501", "figures/plan.svg")
