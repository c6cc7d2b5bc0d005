"""The fonts of a note, made here or by a layout engine."""

from __future__ import annotations

import pytest

from pipeline.cache import NoCache
from pipeline.editions.fonts import fonts_for, made_by
from pipeline.errors import CannotRunError
from pipeline.house_style import Style, load_style
from pipeline.note import Note
from pipeline.press.engine.engine import Engine
from pipeline.press.engine.limits import Limits
from pipeline.workspace import built_in_styles


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
