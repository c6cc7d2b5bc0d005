"""What the layout engine preloads for pages is the same for notes with other names."""

from __future__ import annotations

from kept_in_memory import Memory

from pipeline.editions.fonts import page_style
from pipeline.languages.digits import EUROPEAN
from pipeline.press.fonts.font_sets import make_fonts
from pipeline.press.parts.parts import StyleBundle


def style_for(text: str, cache: Memory) -> StyleBundle:
    fonts = make_fonts({"note-serif-400": text, "note-han-400": text}, cache)
    return page_style(fonts, "p { margin: 0 }", EUROPEAN)


def test_only_faces_of_other_scripts_are_a_notes_own() -> None:
    cache = Memory()
    one, other = style_for("Reed 林", cache), style_for("Reed 河", cache)
    assert one.shared == other.shared
    assert list(one.shared.fonts) == ["fonts/note-serif-400.otf"]
    assert list(one.own.fonts) == ["fonts/note-han-400.otf"]
    assert one.own.css == other.own.css
    assert one.own.fonts != other.own.fonts
