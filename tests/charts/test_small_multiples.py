"""Small multiples, and charts turned for languages written from right to left."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_charts import LINE, ROOM, chart, drawn, measure, panels

from pipeline.charts.draw import draw
from pipeline.charts.drawing import Area, Box, Drawing, Panels, Stroke
from pipeline.note.charts.chart import Chart, ChartKind, PanelKind

NAMES = ("North", "South", "A district with a long name", "联合国开发计划署驻华代表处", "West")


def multiples(of: PanelKind, columns: int = 3, focus: frozenset[str] = frozenset()) -> Chart:
    values: list[list[str | None]] = [
        ["1", "2", "3"], ["10", None, "30"], ["-5", "5", "7"], ["2", "2", "2"], ["0", "1", "0"],
    ]  # fmt: skip
    found = chart("small multiples", *zip(NAMES, values, strict=True), focus=focus)
    return found.model_copy(update={"of": of, "columns": columns})


@pytest.mark.parametrize("of", ["bar", "line", "area", "dot"])
def test_panels_are_of_one_size_and_one_scale(of: PanelKind) -> None:
    found = panels(multiples(of, columns=4))
    assert len(found.drawings) == len(NAMES)
    sizes = {(one.start, one.end, one.width, one.height) for one in found.drawings}
    assert len(sizes) == 1
    ((start, end, width, height),) = sizes
    whole = (start + width + end) * found.columns + found.gap * (found.columns - 1)
    assert whole == pytest.approx(ROOM.width)
    assert height * 2 / LINE == pytest.approx(round(height * 2 / LINE))
    if of in ("line", "area"):
        ticks = {
            tuple((one.lines, one.y) for one in drawing.labels if one.x == 0 and one.shift == -0.5)
            for drawing in found.drawings
        }
        assert len(ticks) == 1


def test_panels_have_the_names_of_their_series_above_them() -> None:
    found = panels(multiples("line", columns=4, focus=frozenset({"South"})))
    titles = [one.labels[0] for one in found.drawings]
    assert ["".join(one.lines).replace(" ", "") for one in titles] == [
        one.replace(" ", "") for one in NAMES
    ]
    width = found.drawings[0].start + found.drawings[0].width + found.drawings[0].end
    for title, drawing in zip(titles, found.drawings, strict=True):
        assert title.shift == -drawing.start
        assert all(measure(line, "strong") <= width for line in title.lines)
        below = [one.y for one in drawing.labels[1:]]
        assert title.y + len(title.lines) * 1.22 / 2 <= min(below)
    assert [one.colour for one in titles] == ["grey", "ink", "grey", "grey", "grey"]


def test_bars_of_panels_are_as_long_as_one_another() -> None:
    found = panels(multiples("bar", columns=2))
    north, south = ([s for s in one.shapes if isinstance(s, Box)] for one in found.drawings[:2])
    assert (south[0].right - south[0].left) == pytest.approx(10 * (north[0].right - north[0].left))


def test_narrow_rooms_have_fewer_columns() -> None:
    assert panels(multiples("line", columns=4), replace(ROOM, width=24.0)).columns == 2
    assert panels(multiples("bar", columns=4), replace(ROOM, width=24.0)).columns == 1


def test_many_panels_stay_on_a_low_page_in_large_print() -> None:
    many = chart("small multiples", *((f"District {at}", ["1", "2", "3"]) for at in range(16)))
    large = replace(ROOM, width=31.0, line=24 / 15, page_lines=31)
    found = panels(many.model_copy(update={"of": "line", "columns": 4}), large)
    rows = -(-16 // found.columns)
    assert rows * found.drawings[0].height <= (31 - 6) * large.line
    # A page that scrolls has panels as wide as they should be.
    endless = panels(
        many.model_copy(update={"of": "line", "columns": 4}), replace(large, page_lines=1000)
    )
    assert endless.columns == 3


def test_panels_are_low_where_a_page_is() -> None:
    high = panels(multiples("line", columns=2))
    low = panels(multiples("line", columns=2), replace(ROOM, page_lines=30))
    assert low.drawings[0].height < high.drawings[0].height
    assert low.drawings[0].height * 3 / LINE < 30 - 6


KINDS: tuple[ChartKind, ...] = (
    "bar", "stacked bar", "grouped bar", "line", "area", "dot", "slope", "small multiples",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_in_a_language_from_right_to_left_is_mirrored(kind: ChartKind) -> None:
    series = (
        [("A", ["1", "-2"])] if kind in ("bar", "area") else [("A", ["1", "2"]), ("B", ["3", "5"])]
    )
    found = chart(kind, *series)
    plain, turned = draw(found, ROOM), draw(found, replace(ROOM, is_mirrored=True))
    for one, other in zip(_drawings(plain), _drawings(turned), strict=True):
        for shape, opposite in zip(one.shapes, other.shapes, strict=True):
            assert _points(shape, 0) == _points(opposite, 1)
        # What the page sets it turns itself.
        assert replace(one, shapes=()) == replace(other, shapes=())


def _drawings(found: Drawing | Panels) -> tuple[Drawing, ...]:
    return found.drawings if isinstance(found, Panels) else (found,)


def _points(shape: Box | Stroke | Area, mirror: int) -> list[tuple[float, float]]:
    """The points of a shape, seen from the left (0) or in a mirror (1)."""
    match shape:
        case Box():
            points = [(x, y) for x in (shape.left, shape.right) for y in (shape.top, shape.bottom)]
        case Stroke():
            points = list(shape.points)
        case Area():
            points = [point for one in shape.polygons for point in one]
    return sorted((round(abs(mirror - x), 9), round(y, 9)) for x, y in points)


def test_bars_grow_to_the_left() -> None:
    bars = drawn(chart("bar", ("", ["4", "8"])), replace(ROOM, is_mirrored=True))
    boxes = [one for one in bars.shapes if isinstance(one, Box)]
    assert [(one.left, one.right) for one in boxes] == [(0.5, 1.0), (0.0, 1.0)]
