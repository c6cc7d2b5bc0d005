"""The layout check: faults that it finds on small pages, and layouts that it accepts."""

from __future__ import annotations

import pytest
from part_jobs import lay_out

from pipeline.findings import Place
from pipeline.press.engine.engine import Engine
from pipeline.press.layout_check.wording import layout_finding
from pipeline.press.parts.parts import pack, unpack
from pipeline.press.parts.remarks import Remark

pytestmark = pytest.mark.slow

LINE = "A line of words that is as long as this other. "
RAGGED = "p, li { text-align: left; hyphens: manual } "
# The pages of part_jobs: 22 lines of 80 mm.
FILL = '<div style="height: {}pt"></div>'


def remarks(engine: Engine, body: str, css: str = RAGGED) -> list[Remark]:
    """The remarks about a part."""
    return list(lay_out(engine, body, css).remarks)


def kinds(engine: Engine, body: str, css: str = RAGGED) -> list[str]:
    """The kinds of what is said of a part."""
    return [remark.kind for remark in remarks(engine, body, css)]


def lines_before(count: int) -> str:
    """An element that takes up a number of lines at the top of a page."""
    return FILL.format(15 * count)


def test_a_heading_at_the_foot_is_stranded(engine: Engine) -> None:
    body = lines_before(19) + '<h3 id="one-heading">One</h3>' + f'<p id="p">{LINE * 12}</p>'
    css = RAGGED + "h3 { font: 11pt/15pt 'Note Serif'; margin: 0; break-after: auto }"
    (stranded,) = remarks(engine, lines_before(1) + body, css)
    assert (stranded.kind, stranded.page, stranded.words) == ("stranded heading", 0, "One")
    assert kinds(engine, body, css) == []


@pytest.mark.parametrize(
    ("before", "expected"), [(21, ["orphan"]), (19, ["widow"]), (20, []), (18, []), (0, [])]
)
def test_a_single_line_is_an_orphan_or_a_widow(
    engine: Engine, before: int, expected: list[str]
) -> None:
    text = "<br>".join(["Four lines"] * 4)
    after = "<br>".join(["Four more lines"] * 4)
    body = f'{lines_before(before)}<p id="p">{text}</p><p id="q">{after}</p>'
    found = [
        one for one in remarks(engine, body, f"{RAGGED} p {{ orphans: 1; widows: 1 }}")
        if one.anchor == "p"
    ]  # fmt: skip
    assert [one.kind for one in found] == expected
    assert [one.words for one in found] == ["Four lines"] * len(expected)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Some words, then<br>it.", ["it."]),
        ("Some words, then<br>“of.”", ["“of.”"]),
        ("Some words, then<br>all of it.", []),
        ("Some words, then<br>water.", []),
        ("It.", []),
        ("美人之<br>各。", ["各。"]),
        ("美人<br>之各。", []),
    ],
)
def test_one_short_word_may_not_be_the_last_line(
    engine: Engine, text: str, words: list[str]
) -> None:
    body = f'<ul><li><span id="p">{text}</span></li></ul>'
    expected = [("short last word", "p", word) for word in words]
    assert [(one.kind, one.anchor, one.words) for one in remarks(engine, body)] == expected


def test_short_words_in_a_table_are_let_pass(engine: Engine) -> None:
    body = '<table id="t"><tr><td>yes<br>no</td></tr></table>'
    assert kinds(engine, body) == []


def test_a_page_of_two_lines_is_nearly_empty_if_it_is_not_the_first(engine: Engine) -> None:
    body = f'<p id="p">{LINE}</p><p id="q" style="break-before: page">A line,<br>a line.</p>'
    (told,) = remarks(engine, body)
    assert (told.kind, told.page, told.anchor, told.size) == ("near-empty page", 1, "q", 2)
    assert kinds(engine, body.replace("a line.</p>", "a line,<br>a line.</p>")) == []
    title = '<h2 id="t-heading" style="break-before: page">Title</h2>'
    assert kinds(engine, f'<p id="p">{LINE}</p>{title}<p id="r">A line.</p>') == []


def test_a_word_wider_than_its_measure_is_overfull(engine: Engine) -> None:
    word = "m" * 32
    (told,) = remarks(engine, f'<p id="p">{LINE}<br>{word}</p>')
    assert (told.kind, told.words) == ("overfull line", word)
    assert 5 < told.size < 60
    assert kinds(engine, f'<p id="p" style="margin-right: -60mm">{LINE}<br>{word}</p>') == []


