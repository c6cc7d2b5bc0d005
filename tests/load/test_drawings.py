"""What a drawing may say, so that the engine can draw it: the fuzz against it is in the press."""

from __future__ import annotations

import pytest

from pipeline.cache import NoCache
from pipeline.load.pictures.pictures import take_picture
from pipeline.load.report import Report

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60">{}</svg>'


def messages(inside: str, svg: str = SVG) -> list[str]:
    report = Report()
    take_picture("figures/a.svg", svg.format(inside).encode(), report, NoCache())
    found = [one for one in report.findings if one.severity == "error"]
    assert all(one.place.line and one.code == "N108" for one in found)
    return [one.message for one in found]


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M.5.5-1-1l1e1,2e-1h3v-4c1 2 3 4 5 6s1 2 3 4q1 2 3 4t5 6a1 2 30 015 6zm1 1"/>',
        '<path d=""/>',
        '<rect x="-4" width="50%" height="2.5mm" rx="auto" transform="translate(1,2)scale(.5)"/>',
        '<rect width="0" height="4" transform="rotate(45 3 4) skewX(2)" opacity="50%"/>',
        '<g style="stroke-width:2; stroke-dasharray: 4,2 /* dashes */; opacity:.5 !important"/>',
        '<text x="1 2 3" dy="1em" rotate="10 20" font-weight="bold">Gate</text>',
        '<style>.a, g > path:first-child, #b[fill="none"] { font-size: 10px }</style>',
        "<style>/* none */ @media print { .a { opacity: half } }</style>",
        '<g font-size="inherit" stroke-dasharray="none" letter-spacing="normal"/>',
        '<marker id="m" orient="auto-start-reverse"><path d="M0 0h1"/></marker>',
        '<g id="a"><path d="M0 0h1"/></g>' + '<use href="#a"/>' * 500,
        '<inkscape:grid xmlns:inkscape="urn:x" inkscape:width="none" units="px"/>',
    ],
)
def test_what_can_be_drawn(inside: str) -> None:
    assert messages(inside) == []


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ('<path d="M 1"/>', "the path is broken: a number was expected here"),
        ('<path d="M1 1 a 1 1 0 2 1 5 5"/>', "the path is broken: 0 or 1 was expected here"),
        ('<path d="M1 1 a 1 1 0 1 1 0 0"/>', "the path is broken: this arc ends where it begins"),
        ('<path d="M1 1 z 2 2"/>', "the path is broken: a command was expected here"),
        ('<path d="M1e10 1"/>', "the path is broken: this number is too large"),
        ('<circle r="-1"/>', "r is below 0: '-1'"),
        ('<circle r="1_0"/>', "r is not a length: '1_0'"),
        ('<circle r="٣"/>', "r is not a length: '٣'"),
        ('<circle r="9PX"/>', "r is not a length: '9PX'"),
        ('<g style="letter-spacing: calc(1em)"/>', "letter-spacing is not a length: 'calc(1em)'"),
        ('<g font-size="medium"/>', "font-size is not a length: 'medium'"),
        ('<g stroke-miterlimit="a"/>', "stroke-miterlimit is not a number: 'a'"),
        ('<g transform="translate()"/>', "transform is not a list of transforms: 'translate()'"),
        ('<text rotate="auto">a</text>', "rotate is not a list of numbers: 'auto'"),
        ('<svg viewBox="0 0 0 9"/>', "viewBox has no area: '0 0 0 9'"),
        ('<svg preserveAspectRatio=""/>', "preserveAspectRatio is malformed: ''"),
        ('<marker markerWidth="0"/>', "markerWidth is 0"),
        ('<marker orient="45deg"/>', "orient is not a number: '45deg'"),
        ('<polygon points=""/>', "<polygon> has no points"),
        ('<pattern patternTransform="scale(0)"/>', "patternTransform leaves no area: 'scale(0)'"),
        (
            '<radialGradient spreadMethod="reflect" r="3%" fr="3%"/>',
            "a repeating gradient is too short",
        ),
    ],
)
def test_what_cannot(inside: str, message: str) -> None:
    assert messages(inside)[:1] == [message]


@pytest.mark.parametrize(
    "inside",
    [
        '<g id="a"><use href="#a"/></g>',
        '<mask id="a"><rect width="9" height="9" mask="url(#a)"/></mask><g mask="url(#a)"/>',
        '<style>.k { mask: url(#a) }</style><mask id="a"><g class="k"/></mask><g class="k"/>',
        '<g fill="url(#a)"><pattern id="a"><rect/></pattern><rect/></g>',
        '<g marker-end="url(#a)"><marker id="a"><path d="M0 0h9"/></marker><line x2="9"/></g>',
        '<clipPath id="a"><use href="#b"/></clipPath><g id="b" clip-path="url(\'#a\')"/>',
    ],
)
def test_circles(inside: str) -> None:
    (message,) = messages(inside)
    assert message.endswith("would be drawn inside itself")


def test_a_reference_that_is_not_followed_is_no_circle() -> None:
    assert messages('<mask id="a"><rect mask="url(#a)"/></mask>') == []


def _copies(name: str, of: str, tag: str = "g") -> str:
    return f'<{tag} id="{name}">' + f'<use href="#{of}"/>' * 10 + f"</{tag}>"


@pytest.mark.parametrize(
    "inside",
    [
        "".join(_copies(f"a{n + 1}", f"a{n}") for n in range(12)) + '<path id="a0" d="M0 0h1"/>',
        (
            _copies("m", "a", "marker") + '<g id="a">' + '<path d="M0 0h1"/>' * 50 + "</g>"
            f'<path d="M0 0{"L1 1" * 500}" marker-mid="url(#m)"/>'
        ),
    ],
)
def test_copies_without_end(inside: str) -> None:
    (message,) = messages(inside)
    assert message == "copying makes more than 100,000 elements of this one"


def test_elements_and_copies_that_are_nested_too_deeply() -> None:
    groups = "<g>" * 3000 + "</g>" * 3000
    copies = "".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(60))
    assert messages(groups) == ["elements are nested more than 80 deep"]
    assert messages(copies) == ["elements and copies are nested more than 80 deep in this one"]


@pytest.mark.slow
def test_a_line_with_points_without_end() -> None:
    assert "more points" in messages(f'<path d="M0 0L{"1 1 " * 260_000}"/>')[0]
    assert "more numbers" in messages(f'<polyline points="{"1 1 " * 260_000}"/>')[0]


@pytest.mark.parametrize("size", ['width="0" height="4"', 'width="4" height="0.0px"'])
def test_a_drawing_without_area(size: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{{}}</svg>'
    assert messages("", svg) == ["the drawing has no area"]
