"""The paper of a style: the measures that follow from it, and what of it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.house_style import Style, load_style
from pipeline.house_style.paper import paper_of
from pipeline.workspace import built_in_styles

LINE = 14 * 25.4 / 72


def styled(folder: Path, *tokens: str) -> Style:
    (folder / "tokens.css").write_text(f":root {{ {'; '.join(tokens)} }}", encoding="utf-8")
    return load_style(built_in_styles(), folder)


def lengths(style: Style, *names: str) -> list[float]:
    return [style.length(name) for name in names]


def test_a4_by_name_is_the_built_in_style(tmp_path: Path) -> None:
    assert styled(tmp_path, "--paper-size: a4").tokens == load_style(built_in_styles()).tokens


@pytest.mark.parametrize(
    "paper",
    ["a4", "a5", "b5", "letter", "6in 9in", "170mm 240mm", "8in 8in", "105mm 148mm", "330mm 480mm"],
)
def test_the_page_is_divided_without_a_rest(tmp_path: Path, paper: str) -> None:
    style = styled(tmp_path, f"--paper-size: {paper}")
    width, height = lengths(style, "trim-width", "trim-height")
    columns = lengths(style, "margin-outer", "margin-column", "text-measure", "margin-inner")
    assert sum(columns) == pytest.approx(width, abs=0.01)
    top, bottom = lengths(style, "margin-top", "margin-bottom")
    lines = int(style.token("page-lines"))
    assert 0 <= height - top - bottom - lines * LINE < 0.1
    assert lengths(style, "margin-column")[0] in (0, pytest.approx(40 * min(1, width / 210), 0.01))
    assert bool(style.length("margin-column")) is (width >= 175)
    assert style.length("text-measure") <= (126 if width >= 175 else 120) + 0.01


def test_inches_are_millimetres(tmp_path: Path) -> None:
    style = styled(tmp_path, "--paper-size: 6in 9in")
    assert lengths(style, "trim-width", "trim-height") == [152.4, 228.6]
    assert paper_of("8.5in 11in") == paper_of("letter")


def test_what_a_style_gives_by_itself_wins_and_the_rest_follows(tmp_path: Path) -> None:
    style = styled(
        tmp_path, "--paper-size: letter", "--margin-outer: 30mm", "--cover-title-size: 30pt"
    )
    assert lengths(style, "margin-outer", "cover-title-size") == [30, 30]
    assert style.length("text-measure") == pytest.approx(215.9 - 30 - 40 - 24.95)
    assert style.length("key-message-measure") == pytest.approx(style.length("text-measure") - 10)


def test_a_style_that_gives_its_trim_has_a_free_size(tmp_path: Path) -> None:
    by_trim = styled(tmp_path, "--trim-width: 148mm", "--trim-height: 210mm")
    by_name = styled(tmp_path, "--paper-size: a5")
    assert {**by_trim.tokens, "paper-size": "a5"} == by_name.tokens


@pytest.mark.parametrize(
    ("tokens", "width", "height"),
    [
        (("--paper-size: letter",), 215.9, 279.4),
        (("--paper-size: b5",), 176, 250),
        (("--paper-size: a5",), 210, 297),
        (("--paper-size: a5", "--one-pager-paper-size: a5"), 148, 210),
        (("--one-pager-paper-size: letter",), 215.9, 279.4),
    ],
)
def test_one_pagers_have_the_paper_of_the_note_or_their_own(
    tmp_path: Path, tokens: tuple[str, ...], width: float, height: float
) -> None:
    style = styled(tmp_path, *tokens)
    assert lengths(style, "one-pager-width", "one-pager-height") == [width, height]


@pytest.mark.parametrize(
    ("tokens", "code", "message", "hint"),
    [
        ("--paper-size: a6", "N504", "--paper-size cannot be a6", "use a4, a5, b5, letter, or"),
        ("--paper-size: 6in", "N504", "--paper-size cannot be 6in", "170mm 240mm"),
        ("--paper-size: 50mm 90mm", "N504", "50 by 90 mm", "a width of 105 to 330 mm"),
        ("--one-pager-paper-size: small", "N504", "cannot be small", "use a4, a5, b5, letter"),
        ("--trim-width: 60mm", "N530", "60 by 297 mm", "a width of 105 to 330 mm"),
        ("--margin-column: 12mm", "N530", "a margin column of 12 mm", "to 0mm, or to at least"),
        (
            "--edition-size: large; --paper-size: 105mm 148mm",
            "N530",
            "the margins leave 77 mm and 13 lines",
            "choose larger paper for large print, such as --paper-size: a5",
        ),
        ("--edition-size: large; --margin-column: 40mm", "N530", "large print has no", "to 0mm"),
        ("--paper-size: a5; --margin-outer: 70mm", "N530", "leave 61 mm and 35 lines", "70 mm"),
        ("--margin-top: 200mm", "N530", "and 14 lines for the text", "20 lines"),
        (
            "--line: 1pt",
            "N530",
            "lines of 1 pt are too low for text of 9.8 pt",
            "make --line larger",
        ),
        ("--text-size: 30pt", "N530", "lines of 14 pt are too low for text", "make --line larger"),
        ("--line: 50pt", "N530", "and 14 lines for the text", "20 lines"),
    ],
)
def test_paper_of_which_no_page_can_be_made_is_refused(
    tmp_path: Path, tokens: str, code: str, message: str, hint: str
) -> None:
    with pytest.raises(SourceError) as raised:
        styled(tmp_path, tokens)
    (finding,) = raised.value.findings
    assert finding.code == code
    assert message in finding.message
    assert hint in finding.hint
    assert finding.place.path == "styles/tokens.css"
