"""Words lifted out of drawings: where they stand, and which are left where they are."""

from __future__ import annotations

import re

import pytest

from pipeline.note.text import Figure
from pipeline.press.markup.dialect import Dialect
from pipeline.press.markup.drawn.lifted import Words
from pipeline.press.markup.drawn.markup import drawn_for, drawn_markup
from pipeline.press.markup.drawn.matrix import Matrix, matrix_of
from pipeline.press.markup.drawn.words import lift_words
from pipeline.press.markup.writer import Writer


def drawing(inside: str, box: str = "0 0 100 50") -> bytes:
    around = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" font-size="10">'
    return f'{around}<rect width="9" height="9"/>{inside}</svg>'.encode()


def words_of(inside: str, box: str = "0 0 100 50") -> tuple[Words, ...] | None:
    found = lift_words(drawing(inside, box))
    return None if found is None else found.words


def only(inside: str, box: str = "0 0 100 50") -> Words:
    found = words_of(inside, box)
    assert found is not None
    (word,) = found
    return word


@pytest.mark.parametrize(
    ("transform", "point"),
    [
        ("translate(3, 4)", (4, 6)),
        ("scale(2) translate(1)", (4, 4)),
        ("rotate(90)", (-2, 1)),
        ("rotate(90 1 1)", (0, 1)),
        ("matrix(1 0 0 1 5 6)translate(-5-6)", (1, 2)),
    ],
)
def test_transformations_are_composed(transform: str, point: tuple[float, float]) -> None:
    matrix = matrix_of(transform)
    assert matrix is not None
    assert matrix.point(1, 2) == pytest.approx(point)


def test_what_slants_or_mirrors_does_not_keep_shapes() -> None:
    assert Matrix(0, 2, -2, 0).keeps_shapes
    assert not Matrix(1, 0, 0.2, 1).keeps_shapes
    assert not Matrix(-1, 0, 0, 1).keeps_shapes
    assert matrix_of("skewX(20)") is None


def test_places_and_looks_come_from_all_that_words_are_in() -> None:
    found = only(
        '<g transform="translate(10,5)" fill="#aa0000" text-anchor="end" font-weight="bold">'
        '<g transform="rotate(-90) scale(2)"><text x="-3" y="1" dy="0.5em">On  the river</text>'
        "</g></g>"
    )
    assert found.text == "On the river"
    assert (found.x, found.y) == pytest.approx((10 + 12, 5 + 6))
    assert (found.size, found.turn) == pytest.approx((20, -90))
    assert (found.anchor, found.is_bold, found.colour) == ("end", True, "#aa0000")


def test_places_are_counted_from_the_corner_of_the_drawing() -> None:
    found = only('<text x="-5" y="12">a</text>', "-10 10 40 20")
    assert (found.x, found.y) == (5, 2)


def test_each_line_of_a_text_is_words_of_its_own() -> None:
    found = words_of(
        '<text x="5"><tspan x="5" dy="1em">One</tspan><tspan x="5" dy="1.2em">two</tspan></text>'
    )
    assert found is not None
    assert [(one.text, one.y) for one in found] == [("One", 10), ("two", 22)]


def test_shapes_stay_and_words_go() -> None:
    found = lift_words(drawing('<g><text x="1">A</text>\n<path d="M0 0h9"/></g><text>B</text>'))
    assert found is not None
    assert b"<text" not in found.shapes
    assert b"<rect" in found.shapes
    assert b"<path" in found.shapes


@pytest.mark.parametrize(
    "inside",
    [
        '<text x="1 2 3">abc</text>',
        '<text rotate="20">abc</text>',
        '<text textLength="90">abc</text>',
        '<text stroke="#000000">abc</text>',
        '<text fill="url(#a)">abc</text>',
        '<text font-style="italic">abc</text>',
        '<text letter-spacing="3">abc</text>',
        '<text dominant-baseline="hanging">abc</text>',
        '<text transform="skewX(20)">abc</text>',
        '<text>one <tspan font-weight="bold">two</tspan></text>',
        "<text><tspan>one</tspan><tspan>two</tspan></text>",
        '<g opacity="0.5"><text>abc</text></g>',
        '<g transform="scale(1 -1)"><text>abc</text></g>',
        '<defs><text id="t">abc</text></defs><use href="#t"/>',
        '<symbol id="t"><text>abc</text></symbol>',
        '<svg width="9" height="9"><text>abc</text></svg>',
    ],
)
def test_a_drawing_whose_words_the_page_cannot_set_is_left_as_it_is(inside: str) -> None:
    assert words_of(f'{inside}<text x="5">plain</text>') is None