def test_text_that_runs_off_the_page_is_told(engine: Engine) -> None:
    body = f'<p id="p" style="position: relative; top: {{}}mm">{LINE}</p>'
    assert set(kinds(engine, body.format(145))) == {"overfull page"}
    assert kinds(engine, body.format(100)) == []


def test_stretched_spaces_are_loose(engine: Engine) -> None:
    body = f'<p id="p">Some of {"m" * 16} the words that follow</p>'
    justified = "p { text-align: justify; hyphens: manual }"
    assert set(kinds(engine, body, justified)) == {"loose line"}
    assert kinds(engine, body) == []


def test_a_ragged_line_may_not_end_far_too_early(engine: Engine) -> None:
    body = f'<p id="p">Some of the {"m" * 28} words and more words.</p>'
    wide = RAGGED + "@page { size: 160mm 160mm }"
    (told,) = remarks(engine, body, wide)
    assert (told.kind, told.words) == ("short line", "Some of the")
    assert 90 < told.size < 110
    assert kinds(engine, body.replace("the ", "the<br>"), wide) == []
    narrow = f'<p id="p" style="width: 90mm">Some of the {"m" * 21} words and more words.</p>'
    assert kinds(engine, narrow, wide) == []


RTL = RAGGED.replace("left", "start") + "p { direction: rtl } "


def test_lines_from_right_to_left_are_measured_at_their_left(engine: Engine) -> None:
    word = "m" * 32
    (told,) = remarks(engine, f'<p id="p" dir="rtl">{LINE}<br>{word}</p>', RTL)
    assert (told.kind, told.words) == ("overfull line", word)
    assert 5 < told.size < 60
    wide = RTL + "@page { size: 160mm 160mm }"
    body = f'<p id="p" dir="rtl">Some of the {"m" * 28} words and more words.</p>'
    (told,) = remarks(engine, body, wide)
    assert (told.kind, told.words) == ("short line", "Some of the")
    assert 90 < told.size < 110
    assert kinds(engine, body.replace("the ", "the<br>"), wide) == []
    full = f'<p id="p" dir="rtl">{LINE * 6}</p><p dir="rtl">{LINE} <b>{LINE}</b> {LINE * 3}</p>'
    assert kinds(engine, full, wide) == []


def test_a_row_that_a_page_cuts_is_told_and_a_repeated_head_is_not(engine: Engine) -> None:
    cell = "<br>".join(["word"] * 30)
    head = "<thead><tr><th>Head</th></tr></thead>"
    cut = f'<table id="t">{head}<tr><td>{cell}</td></tr></table>'
    assert [(one.kind, one.anchor, one.words) for one in remarks(engine, cut)] == [
        ("divided row", "t", "word")
    ]
    rows = "<tr><td>word</td></tr>" * 40
    assert kinds(engine, f'<table id="t">{head}{rows}</table>') == []


def test_a_word_across_pages_is_told(engine: Engine) -> None:
    text = "one, and<br>" * 21 + "then water-<br>" + "meadows<br>" * 3 + "again and again"
    assert kinds(engine, f'<p id="p">{text}</p>') == ["hyphen at page end"]
    assert kinds(engine, f'<p id="p">one, and<br>{text}</p>') == []


