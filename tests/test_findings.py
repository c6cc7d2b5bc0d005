"""How a finding is printed."""

from __future__ import annotations

from pipeline.findings import Finding, Place, render_finding, rules


def test_a_finding_with_its_line() -> None:
    place = Place("text/2-working-together.md", 41, 7, "Look: ![](figures/x.svg)", 18)

    assert render_finding(Finding("N104", "figure has no alt text", place, "say it")) == (
        "text/2-working-together.md:41:7: N104 figure has no alt text\n"
        "    Look: ![](figures/x.svg)\n"
        "          ^^^^^^^^^^^^^^^^^^\n"
        "hint: say it"
    )


def test_a_finding_about_a_whole_file() -> None:
    finding = Finding("N201", "note.yaml is missing", Place("note.yaml"))

    assert render_finding(finding) == "note.yaml: N201 note.yaml is missing"


def test_a_warning_about_a_page() -> None:
    place = Place("river.pdf", page=7)
    finding = Finding("N301", "heading stranded", place, severity="warning")

    assert render_finding(finding) == "river.pdf: N301 warning: heading stranded (page 7)"


def test_the_caret_stands_under_wide_characters() -> None:
    place = Place("a.md", 1, 4, "三里河水", 1)

    assert render_finding(Finding("N124", "m", place)).splitlines()[2] == "    " + " " * 6 + "^^"


def test_a_long_line_is_cut_around_the_caret() -> None:
    text = "a" * 500 + "HERE" + "b" * 500
    line, caret = render_finding(Finding("N101", "m", Place("a.md", 1, 501, text, 4))).splitlines()[
        1:
    ]

    assert line.startswith("    …a")
    assert line.endswith("b…")
    assert len(line) < 110
    assert line[caret.index("^") : caret.rindex("^") + 1] == "HERE"


def test_a_caret_past_the_end_of_a_line() -> None:
    rendered = render_finding(Finding("N214", "m", Place("a.yaml", 1, 7, "title:", 1)))

    assert rendered.splitlines()[1:] == ["    title:", "          ^"]


def test_control_characters_do_not_reach_the_terminal() -> None:
    place = Place("a\x1b.md", 1, 2, "a\x1b[31mred\u202e\tb", 1)

    rendered = render_finding(Finding("N153", "bad \x07", place, "hint \x1b"))

    assert all(sign.isprintable() or sign == "\n" for sign in rendered)
    assert "a�[31mred� b" in rendered


def test_each_rule_says_what_it_is_about() -> None:
    for code, rule in rules().items():
        assert rule.code == code
        assert rule.title
        assert rule.explanation.strip().endswith(".")
