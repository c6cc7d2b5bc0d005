from __future__ import annotations

import pickle
import re
import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont
from kept_in_memory import Memory

from pipeline.cache import NoCache
from pipeline.findings import rules
from pipeline.press.fonts.faces import FACES
from pipeline.press.fonts.font_sets import (
    Font,
    FontSet,
    font_face_css,
    make_fonts,
    make_web_fonts,
    uncovered,
)
from pipeline.press.fonts.typefaces import HOUSE
from pipeline.press.fonts.web_fonts import fonts_of_page
from pipeline.workspace import built_in_styles

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

SET_BY_SHEET = re.compile(r'(?:content|list-style): "([^"]*)"')

TEXT = "Beauty “in itself”, 20 November 2020: 各美其美，美人之美"


LATIN_AND_CHINESE = [face for face in FACES if face.design.script in {"Latn", "Hans"}]


def every_face(text: str) -> dict[str, str]:
    return dict.fromkeys((face.name for face in LATIN_AND_CHINESE), text)


def font_named(fonts: FontSet, name: str) -> Font:
    return next(font for font in fonts.fonts if font.face.name == name)


def mapped(font: Font) -> set[str]:
    return {chr(point) for point in TTFont(BytesIO(font.content)).getBestCmap()}


def test_fonts_come_in_the_order_of_the_table_with_names_of_their_own() -> None:
    wanted = dict(reversed(every_face(TEXT).items()))
    fonts = make_fonts(wanted, NoCache()).fonts
    assert [font.face for font in fonts] == LATIN_AND_CHINESE
    assert fonts[0].file_name == "note-serif-400.otf"


def test_a_chinese_face_of_a_page_holds_just_the_chinese_that_occurs() -> None:
    fonts = make_fonts({"note-han-700": TEXT}, NoCache())
    assert mapped(fonts.fonts[0]) == set("各美其人之，·—‘’“”… ")


def test_an_ordinary_edit_changes_no_latin_font() -> None:
    before = make_fonts(every_face(TEXT), NoCache()).digests()
    after = make_fonts(every_face(TEXT + " Voilà: naïve façades — “½” ‑ 新字"), NoCache()).digests()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"note-han-400.otf", "note-han-700.otf"}


def test_a_character_outside_the_base_set_is_added_with_its_capital() -> None:
    font = make_fonts({"note-serif-400": "λ"}, NoCache()).fonts[0]
    assert {"λ", "Λ"} <= mapped(font)
    assert "μ" not in mapped(font)


def test_a_symbol_that_only_the_chinese_font_has_comes_from_it() -> None:
    fonts = make_fonts(every_face("Step ①"), NoCache())
    assert "①" in mapped(font_named(fonts, "note-han-400"))
    assert uncovered("①", NoCache()) == ()


def test_letters_of_a_script_are_in_its_own_faces_and_nowhere_else() -> None:
    fonts = make_fonts(dict.fromkeys((face.name for face in FACES), "Sun, «شمس» — שמש."), NoCache())
    having = {
        one: {font.face.family for font in fonts.fonts if one in mapped(font)} for one in "شש"
    }
    assert having == {"ش": {"Note Arabic"}, "ש": {"Note Hebrew"}}
    assert not {"S", "n", "."} & mapped(font_named(fonts, "note-arab-400"))
    assert {" ", "«", "…"} <= mapped(font_named(fonts, "note-arab-700"))
    assert uncovered("شמ", NoCache()) == ()


def test_a_note_without_chinese_has_no_chinese_font() -> None:
    fonts = make_fonts(every_face("Only Latin, and “quotes”"), NoCache())
    assert {font.face.family for font in fonts.fonts} == {
        "Note Serif",
        "Note Display",
        "Note Sans",
        "Note Mono",
    }


def test_a_web_font_holds_its_text_and_its_capitals_only() -> None:
    fonts = make_web_fonts({"note-sans-600": "Key\n", "note-han-400": "Key 美"}, NoCache())
    assert mapped(fonts.fonts[0]) == set("Keykey".upper() + "Key ")
    assert mapped(fonts.fonts[1]) == set("美·—‘’“”…")


@pytest.mark.parametrize(
    "block",
    [
        "<table><caption>The <em>few</em></caption></table>",
        "<figcaption>A <em>few</em></figcaption>",
        '<aside id="a" class="box"><p>The <em>few</em></p></aside>',
        '<p class="source">The <em>few</em></p>',
        '<h3 id="a"><em>few</em></h3>',
    ],
)
def test_what_is_emphasised_in_the_sans_is_slanted_on_the_web(block: str) -> None:
    fonts = fonts_of_page(f"<p>So <em>much</em>.</p>{block}", {}, NoCache(), HOUSE).fonts
    (slanted,) = (font for font in fonts if font.face.name == "note-sans-600-italic")
    assert mapped(slanted) == set("fewFEW ")


def test_web_fonts_have_the_signs_that_stylesheets_set() -> None:
    sheets = [one.read_text("utf-8") for one in built_in_styles().rglob("*.css")]
    given = [one for sheet in sheets for one in SET_BY_SHEET.findall(sheet)]
    signs = {sign for one in given for sign in one.replace(r"\a0", "")} - {" "}
    fonts = fonts_of_page("<p>a</p>", {}, NoCache(), HOUSE).fonts
    sans = next(font for font in fonts if font.face.name == "note-sans-400")
    assert {"·", "–", "#"} <= signs <= mapped(sans)


