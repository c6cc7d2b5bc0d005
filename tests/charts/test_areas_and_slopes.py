"""Areas, slopes and dots: where they begin and end, and what a missing value does to them."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from made_charts import LINE, ROOM, chart, drawn, labelled, measure

from pipeline.charts.axes import Axes
from pipeline.charts.drawing import LEADING, Area, Drawing, Stroke
from pipeline.charts.scales import stacked_scale
from pipeline.note.charts.chart import ChartKind


def areas(drawing: Drawing) -> list[Area]:
    return [one for one in drawing.shapes if isinstance(one, Area)]


def test_areas_stand_on_one_another_and_the_first_on_nought() -> None:
    found = chart("area", ("A", ["10", "20"]), ("B", ["30", "5"]))
    drawing = drawn(found)
    axes = Axes(found, ROOM, stacked_scale(found, 5))
    first = areas(drawing)[0]
    (ring,) = first.polygons
    assert ring == (
        (0.0, axes.y(Decimal(10))),
        (1.0, axes.y(Decimal(20))),
        (1.0, axes.bottom),
        (0.0, axes.bottom),
    )
    assert labelled(drawing, "A 20").y > labelled(drawing, "B 5").y


def test_stripes_of_an_area_stay_inside_it_and_cover_about_half() -> None:
    drawing = drawn(chart("area", ("A", ["0", "0"]), ("B", ["0", "40"])))
    _, striped = areas(drawing)
    assert striped.colour == "ochre"
    assert len(striped.polygons) > 5
    top = LEADING / 2
    for x, y in (point for one in striped.polygons for point in one):
        # The area is the triangle below the diagonal.
        assert y >= drawing.height - LINE - x * (drawing.height - LINE - top) - 1e-6
    area = sum(map(_size, striped.polygons))
    assert area / ((drawing.height - LINE - top) / 2) == pytest.approx(0.5, abs=0.05)


def _size(polygon: tuple[tuple[float, float], ...]) -> float:
    around = zip(polygon, (*polygon[1:], polygon[0]), strict=True)
    return abs(sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in around)) / 2


def test_where_a_value_is_missing_nothing_is_stacked() -> None:
    values = ["1", "2", None, "4", "5"]
    drawing = drawn(chart("area", ("A", values), ("B", ["9", "9", "9", "9", "9"])))
    solid = [one for one in areas(drawing) if one.colour == "blue"]
    assert [[x for x, _ in one.polygons[0][:2]] for one in solid] == [[0.0, 0.25], [0.75, 1.0]]
    assert labelled(drawing, "B 9")
    alone = drawn(chart("area", ("A", ["1", None, "2"])))
    assert not areas(alone)
    assert [one for one in alone.shapes if isinstance(one, Stroke) and one.colour == "blue"]


def test_one_series_below_nought_hangs_from_the_zero_line() -> None:
    drawing = drawn(chart("area", ("", ["-3", "6"])))
    ys = [y for _, y in areas(drawing)[0].polygons[0]]
    zero = [one.points[0][1] for one in drawing.shapes if isinstance(one, Stroke)][-1]
    assert min(ys) < zero < max(ys)


def test_slopes_are_labelled_at_both_ends_and_no_label_touches_another() -> None:
    names = [f"Country {at}" for at in range(10)]
    series: list[tuple[str, list[str | None]]] = [
        (name, ["10", str(10 + at / 10)]) for at, name in enumerate(names)
    ]
    series += [("Only before", ["9", None]), ("Only after", [None, "11"])]
    drawing = drawn(chart("slope", *series, focus=frozenset({"Country 3"})))
    for anchor, count in (("end", 12), ("start", 12)):
        ends = sorted((o for o in drawing.labels if o.anchor == anchor), key=lambda one: one.y)
        assert len(ends) == count
        for one, other in pairwise(ends):
            assert other.y - one.y >= (len(one.lines) + len(other.lines)) * LEADING / 2 - 1e-9
        assert ends[-1].y + LEADING / 2 <= drawing.height
    assert labelled(drawing, "Only after 11").anchor == "start"
    assert labelled(drawing, "Country 3 10").colour == "cinnabar"
    assert labelled(drawing, "2010").anchor == "end"


def test_dots_have_the_numbers_of_the_outermost_beside_them() -> None:
    drawing = drawn(chart("dot", ("A", ["3", "5"]), ("B", ["9", None]), ("C", ["6", "5"])))
    first = [mark for mark in drawing.marks if mark.y < LINE]
    assert {mark.shape for mark in first} == {"disc", "ring", "square"}
    least, most = labelled(drawing, "3"), labelled(drawing, "9")
    assert (least.anchor, most.anchor) == ("end", "start")
    assert (least.x, most.x) == (min(m.x for m in first), max(m.x for m in first))
    # Both dots of the second row stand at 5, which is said once.
    assert labelled(drawing, "5").anchor == "start"
    assert [(key.text, key.shape) for key in drawing.keys] == [
        ("A", "disc"), ("B", "ring"), ("C", "square"),
    ]  # fmt: skip
    name = labelled(drawing, "2010")
    assert -name.shift >= measure("3", "plain") + 0.5


def test_equal_dots_are_seen_side_by_side() -> None:
    drawing = drawn(chart("dot", ("A", ["3", "5"]), ("B", ["3", "9"]), ("C", ["3", "5"])))
    equal = [mark for mark in drawing.marks if mark.y < LINE]
    assert len({mark.x for mark in equal}) == 1
    heights = sorted(mark.y for mark in equal)
    assert all(after - before > 0.5 for before, after in pairwise(heights))
    assert 0 < heights[0] < heights[-1] < LINE
    assert [mark.shape for mark in sorted(equal, key=lambda one: one.y)] == [
        "disc", "ring", "square",
    ]  # fmt: skip
    alone = [mark for mark in drawing.marks if mark.y > LINE and mark.shape == "ring"]
    assert alone[0].y == pytest.approx(LINE * 1.5)


def test_a_scale_of_dots_need_not_begin_at_nought() -> None:
    drawing = drawn(chart("dot", ("", ["101", "102"])))
    assert {mark.x for mark in drawing.marks} <= {0.0, 0.25, 0.5, 0.75, 1.0}
    assert min(mark.x for mark in drawing.marks) < 0.6
    assert not any(" ".join(one.lines) == "0" for one in drawing.labels)


def test_names_along_stand_apart_where_years_do_not() -> None:
    found = chart("line", ("A", ["1", "2", "3", "4", "5"]))
    years = ("2000", "2012", "2013", "2015", "2016")
    drawing = drawn(found.model_copy(update={"categories": years}))
    middles = sorted(
        (one.x * drawing.width, measure(one.lines[0], "plain"))
        for one in drawing.labels
        if one.lines[0] in years
    )
    assert len(middles) > 2
    for (x, width), (other_x, other_width) in pairwise(middles):
        assert other_x - x >= (width + other_width) / 2 + 1


@pytest.mark.parametrize("kind", ["dot", "stacked bar"])
def test_long_numbers_of_a_scale_touch_neither_one_another_nor_the_edge(kind: ChartKind) -> None:
    drawing = drawn(chart(kind, ("A", ["1000000000000", "1000000000001"])))
    ticks = [one for one in drawing.labels if one.anchor == "middle"]
    halves = [measure(one.lines[0], "plain") / 2 for one in ticks]
    places = [drawing.start + one.x * drawing.width for one in ticks]
    assert places[0] - halves[0] >= 0
    for (place, half), (other, other_half) in pairwise(zip(places, halves, strict=True)):
        assert other - other_half > place + half
