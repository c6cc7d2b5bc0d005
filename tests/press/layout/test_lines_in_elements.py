"""Lines of an element that begins them, or turns in them, break and end as others do."""

from __future__ import annotations

import pytest
from line_edges import line_edges

pytestmark = pytest.mark.slow

CSS = "p { width: 52mm; text-align: start; hyphens: none; overflow-wrap: break-word }"
ADDRESS = "<span>https://<wbr>example<wbr>.org/<wbr>measurements</span>"
ARABIC = "مرحبا"
LONG = f"<span style='white-space: nowrap'>{'x' * 24}</span>"


def lines(*paragraphs: str) -> list[tuple[str, float, float]]:
    """The lines of paragraphs: the words of each, and the edges of its text in px."""
    return line_edges(*paragraphs, css=CSS)


def test_a_word_is_broken_anywhere_only_at_the_start_of_its_line() -> None:
    text = f"The gauge has seen it in 1951, see {ADDRESS}"
    bare, inside = lines(f"<p>{text}</p>"), lines(f"<p><em>{text}</em></p>")
    assert [words for words, *_ in inside] == [words for words, *_ in bare]
    assert len(lines(f"<p><em>{'m' * 60}</em></p>")) > 1


@pytest.mark.parametrize(("around", "inside"), [("ltr", "rtl"), ("rtl", "ltr")])
def test_a_space_at_the_end_of_a_turned_line_leaves_no_gap(around: str, inside: str) -> None:
    words = "Some words"
    start, end = (words, ARABIC) if inside == "rtl" else (ARABIC, words)
    turned = f"<bdi dir={inside}>{end}{{}}</bdi>"
    spaced, plain = (
        lines(f"<p dir={around}><span>{start} </span>{turned.format(ending)}</p>")[0]
        for ending in (f" {LONG}", f"<br>{LONG}")
    )
    assert spaced[1:] == pytest.approx(plain[1:], abs=0.1)
