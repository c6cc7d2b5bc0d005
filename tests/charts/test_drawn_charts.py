"""Charts as shapes and labels: where they stand, and that none hides another."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from made_charts import LINE, ROOM, chart, drawn, labelled, measure

from pipeline.charts.apart import push_apart
from pipeline.charts.data_table import data_table, narrow_tables
from pipeline.charts.drawing import LEADING, Box, Drawing, Stroke
from pipeline.charts.looks import FILLS, LINES, MARKS
from pipeline.charts.numbers import set_number
from pipeline.charts.ticks import scale_of
from pipeline.charts.wrapping import wrap
from pipeline.languages.digits import DIGITS, EUROPEAN, NumberSigns, number_signs
from pipeline.note.charts.chart import ChartKind
from pipeline.note.walk import words_of

PLAIN: tuple[ChartKind, ...] = (
    "bar",
    "stacked bar",
    "grouped bar",
    "line",
    "area",
    "dot",
    "slope",
)


def boxes(drawing: Drawing) -> list[Box]:
    return [one for one in drawing.shapes if isinstance(one, Box)]


@pytest.mark.parametrize(
    ("least", "most", "ticks"),
    [
        ("0", "62.9", "0 10 20 30 40 50 60 70"),
        ("-4.5", "1200.25", "-250 0 250 500 750 1000 1250"),
        ("0", "0.05", "0.00 0.01 0.02 0.03 0.04 0.05"),
        ("3", "3", "0 0.5 1.0 1.5 2.0 2.5 3.0"),
        ("0", "0", "0.0 0.2 0.4 0.6 0.8 1.0"),
    ],
)
def test_ticks_are_whole_steps_around_the_values(least: str, most: str, ticks: str) -> None:
    scale = scale_of(Decimal(least), Decimal(most))
    assert [float(one) for one in scale.ticks] == [float(one) for one in ticks.split()]
    assert scale.at(Decimal(least)) >= 0
    assert scale.at(Decimal(most)) <= 1


def test_given_ends_of_a_scale_are_kept() -> None:
    scale = scale_of(Decimal(3), Decimal(61), (Decimal(0), Decimal(100)))
    assert (scale.at(Decimal(0)), scale.at(Decimal(100))) == (0, 1)


def test_labels_are_pushed_apart_and_no_further() -> None:
    wanted, heights = [5.0, 5.1, 9.0, 5.2], [1.0, 1.0, 1.0, 2.0]
    found = push_apart(wanted, heights, 0.0, 20.0)
    assert found[2] == 9.0
    order = sorted(zip(found, heights, strict=True))
    assert all(
        other[0] - one[0] >= (one[1] + other[1]) / 2 - 1e-9 for one, other in pairwise(order)
    )
    assert found[0] < found[1] < found[3]


def test_labels_stay_inside() -> None:
    found = push_apart([0.0, 0.0, 10.0, 10.0], [1.0] * 4, 0.0, 10.0)
    assert found == (0.5, 1.5, 8.5, 9.5)


def test_numbers_have_the_signs_of_the_language() -> None:
    assert set_number(Decimal("-1204.5"), None, NumberSigns()) == "−1,204.5"
    assert set_number(Decimal("1204.5"), 2, number_signs(EUROPEAN, ",")) == "1\u202f204,50"
    assert set_number(Decimal("-0.2"), 0, NumberSigns()) == "0"
    persian = number_signs(DIGITS["extended-arabic-indic"], ".")
    assert set_number(Decimal("-1204.5"), None, persian) == "−۱٬۲۰۴٫۵"


def test_lines_of_a_label_end_at_spaces_and_between_chinese_characters() -> None:
    assert wrap("One two three", 4.0, measure) == ("One two", "three")
    assert wrap("联合国开发计划署", 2.0, measure) == ("联合国开", "发计划署")
    assert wrap("Extraordinarily", 6.0, measure) == ("Extraordinarily",)


def test_a_word_for_which_no_chart_has_room_is_divided() -> None:
    assert wrap("An extraordinarily", 4.0, measure) == ("An", "extra-", "ordin-", "arily")


def test_bars_begin_at_nought_and_negative_ones_point_the_other_way() -> None:
    drawing = drawn(chart("bar", ("", ["12.4", "-3.1"])))
    more, less = boxes(drawing)
    assert more.left == pytest.approx(less.right)
    assert more.right - more.left == pytest.approx(4 * (less.right - less.left))
    assert labelled(drawing, "−3.1").anchor == "end"
    assert labelled(drawing, "−3.1").x == pytest.approx(less.left)
    # The name of the bar is before the number, and not under it.
    name, number = labelled(drawing, "2011"), labelled(drawing, "−3.1")
    assert name.shift <= number.shift - measure("−3.1", "plain")


def test_stacked_bars_stand_behind_one_another_with_their_total() -> None:
    drawing = drawn(chart("stacked bar", ("A", ["10"]), ("B", ["30"]), ("C", ["-5"])))
    first, *rest = boxes(drawing)
    assert min(one.left for one in rest if one.colour == "ochre") == pytest.approx(first.right)
    assert min(one.left for one in rest if one.colour == "cinnabar") < first.left
    positive = drawn(chart("stacked bar", ("A", ["10"]), ("B", ["30.5"])))
    assert labelled(positive, "40.5").x == pytest.approx(max(one.right for one in boxes(positive)))


def test_series_are_told_apart_by_pattern_as_well() -> None:
    series = [(name, ["1"]) for name in "ABCDE"]
    drawing = drawn(chart("grouped bar", *series))
    assert [(key.text, key.colour, key.stripes) for key in drawing.keys] == [
        (name, *look) for name, look in zip("ABCDE", FILLS, strict=True)
    ]
    assert len(set(FILLS)) == len(FILLS)
    assert len({dash for _, dash in LINES}) == len(LINES)
    assert len({shape for _, shape in MARKS}) == len(MARKS)


def test_bars_without_focus_are_grey_and_still_told_apart() -> None:
    series = [(name, ["1"]) for name in "ABCDE"]
    drawing = drawn(chart("stacked bar", *series, focus=frozenset({"B"})))
    looks = [(key.colour, key.stripes) for key in drawing.keys]
    assert looks[1] == ("cinnabar", 0)
    assert {colour for colour, _ in looks} == {"cinnabar", "grey"}
    assert len(set(looks)) == len(looks)


def test_an_empty_cell_breaks_the_line() -> None:
    drawing = drawn(chart("line", ("A", ["1", "2", None, "4", "5"])))
    runs = [
        one.points for one in drawing.shapes if isinstance(one, Stroke) and one.colour == "cinnabar"
    ]
    assert [len(run) for run in runs] == [2, 2, 2]
    assert [x for run in runs[:2] for x, _ in run] == [0.0, 0.25, 0.75, 1.0]


def test_years_stand_as_far_apart_as_they_are() -> None:
    found = chart("line", ("A", ["1", "2", "3"]))
    found = found.model_copy(update={"categories": ("2000", "2010", "2012")})
    drawing = drawn(found)
    (line,) = (s for s in drawing.shapes if isinstance(s, Stroke) and len(s.points) == 3)
    assert [round(x, 3) for x, _ in line.points] == [0.0, 0.833, 1.0]


def test_where_one_year_alone_has_room_no_other_is_set_over_it() -> None:
    found = chart("line", ("A long name", ["1", "2", "3"]))
    for width in (8.0, 9.0, 10.0, 11.0, 12.0, 16.0):
        drawing = drawn(found, replace(ROOM, width=width))
        years = [one for one in drawing.labels if one.lines[0] in found.categories]
        assert years[-1].lines == ("2012",)
        for one, other in pairwise(years):
            assert (other.x - one.x) * drawing.width >= measure("2010", "plain")


def test_labels_of_twelve_lines_do_not_touch_and_leave_no_room() -> None:
    series = [(f"Country {at}", ["1", str(10 + at / 10)]) for at in range(11)]
    series.append(("A country of a name that is very long", ["1", "10.5"]))
    drawing = drawn(chart("line", *series, focus=frozenset({"Country 3"})))
    ends = sorted((one for one in drawing.labels if one.anchor == "start"), key=lambda one: one.y)
    assert len(ends) == 12
    for one, other in pairwise(ends):
        needed = (len(one.lines) + len(other.lines)) * LEADING / 2
        assert other.y - one.y >= needed - 1e-9
    assert ends[0].y > 0
    assert ends[-1].y < drawing.height
    widest = max(measure(line, one.weight) for one in ends for line in one.lines)
    assert widest < drawing.end
    assert [one.colour for one in ends if one.weight == "strong"] == ["cinnabar"]


@pytest.mark.parametrize("kind", PLAIN)
def test_a_chart_is_as_high_as_whole_lines_of_the_grid(kind: ChartKind) -> None:
    drawing = drawn(chart(kind, ("A", ["1", "2"])))
    assert drawing.height / LINE == pytest.approx(round(drawing.height / LINE))
    assert drawing.start + drawing.width + drawing.end == pytest.approx(ROOM.width)


def test_values_that_are_all_nought_can_be_drawn() -> None:
    for kind in PLAIN:
        assert drawn(chart(kind, ("A", ["0", "0"]))).height > 0


def test_the_table_says_what_the_chart_shows() -> None:
    found = chart("line", ("A", ["1", None]), ("B", ["1200", "-2.5"]))
    table = data_table(found, NumberSigns())
    rows = [[words_of(cell.blocks) for cell in row] for row in (*table.head, *table.body)]
    assert rows == [["Year", "A", "B"], ["2010", "1", "1,200"], ["2011", "", "−2.5"]]


def test_narrow_tables_have_a_few_series_each() -> None:
    series = [(str(at), ["1"]) for at in range(12)]
    tables = list(narrow_tables(chart("line", *series), NumberSigns()))
    assert [len(one.alignments) for one in tables] == [6, 6, 3]
    assert len({one.id for one in tables}) == 3
