"""Charts as markup: shapes as SVG, and labels as text of the page that stands over them.

Layout engines set text in SVG letter by letter, without kerning, joining or direction; and a web
page lets its drawing stretch while its labels keep their size.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from html import escape
from math import ceil, fsum
from typing import TYPE_CHECKING, Final, Literal

from pipeline.charts.draw import draw
from pipeline.charts.drawing import LEADING, Panels, Room
from pipeline.languages import HAN_TAG, is_han, is_right_to_left
from pipeline.languages.writing import script_of, writing_system
from pipeline.press.fonts.faces import in_han_blocks
from pipeline.press.markup.attributes import direction_within
from pipeline.press.markup.charts.shapes import (
    key_markup,
    mark_markup,
    number,
    shapes_markup,
)
from pipeline.press.parts.parts import CSV

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.charts.drawing import Drawing, Label, Mark
    from pipeline.note.charts.chart import Chart, PanelKind
    from pipeline.note.text import Figure
    from pipeline.press.markup.charts.size import ChartSize
    from pipeline.press.markup.dialect import Dialect

# A telephone's window. What stretches has its labels chosen for the narrowest that it may have.
_NARROW: Final = 24.0
_MOST_WIDE: Final[Mapping[PanelKind, int]] = {"line": 4, "area": 4, "bar": 2, "dot": 2}
_SPARE: Final = 0.3
_PLOT_LINES: Final = 15
_FEWEST_LINES: Final = 6
_WORD_LINES: Final = 9
"""The lines that the words of a figure need on a page of few lines, beside its plot."""
_ENDLESS: Final = 1000
"""The lines of a page that scrolls."""
_MARK: Final = 0.8
"""The size of a dot in em, as the style sheet has it."""


def chart_markup(figure: Figure, dialect: Dialect, size: ChartSize | None = None) -> str:
    """The chart of a figure, which is one picture to those who hear it read."""
    drawn = drawn_for(figure, dialect, size)
    if drawn is None or figure.chart is None:
        return ""
    unit = figure.chart.unit
    said = f'<div class="chart-unit">{escape(unit)}</div>' if unit else ""
    data = dialect.charts.get(figure.chart.id)
    file = "" if data is None else f' {CSV}="{escape(data)}"'
    return (
        f'<div class="chart" role="img" aria-label="{escape(figure.alternative)}"{file}>{said}'
        f"{_inside(drawn, figure.chart, dialect)}</div>"
    )


def drawn_for(
    figure: Figure, dialect: Dialect, size: ChartSize | None = None
) -> Drawing | Panels | None:
    """The drawing of a figure's chart in a dialect; None for a picture."""
    if figure.chart is None:
        return None
    room = _room(figure, dialect)
    if size is not None:
        room = replace(room, width=size.width * dialect.chart_page.em_per_mm, lines=size.lines)
    return draw(figure.chart, room)


