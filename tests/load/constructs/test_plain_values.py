"""What would be a mark in a value that is plain text, and what people type there by right."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies

from pipeline.load.constructs.plain_values import escaped, find_marks, unescaped


@pytest.mark.parametrize(
    "mark",
    [
        *("*big*", "**big**", "***big***", "_big_", "__big__", "`x`", "m^2^", "H~2~O", "~~out~~"),
        *("[data](https://x.example/a)", "[](#t1)", "![x](figures/x.svg)", "[^n]", "[水]{lang=zh}"),
        *("$m^2$", "$$m$$", "<b>", "</b>", "<br/>", '<a href="x">', "<!-- so -->"),
        *("<https://x.example/abc>", "<mailto:ada@x.example>", "*two words*", "(*so*)"),
        *("&amp;", "&nbsp;", "&#160;", "&#xA0;", "[@key]", "[see -@{key}, p. 3]", "[a; @b]"),
    ],
)
def test_a_mark_in_a_value_is_found(mark: str) -> None:
    text = f"See {mark}, it says"

    found = list(find_marks(text))

    assert len(found) == 1
    assert text[found[0].start : found[0].end] in mark
    assert list(find_marks(escaped(text))) == []


@pytest.mark.parametrize(
    "text",
    [
        *("E.ON and C*", "a_b and snake_case_name", "5 * 3 * 2", "* p < 0.05, ** p < 0.01"),
        *(
            "US$5 or US$6",
            "$5 to $10",
            "[sic] (so)",
            "p<0.05 and q>0.1",
            "a<b and c>d",
            "~50 and ~60",
        ),
        *(
            "https://x.example/_a_/*b*/~c~",
            "AT&T",
            "R&D; law&lawyers; &c.",
            r"\&amp;",
            "10^6",
            "~50 and ~60",
            "#1 {so}",
            r"\*big\*",
            "*p < 0.05; *q",
        ),
    ],
)
def test_what_people_type_in_a_value_is_no_mark(text: str) -> None:
    assert list(find_marks(text)) == []


def test_what_pandoc_reads_in_braces_is_no_mark() -> None:
    assert list(find_marks("5&nbsp;%", is_in_text=True)) == []
    assert escaped("5&nbsp;% *x*", is_in_text=True) == r"5&nbsp;% \*x\*"


@pytest.mark.parametrize("is_in_text", [False, True])
@given(text=strategies.text("*_`[]()<>$^~\\{}!#=/ ab&lt;", max_size=30))
def test_any_text_can_be_printed(text: str, *, is_in_text: bool) -> None:
    value = escaped(text, is_in_text=is_in_text)

    assert list(find_marks(value, is_in_text=is_in_text)) == []
    assert unescaped(value) == text
