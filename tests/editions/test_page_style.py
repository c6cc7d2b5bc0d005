"""What the layout engine preloads for pages is the same for notes with other names."""

from __future__ import annotations

from dataclasses import replace

from kept_in_memory import Memory

from pipeline.editions.fonts import page_style, style_for
from pipeline.languages.digits import EUROPEAN
from pipeline.press.fonts.font_sets import make_fonts
from pipeline.press.parts.parts import OwnFaces, StyleBundle


def _style(text: str, cache: Memory) -> StyleBundle:
    fonts = make_fonts({"note-serif-400": text, "note-han-400": text}, cache)
    return page_style(fonts, "p { margin: 0 }", EUROPEAN)


def test_only_faces_of_other_scripts_are_a_notes_own() -> None:
    cache = Memory()
    one, other = _style("Reed 林", cache), _style("Reed 河", cache)
    assert one.shared == other.shared
    assert list(one.shared.fonts) == ["fonts/note-serif-400.otf"]
    assert list(one.own.fonts) == ["fonts/note-han-400.otf"]
    assert one.own.css == other.own.css
    assert one.own.fonts != other.own.fonts


def test_a_part_has_the_faces_of_the_scripts_in_it() -> None:
    fonts = make_fonts(dict.fromkeys(("note-serif-400", "note-han-400"), "Reed 林"), Memory())
    style = page_style(fonts, "", EUROPEAN)
    assert style_for("林", style, fonts) == style
    assert style_for("Reed — “ford”", style, fonts) == replace(style, own=OwnFaces())
    arabic = page_style(fonts, "", "٠١٢٣٤٥٦٧٨٩")
    assert style_for("Reed", arabic, fonts) == arabic
