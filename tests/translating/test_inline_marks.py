"""The Markdown of a paragraph as text and codes, and back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.translating.marks.content import Content, is_nested
from pipeline.translating.marks.inline_marks import read_marks
from pipeline.translating.marks.writing import read_typed, write_typed


def shown(typed: str) -> str:
    """A paragraph with its codes as tags that say their kinds."""
    parts = []
    for piece in read_marks(typed).pieces:
        if isinstance(piece, str):
            parts.append(piece)
        else:
            signs = {"open": "<%s>", "close": "</%s>", "alone": "<%s/>"}
            parts.append(signs[piece.role] % f"{piece.number} {piece.kind}")
    return "".join(parts)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("*a* and **b**", "<1 emphasis>a</1 emphasis> and <2 strong>b</2 strong>"),
        ("***a***", "<1 emphasis><2 strong>a</2 strong></1 emphasis>"),
        ("2 * 3 * 4, snake_case_word", "2 * 3 * 4, snake_case_word"),
        ("[a](https://b.example/x_y_z 'T')", "<1 link>a</1 link>"),
        ("[A *b* c.]{.key #k}", "<1 key message>A <2 emphasis>b</2 emphasis> c.</1 key message>"),
        ("[美](#x) [b]{lang=fr}", "<1 link>美</1 link> <2 language>b</2 language>"),
        ("Wells.[^a] [](#fig-x){.page}", "Wells.<1 footnote/> <2 reference/>"),
        ("As [@smith, p. 3] and @doe [5] say", "As <1 citation/> and <2 citation/> say"),
        ("`{x}` and $x_i$, US$5 or US$6", "<1 code/> and <2 formula/>, US$5 or US$6"),
        ("m^2^ H~2~O", "m<1 raised>2</1 raised> H<2 lowered>2</2 lowered>O"),
        ("a\\\nb", "a<1 line break/>b"),
        ("a\nb, 美\n美", "a b, 美美"),
        ("a \\* b \\[c\\] &amp; d", "a * b [c] & d"),
        ("see <https://a.example/b> or a@b.example", "see <1 address/> or a@b.example"),
        ("https://a.example/b_c_.", "<1 address/>_."),
        ("[not a link] {x}", "[not a link] {x}"),
        ('trans&shy;boundary \\"x\\"', "trans<1 sign/>boundary <2 sign/>x<3 sign/>"),
    ],
)
def test_marks_are_codes(typed: str, expected: str) -> None:
    assert shown(typed) == expected


@pytest.mark.parametrize("form", ["paragraph", "heading", "cell", "line"])
@settings(derandomize=True)
@given(text=st.text(alphabet="ab *_[](){}<>&;\\`$^~|#@!:.\"'1-+=\u05d0\u0627美{", max_size=60))
def test_what_is_written_is_read_again(form: str, text: str) -> None:
    """Whatever a translator types, the text that is read from it is the same."""
    words = " ".join(text.split())
    content = Content((words,) if words else ())
    typed = write_typed(content, form)  # type: ignore[arg-type]
    pieces = read_typed(typed, form).pieces  # type: ignore[arg-type]
    assert all(isinstance(piece, str) or piece.kind in {"sign", "address"} for piece in pieces)
    again = "".join(piece if isinstance(piece, str) else piece.shown for piece in pieces)
    assert again.strip() == words


@settings(derandomize=True)
@given(typed=st.text(alphabet="ab *_[](){}<>\\`$^~.\n@#", max_size=80))
def test_any_text_can_be_read_and_its_passages_are_nested(typed: str) -> None:
    typed = re.sub(r"\s*\n\s*", "\n", typed).strip()  # No paragraph has an empty line.
    content = read_marks(typed)
    assert is_nested(content)
    again = read_marks(write_typed(content, "paragraph"))
    assert again.words.split() == content.words.split()
