"""Inline styles and scripts are minified without changing their meaning."""

from __future__ import annotations

import json

import pytest

from pipeline.press.markup.web_page import data_url, inline, minify_css, minify_script


@pytest.mark.parametrize(
    ("css", "small"),
    [
        ("a {\n  color: red;\n}\n", "a{color:red}"),
        ("/* why */ a , b > c { margin : 0 }", "a,b>c{margin :0}"),
        ("a :is(b, c) { }", "a :is(b,c){}"),
        ("p { width: calc(100% - (2 * 1rem)) }", "p{width:calc(100% - (2 * 1rem))}"),
        ("p { margin: -1px -2px }", "p{margin:-1px -2px}"),
        ("@media (min-width: 2em) and (color) { a { b: c; } }",
         "@media (min-width:2em) and (color){a{b:c}}"),
        ('p::before { content: "a ; b  }" " c" }', 'p::before{content:"a ; b  }" " c"}'),
        ('a[href^="http"] , b:not(.c) .d { e: f }', 'a[href^="http"],b:not(.c) .d{e:f}'),
        ("a { --x: ; b: rgb(1 2 3 / 50%) }", "a{--x:;b:rgb(1 2 3 / 50%)}"),
    ],
)  # fmt: skip
def test_css_loses_only_what_means_nothing(css: str, small: str) -> None:
    assert minify_css(css) == small


def test_scripts_lose_indents_blank_lines_and_comments() -> None:
    script = "// why\nconst a = 1;\n\n  if (a) {\n    // what\n    b('// c');\n  }\n"
    assert minify_script(script) == "const a = 1;\nif (a) {\nb('// c');\n}"


def test_data_cannot_end_the_script_they_stand_in() -> None:
    data = {"title": "</script><!-- & “quoted”"}
    text = str(inline("", "", "", data).data)
    assert "<" not in text
    assert json.loads(text) == data


def test_a_data_url_holds_its_content() -> None:
    assert data_url("font/woff2", b"wOF2") == "data:font/woff2;base64,d09GMg=="