def height_of(figure: Figure, dialect: Dialect) -> float:
    """The height of a chart that stands alone, in mm: its unit, its legend and its plot."""
    drawn = drawn_for(figure, dialect)
    if drawn is None or figure.chart is None:
        return 0.0
    rows = 1.5 if figure.chart.unit else 0.0
    if isinstance(drawn, Panels):
        height = drawn.drawings[0].height * -(-len(drawn.drawings) // drawn.columns)
    else:
        height = drawn.height
        keys = fsum(dialect.label_width(one.text, "plain") + 2.9 for one in drawn.keys)
        whole = drawn.start + drawn.width + drawn.end
        rows += ceil(keys / whole) + (0.5 if keys else 0.0)
    page = dialect.chart_page
    return (height * page.label + rows * page.line + 2) * 25.4 / 72


def chart_rules(figures: Iterable[Figure], dialect: Dialect) -> str:
    """The rules that put the labels of charts in their places on a web page and in a book.

    The policy of a page allows no styles on elements.
    """
    styles: dict[str, None] = {}
    for figure in figures:
        drawn = drawn_for(figure, dialect)
        drawings = () if drawn is None else _drawings_of(drawn)
        for drawing in drawings:
            styles[_plot_style(drawing, dialect)] = None
            styles.update(dict.fromkeys(map(_mark_style, drawing.marks)))
            styles.update(dict.fromkeys(_label_style(one, dialect) for one in drawing.labels))
    return "".join(f".{_name(style)}{{{style}}}" for style in styles)


def _drawings_of(drawn: Drawing | Panels) -> tuple[Drawing, ...]:
    return drawn.drawings if isinstance(drawn, Panels) else (drawn,)


def _room(figure: Figure, dialect: Dialect) -> Room:
    width, page = _NARROW, dialect.chart_page
    if dialect.name == "paged":
        width = page.width(figure.width) * page.em_per_mm
    return Room(
        width,
        page.line / page.label,
        dialect.label_width,
        dialect.number_signs,
        lines=max(_FEWEST_LINES, min(_PLOT_LINES, page.lines - _WORD_LINES)),
        page_lines=page.lines if dialect.name == "paged" else _ENDLESS,
        is_mirrored=is_right_to_left(dialect.language),
        leading=_leading(dialect),
    )


def _inside(drawn: Drawing | Panels, chart: Chart, dialect: Dialect) -> str:
    if isinstance(drawn, Panels):
        panels = "".join(
            f'<div class="chart-panel">{_plot(one, dialect)}</div>' for one in drawn.drawings
        )
        return f'<div class="chart-panels {_columns(drawn, chart, dialect)}">{panels}</div>'
    keys = "".join(key_markup(one, dialect) for one in drawn.keys)
    legend = f'<div class="chart-keys">{keys}</div>' if keys else ""
    return f"{legend}{_plot(drawn, dialect)}"


def _columns(drawn: Panels, chart: Chart, dialect: Dialect) -> str:
    """The classes of panels: a window that is wide enough has the columns that were asked for."""
    if dialect.name == "paged":
        return f"of-{drawn.columns}"
    wide = min(chart.columns, len(drawn.drawings), _MOST_WIDE[chart.of])
    return f"of-{wide} narrow-{drawn.columns}"


def _plot(drawing: Drawing, dialect: Dialect) -> str:
    labels = "".join(_label(one, dialect) for one in drawing.labels)
    marks = "".join(
        mark_markup(
            one.shape, one.colour, _styled("chart-mark", _mark_style(one), dialect), dialect
        )
        for one in drawing.marks
    )
    plot = _styled("chart-plot", _plot_style(drawing, dialect), dialect)
    return f"<div {plot}>{shapes_markup(drawing, dialect)}{marks}{labels}</div>"


def _mark(mark: Mark, dialect: Dialect) -> str:
    place = _styled("chart-mark", _mark_style(mark), dialect)
    return mark_markup(mark.shape, mark.colour, place, dialect)


def _styled(names: str, style: str, dialect: Dialect) -> str:
    if dialect.name != "paged":
        return f'class="{names} {_name(style)}"'
    return f'class="{names}" style="{style}"'


def _name(style: str) -> str:
    """The class of a place on a web page or in a book."""
    return f"at-{sha256(style.encode()).hexdigest()[:10]}"


def _leading(dialect: Dialect) -> float:
    """The distance of the lines of a label, in em."""
    return LEADING * writing_system(script_of(dialect.language)).label_line


def _plot_style(drawing: Drawing, dialect: Dialect) -> str:
    leading = _leading(dialect)
    more = "" if leading == LEADING else f";line-height:{number(leading)}"
    return (
        f"height:{_em(drawing.height)};margin-inline-start:{_em(drawing.start)};"
        f"margin-inline-end:{_em(drawing.end)}{more}"
    )


def _mark_style(mark: Mark) -> str:
    return f"{_from('start', mark.x, -_MARK / 2)};top:{_em(mark.y - _MARK / 2)}"


def _label_style(label: Label, dialect: Dialect) -> str:
    top = f"top:{_em(label.y - len(label.lines) * _leading(dialect) / 2)}"
    if label.anchor == "end":
        return f"{_from('end', 1 - label.x, -label.shift)};{top}"
    if label.anchor == "start":
        return f"{_from('start', label.x, label.shift)};{top}"
    width = max(dialect.label_width(line, label.weight) for line in label.lines) + _SPARE
    return f"{_from('start', label.x, label.shift - width / 2)};width:{_em(width)};{top}"


def _from(side: Literal["start", "end"], part: float, shift: float) -> str:
    return f"inset-inline-{side}:{_part(part)};margin-inline-{side}:{_em(shift)}"


def _label(label: Label, dialect: Dialect) -> str:
    names = f"chart-label {label.anchor} {label.colour} {label.weight}"
    words = f"<br{dialect.void}".join(map(escape, label.lines))
    place, foreign = _styled(names, _label_style(label, dialect), dialect), _foreign(label, dialect)
    turned = direction_within("".join(label.lines), dialect.language)
    return f"<span {place}><bdi{foreign}{turned}>{words}</bdi></span>"


def _foreign(label: Label, dialect: Dialect) -> str:
    """The language of a label in Chinese characters, in a note that is written with others."""
    is_foreign = not is_han(dialect.language) and any(map(in_han_blocks, "".join(label.lines)))
    if not is_foreign:
        return ""
    xml = f' xml:lang="{HAN_TAG}"' if dialect.name == "epub" else ""
    return f' lang="{HAN_TAG}"{xml}'


def _em(length: float) -> str:
    return f"{number(length)}em"


def _part(fraction: float) -> str:
    return f"{number(fraction * 100)}%"
