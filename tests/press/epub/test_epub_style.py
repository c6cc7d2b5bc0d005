"""The stylesheet of an EPUB is simplified for all reading systems."""

from __future__ import annotations

from pipeline.cache import NoCache
from pipeline.house_style import Style
from pipeline.press.epub.epub_style import epub_stylesheet
from pipeline.press.fonts.font_sets import FontSet, make_web_fonts

NO_FONTS = FontSet(())


def made(css: str, fonts: FontSet = NO_FONTS, **files: str) -> str:
    parts = {f"parts/{name}.css": text for name, text in files.items()}
    return epub_stylesheet(Style(tokens={}, files={"editions/epub.css": css, **parts}), fonts)


def test_tokens_are_written_out() -> None:
    css = ":root { --blue: #00f; --title: var(--blue); }\nh1 { color: var(--title) }"
    assert made(css) == "h1 { color: #00f }\n"


def test_later_value_of_a_token_holds_for_earlier_rules() -> None:
    css = '@import "../parts/a.css";\n:root { --blue: currentColor; }'
    part = ":root { --blue: #00f; }\np { color: var(--blue) }"
    assert made(css, a=part) == "p { color: currentColor }\n"


def test_fallback_stands_in_for_a_token_that_is_not_set() -> None:
    assert made("p { margin: var(--space, 0.5em) }") == "p { margin: 0.5em }\n"


def test_token_without_value_is_left_for_reading_systems_to_pass_over() -> None:
    assert made("p { margin: var(--space) }") == "p { margin: var(--space) }\n"
    circle = ":root { --a: var(--b); --b: var(--a); }\np { margin: var(--a) }"
    assert made(circle) == "p { margin: var(--a) }\n"


def test_sizes_are_relative_to_their_surroundings() -> None:
    assert made("p { font-size: 1.2rem; margin: 0.5rem 1em }") == (
        "p { font-size: 1.2em; margin: 0.5em 1em }\n"
    )


def test_lines_of_the_page_are_left_to_the_reading_system() -> None:
    css = (
        ":root { --line: 14pt; }\n"
        "p { line-height: var(--line); margin: 0 }\n"
        "h2 { line-height: calc(var(--line) * 1.5); margin: 0 }\n"
        "h1 { line-height: 1.2 }"
    )
    assert made(css) == "p { margin: 0 }\nh2 { margin: 0 }\nh1 { line-height: 1.2 }\n"


def test_fonts_lie_beside_the_stylesheet() -> None:
    fonts = make_web_fonts({"note-sans-600": "Word"}, NoCache())
    assert 'src: url("../fonts/note-sans-600.woff2") format("woff2")' in made("", fonts)
