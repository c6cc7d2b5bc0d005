"""Warnings and refusals of the engine become findings, each with its code and once."""

from __future__ import annotations

import pytest
from part_jobs import lay_out

from pipeline.errors import SourceError
from pipeline.findings import Finding, rules
from pipeline.press.engine.engine import Engine

pytestmark = pytest.mark.slow

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}</svg>'


def findings(engine: Engine, body: str, css: str = "", **pictures: str) -> tuple[Finding, ...]:
    files = {name.replace("_", "."): text.encode() for name, text in pictures.items()}
    try:
        return lay_out(engine, body, css, pictures=files).findings
    except SourceError as error:
        return error.findings


def test_a_good_part_has_none(engine: Engine) -> None:
    assert findings(engine, '<p id="a">Text <a href="#a">up</a></p>') == ()


@pytest.mark.parametrize(
    ("code", "body", "css"),
    [
        ("N501", "<p>Smile \U0001f642</p>", ""),
        ("N520", "<p>T</p>", '@font-face { font-family: "X"; src: local("None") }'),
        ("N521", "<p>T</p>", "p { colour: #14202b }"),
        ("N521", "<p>T</p>", "p { color: 14202b }"),
        ("N521", "<p>T</p>", "p::nothing { color: #14202b }"),
        ("N391", '<p><a href="#none">T</a></p>', ""),
        ("N391", '<p id="a">T</p><p id="a">T</p>', ""),
        ("N393", '<img src="https://example.org/a.png" alt="A">', ""),
        ("N393", '<img src="file:///etc/passwd" alt="A">', ""),
        ("N393", '<img src="../etc/passwd" alt="A">', ""),
        ("N393", '<img src="data:image/png;base64,AAAA" alt="A">', ""),
        ("N393", "<p>T</p>", "p { background: url(http://127.0.0.1/a.png) }"),
        ("N393", '<link rel="stylesheet" href="https://example.org/a.css"><p>T</p>', ""),
        ("N393", '<link rel="attachment" href="file:///etc/passwd"><p>T</p>', ""),
    ],
)
def test_each_kind_has_its_code(engine: Engine, code: str, body: str, css: str) -> None:
    found = findings(engine, body, css)
    assert [finding.code for finding in found] == [code]
    assert code in rules()
    assert found[0].place.path == ("styles" if code in ("N520", "N521") else "part")


def test_a_picture_that_cannot_be_read_is_a_finding(engine: Engine) -> None:
    found = findings(engine, '<img src="a.png" alt="A">', a_png="no picture")
    assert [finding.code for finding in found] == ["N392"]


def test_a_drawing_that_fetches_is_refused(engine: Engine) -> None:
    drawing = SVG.format('><image xlink:href="file:///etc/passwd" width="9" height="9"/>')
    found = findings(engine, '<img src="a.svg" alt="A">', a_svg=drawing)
    assert [finding.code for finding in found] == ["N393", "N392"]


def test_a_drawing_with_a_bomb_is_given_up(engine: Engine) -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))  # billion laughs
    bomb = f'<!DOCTYPE svg [<!ENTITY e0 "ha">{entities}]>' + SVG.format("><text>&e9;</text>")
    found = findings(engine, '<img src="a.svg" alt="A">', a_svg=bomb)
    assert [finding.code for finding in found] == ["N392"]


def test_elements_nested_too_deeply_are_told(engine: Engine) -> None:
    found = findings(engine, "<div>" * 3000 + "deep")
    assert [finding.code for finding in found] == ["N394"]
    assert found[0].message == "part cannot be laid out: its elements are nested too deeply"


def test_a_warning_that_is_repeated_is_told_once(engine: Engine) -> None:
    found = findings(engine, "<p>\U0001f642 \U0001f642</p>" * 3)
    assert len(found) == 1