def test_a_hyphen_ends_no_line_of_a_heading(engine: Engine) -> None:
    told = remarks(engine, '<h3 id="one">The water-<br>meadows</h3><p id="p">Text.</p>')
    assert [(one.kind, one.words) for one in told] == [("hyphen in heading", "water-meadows")]
    assert kinds(engine, '<p id="p">The water-<br>meadows</p>') == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("half - and half", ["wrong dash"]),
        ("half -- and half", ["wrong dash"]),
        ("half--and half", ["wrong dash"]),
        ("half –\u00a0and half, semi-wild", []),
        ("see https://a.example/b--c and me@a-b.example", []),
        ("the option --format and <code>a -- b</code>", []),
        ('the "old" gates', ["wrong quotation mark"]),
        ("the miller's", ["wrong quotation mark"]),
        ("the “old“ gates", ["wrong quotation mark"]),
        ("the ”old” gates", ["wrong quotation mark"]),
        ("the “old” gates of the miller’s, ‘here’", []),
        ("the <code>\"old\" 'gates'</code>", []),
    ],
)
def test_marks_of_a_typewriter(engine: Engine, text: str, expected: list[str]) -> None:
    assert kinds(engine, f'<p id="p">{text}</p>') == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "das „alte“ Tor, die ‚kleine‘ Mühle", []),
        ("de", "das “alte” Tor", ["wrong quotation mark"]),
        ("de-CH", "das «alte» Tor", []),
        ("ru", "старые «ворота „воды“ и» мельница", []),
        ("ru", "старые »ворота", ["wrong quotation mark"]),
        ("pt", "a “velha” porta", []),
        ("pt", "a “velha“ porta", ["wrong quotation mark"]),
    ],
)
def test_marks_are_those_of_the_language(
    engine: Engine, language: str, text: str, expected: list[str]
) -> None:
    assert kinds(engine, f'<p id="p" lang="{language}">{text}</p>') == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a ditch of <em>12</em>", "km and more", ["missing no-break space"]),
        ("written by <em>J.</em>", "Brook and others", ["missing no-break space"]),
        ("a gate", "– and a mill", ["missing no-break space"]),
        ("the year <em>1950</em>", "was dry", []),
        ("in 3-", "4 weeks and more", []),
        ("a ditch of 12<br>", "km and more", []),
    ],
)
def test_what_belongs_together_is_not_parted(
    engine: Engine, before: str, after: str, expected: list[str]
) -> None:
    # A line ends between the two, which cannot be broken and do not fit beside each other.
    body = f'<p id="p" lang="en"><span>{before}</span> <span>{after}</span></p>'
    css = f"{RAGGED} p {{ width: 1mm }} span {{ white-space: nowrap }}"
    assert [one for one in kinds(engine, body, css) if one == "missing no-break space"] == expected


def test_a_head_is_not_tied_to_itself_on_the_next_page(engine: Engine) -> None:
    rows = "<tr><td>word</td></tr>" * 40
    table = f"<thead><tr><th>km in 12</th></tr></thead>{rows}"
    assert kinds(engine, f'<table id="t" lang="en">{table}</table>') == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_pull_quote_may_neither_touch_nor_leave(engine: Engine, direction: str) -> None:
    def page(words: str, style: str = "") -> str:
        attributes = f'aria-hidden="true" data-sentence="pull-one" style="{style}"'
        quote = f'<blockquote class="pull-quote" {attributes}><p>{words}</p>'
        lifted = '<span class="lifted pull" id="pull-one">Water is slow.</span>'
        text = f'<p style="break-before: page">{lifted} {LINE * 9}</p>'
        return f'<section id="s"><p id="p">{LINE * 9}</p>{quote}</blockquote>{text}</section>'

    css = RAGGED.replace("left", "start") + f"html {{ direction: {direction} }} "
    css += ".pull-quote { float: none; position: absolute; inset-inline-start: -19mm; width: 15mm; "
    css += "top: 0; margin: 0 } .pull-quote p { font-size: 6pt; line-height: 15pt }"
    assert kinds(engine, page("Water is slow."), css) == []
    wide = remarks(engine, page("Waterisveryslowasithasalwaysbeen."), css)
    assert [(one.kind, one.anchor) for one in wide] == [("misplaced pull quote", "pull-one")]
    out = remarks(engine, page("Water is slow.", "inset-inline-start: -30mm"), css)
    assert [(one.kind, one.anchor) for one in out] == [("misplaced pull quote", "pull-one")]


def test_remarks_are_kept_with_the_part(engine: Engine) -> None:
    part = lay_out(engine, '<p id="p">the "old" gates</p>')
    assert part.remarks
    assert unpack(pack(part)) == part


def test_a_finding_points_at_the_words_that_are_printed() -> None:
    line = "It was *so* and - nobody knows why - it stayed."
    remark = Remark("wrong dash", 3, "p", "and - nobody")
    finding = layout_finding(remark, Place("text/1-a.md", 7, 1, line, 1, page=9))
    assert (finding.code, finding.severity, finding.place.page) == ("N313", "warning", 9)
    assert line[finding.place.column - 1 :][: finding.place.length] == "and - nobody"


def test_where_words_are_typed_otherwise_the_longest_is_pointed_at() -> None:
    remark = Remark("wrong dash", 0, "p", "the “old” embankment")
    finding = layout_finding(remark, Place("text/1-a.md", 7, 1, 'the "old" embankment'))
    assert (finding.place.column, finding.place.length) == (11, 10)


def test_a_finding_about_another_document_names_it() -> None:
    remark = Remark("short last word", 0, "", "it.")
    finding = layout_finding(remark, Place("text/1-a.md"), "one-pager 1")
    assert finding.message == "one-pager 1: the last line is one short word: “it.”"