def test_code_in_a_page_from_right_to_left_has_its_face() -> None:
    page = '<html lang="he"><p>אות <code dir="ltr">init</code></p></html>'
    fonts = fonts_of_page(page, {}, NoCache(), HOUSE)
    assert mapped(font_named(fonts, "note-mono-400")) >= set("int")


def test_the_fonts_of_a_whole_web_page_are_lean() -> None:
    text = "".join(map(chr, range(0x20, 0x7F))) + "–—‘’“”\u00a0"
    chinese = "".join(map(chr, range(0x4E00, 0x4E00 + 180)))
    wanted = every_face(text) | {"note-han-400": chinese, "note-han-700": chinese[:40]}
    wanted |= dict.fromkeys(("note-sans-400-italic", "note-sans-600-italic"), "few words")
    fonts = make_web_fonts(wanted, NoCache())
    assert len(fonts.fonts) == len(LATIN_AND_CHINESE)
    assert sum(len(font.content) for font in fonts.fonts) < 145_000
    assert all(font.content[:4] == b"wOF2" for font in fonts.fonts)


def test_nothing_is_made_twice() -> None:
    cache = Memory()
    first = make_fonts(every_face(TEXT), cache), make_web_fonts(every_face(TEXT), cache)
    kept = dict(cache)
    again = make_fonts(every_face(TEXT), cache), make_web_fonts(every_face(TEXT), cache)
    assert first == again
    assert cache == kept
    # An OpenType font, a web font, and the same web font by what was compressed.
    assert len(kept) == 3 * len(LATIN_AND_CHINESE)


def test_a_web_font_is_compressed_once_whatever_characters_led_to_it() -> None:
    cache = Memory()
    missing = "‴"
    fonts = [make_web_fonts({"note-han-400": text}, cache) for text in (TEXT, TEXT + missing)]
    assert [missing in font.characters for each in fonts for font in each.fonts] == [False, True]
    assert fonts[0].fonts[0].content == fonts[1].fonts[0].content
    assert sum(key.startswith("woff2-") for key in cache) == 1


def test_with_all_in_the_cache_no_font_tool_is_loaded(tmp_path: Path) -> None:
    cache = Memory()
    make_fonts(every_face(TEXT), cache)
    make_web_fonts(every_face(TEXT), cache)
    uncovered(TEXT, cache)
    stored = tmp_path / "cache"
    stored.write_bytes(pickle.dumps(dict(cache)))
    program = (
        "import pickle, sys, pathlib\n"
        "from pipeline.press.fonts.font_sets import make_fonts, make_web_fonts, uncovered\n"
        "class Kept(dict):\n"
        "    def put(self, key, content): raise AssertionError(key)\n"
        f"cache = Kept(pickle.loads(pathlib.Path({str(stored)!r}).read_bytes()))\n"
        f"wanted = {every_face(TEXT)!r}\n"
        "make_fonts(wanted, cache), make_web_fonts(wanted, cache)\n"
        f"uncovered({TEXT!r}, cache)\n"
        "print(sorted({'uharfbuzz', 'fontTools', 'brotli'} & set(sys.modules)))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (ran.stdout, ran.stderr) == ("[]\n", "")


def test_characters_that_no_face_has_are_reported_in_order() -> None:
    cache = Memory()
    text = "Garden 🙂 of \ue000 beauty 🙂, 美"
    assert uncovered(text, cache) == ("\ue000", "🙂")
    assert uncovered(text, cache) == ("\ue000", "🙂")
    assert len(cache) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "soft\u00adhyphen, joiner\u2060, line\nend\tand tab",
        "spaces \u2003\u2005\u2008\u205f\u3000",
        "ễ Ő β Д ● ◦ ★ № 《㋿》ａ",
        "e\u0301",
    ],
)
def test_what_can_be_set_is_not_reported(text: str) -> None:
    assert uncovered(text, NoCache()) == ()


def test_the_code_of_a_missing_character_is_explained() -> None:
    assert rules()["N501"].title == "no font has this character"


def test_rules_for_pages_name_family_style_weight_and_address() -> None:
    fonts = make_fonts({"note-serif-600-italic": "x"}, NoCache())
    assert font_face_css(fonts, lambda name: f"font:{name}") == (
        '@font-face { font-family: "Note Serif"; font-style: italic; font-weight: 600; '
        'src: url("font:note-serif-600-italic.otf") format("opentype") }\n'
    )


def test_rules_for_the_web_swap_and_limit_the_chinese_font() -> None:
    fonts = make_web_fonts({"note-sans-400": "x", "note-han-400": "美①"}, NoCache())
    latin, chinese = font_face_css(fonts, lambda name: f"fonts/{name}").splitlines()
    assert "font-display: swap" in latin
    assert "unicode-range" not in latin
    assert 'url("fonts/note-han-400.woff2") format("woff2")' in chinese
    ranges = chinese.partition("unicode-range: ")[2]
    assert "U+2460" in ranges
    assert "U+2E80-A4CF" in ranges
    assert "U+20," not in ranges


def test_names_of_other_languages_bring_no_font_of_their_script() -> None:
    name = '<a lang="ar" dir="rtl">العربية</a>'
    page = '<html lang="en"><p>Text.</p>{}</html>'

    def scripts(html: str) -> set[str]:
        fonts = fonts_of_page(page.format(html), {}, NoCache(), HOUSE).fonts
        return {font.face.design.script for font in fonts}

    assert "Arab" not in scripts(f'<nav class="languages">{name}</nav>')
    assert "Arab" not in scripts(f'<section class="a" id="imprint-languages">{name}</section>')
    assert "Arab" in scripts(f"<p>{name}</p>")