def test_words_stand_over_the_shapes_in_one_picture() -> None:
    plan, photo = (
        drawing('<text x="50" y="25">Źródło &lt;a></text>'),
        drawing("<image/><text>a</text>"),
    )
    pictures = {"figures/a.svg": plan, "figures/b.svg": photo, "figures/c.svg": drawing("")}
    figures = [
        Figure(id=f"fig-{path[8]}", source=path, alternative="A plan", caption=())
        for path in pictures
    ]
    drawn = drawn_for(figures, pictures)
    assert set(drawn) == {"fig-a"}
    written = str(Writer(Dialect("paged", "en-GB", drawn=drawn)).blocks(figures))
    assert written.count('role="img" aria-label="A plan"') == 1
    assert written.count('<img src="figures/a.svg.shapes.svg" alt="" role="presentation">') == 1
    assert "<bdi>Źródło &lt;a&gt;</bdi>" in written
    # 100 units are 126 mm, which are 357.17 pt.
    assert "inset-inline-start:50.000%;top:50.000%;" in written
    assert "font-size:35.717pt" in written


@pytest.mark.parametrize(
    ("inside", "lifted", "kept"),
    [
        ('<text x="20" y="20">On</text><rect x="60" width="9" height="9"/>', ["On"], 0),
        ('<text x="20" y="20">On</text><rect x="10" y="5" width="40" height="30"/>', [], 1),
        (
            (
                '<text x="20" y="20">On</text><text x="70" y="40">the</text>'
                '<path d="m10 5h40v30h-40z" fill="#ffffff"/>'
            ),
            ["the"],
            1,
        ),
        (
            (
                '<text x="20" y="20">On</text>'
                '<path d="M10 5h40v30h-40z" fill="none" stroke="#000000"/>'
            ),
            ["On"],
            0,
        ),
        (
            '<g fill="none"><text x="20" y="20" fill="#000000">On</text><circle r="90"/></g>',
            ["On"],
            0,
        ),
        ('<text x="20" y="20">On</text><circle cx="24" cy="17" r="9"/>', [], 1),
        (
            (
                '<text x="20" y="20">On</text><defs><rect id="a" width="9" height="40"/></defs>'
                '<use href="#a" transform="translate(20 0)"/>'
            ),
            [],
            1,
        ),
        (
            (
                '<clipPath id="c"><rect width="100" height="50"/></clipPath>'
                '<g clip-path="url(#c)"><text x="20" y="20">On</text></g>'
            ),
            ["On"],
            0,
        ),
        (
            (
                '<clipPath id="c"><rect width="30" height="50"/></clipPath>'
                '<g clip-path="url(#c)"><text x="20" y="20">On the river</text></g>'
            ),
            [],
            1,
        ),
        (
            (
                '<clipPath id="c"><circle r="60"/></clipPath>'
                '<text clip-path="url(#c)" x="20" y="20">On</text>'
            ),
            [],
            1,
        ),
    ],
)
def test_words_that_are_covered_or_cut_off_stay_in_the_drawing(
    inside: str, lifted: list[str], kept: int
) -> None:
    found = lift_words(drawing(inside))
    assert found is not None
    assert [one.text for one in found.words] == lifted
    assert found.shapes.count(b"<text") == kept


@pytest.mark.parametrize(
    ("language", "start", "end"), [("en", "-0.100em", "-0.900em"), ("ar", "-0.900em", "-0.100em")]
)
def test_words_begin_where_the_language_begins(language: str, start: str, end: str) -> None:
    picture = drawing('<text x="1" y="9">a</text><text x="9" y="9" text-anchor="end">b</text>')
    figure = Figure(id="figure-a", source="a.svg", alternative="A")
    drawn = drawn_for([figure], {"a.svg": picture})
    dialect = Dialect("paged", language, drawn=drawn, label_width=lambda *_: 0.8)
    markup = drawn_markup(figure, drawn["figure-a"], dialect)
    assert re.findall(r"margin-inline-start:([^;]+)", markup) == [start, end]
    assert markup.count('<bdi dir="rtl">') == (2 if language == "ar" else 0)
