"""Charts as markup: shapes as SVG, and labels as text of the page that stands over them.

Layout engines set text in SVG letter by letter, without kerning, joining or direction; and a web
page lets its drawing stretch while its labels keep their size.
"""

from __future__ import annotations

from hashlib import sha256
from html import escape
from math import ceil
from typing import TYPE_CHECKING, Final, Literal

from pipeline.charts.draw import draw
from pipeline.charts.drawing import LEADING, Room
from pipeline.languages import HAN_TAG, decimal_sign, is_han
from pipeline.press.fonts.faces import in_han_blocks
from pipeline.press.fonts.measuring import width_of_label
from pipeline.press.markup.charts.shapes import (
    LABEL_SIZE,
    key_markup,
    number,
    shapes_markup,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.charts.drawing import Drawing, Label
    from pipeline.note.text import Figure
    from pipeline.press.markup.dialect import Dialect

_GRID: Final = 14.0
_POINT: Final = 1 / LABEL_SIZE
_WIDTHS: Final = {"text": 126.0, "half": 63.0, "wide": 166.0}
# A telephone's window. What stretches has its labels chosen for the narrowest that it may have.
_NARROW: Final = 24.0
_SPARE: Final = 0.3


def chart_markup(figure: Figure, dialect: Dialect) -> str:
    """The chart of a figure, which is one picture to those who hear it read."""
    drawing = drawing_of(figure, dialect)
    if drawing is None or figure.chart is None:
        return ""
    unit = figure.chart.unit
    said = f'<div class="chart-unit">{escape(unit)}</div>' if unit else ""
    keys = "".join(key_markup(one, dialect) for one in drawing.keys)
    legend = f'<div class="chart-keys">{keys}</div>' if keys else ""
    labels = "".join(_label(one, dialect) for one in drawing.labels)
    plot = _styled("chart-plot", _plot_style(drawing), dialect)
    return (
        f'<div class="chart" role="img" aria-label="{escape(figure.alternative)}">{said}{legend}'
        f"<div {plot}>{shapes_markup(drawing, dialect)}{labels}</div></div>"
    )


def drawing_of(figure: Figure, dialect: Dialect) -> Drawing | None:
    """The drawing of a figure's chart in a dialect; None for a picture."""
    if figure.chart is None:
        return None
    return draw(figure.chart, _room(figure, dialect))


def height_of(figure: Figure, dialect: Dialect) -> float:
    """The height of a chart that stands alone, in mm: its unit, its legend and its plot."""
    drawing = drawing_of(figure, dialect)
    if drawing is None or figure.chart is None:
        return 0.0
    keys = sum(width_of_label(one.text, "plain") + 2.9 for one in drawing.keys)
    whole = drawing.start + drawing.width + drawing.end
    rows = ceil(keys / whole) + (0.5 if keys else 0.0) + (1.5 if figure.chart.unit else 0.0)
    return (drawing.height * LABEL_SIZE + rows * _GRID + 2) * 25.4 / 72


def chart_rules(figures: Iterable[Figure], dialect: Dialect) -> str:
    """The rules that put the labels of charts in their places on a web page and in a book.

    The policy of a page allows no styles on elements.
    """
    styles: dict[str, None] = {}
    for figure in figures:
        drawing = drawing_of(figure, dialect)
        if drawing is not None:
            styles[_plot_style(drawing)] = None
            styles.update(dict.fromkeys(_label_style(one) for one in drawing.labels))
    return "".join(f".{_name(style)}{{{style}}}" for style in styles)


def _room(figure: Figure, dialect: Dialect) -> Room:
    width = _NARROW
    if dialect.name == "paged":
        width = _WIDTHS[figure.width] * 72 / 25.4 * _POINT
    return Room(width, _GRID * _POINT, width_of_label, decimal_sign(dialect.language))


def _styled(names: str, style: str, dialect: Dialect) -> str:
    if dialect.name != "paged":
        return f'class="{names} {_name(style)}"'
    return f'class="{names}" style="{style}"'


def _name(style: str) -> str:
    """The class of a place on a web page or in a book."""
    return f"at-{sha256(style.encode()).hexdigest()[:10]}"


def _plot_style(drawing: Drawing) -> str:
    return (
        f"height:{_em(drawing.height)};margin-inline-start:{_em(drawing.start)};"
        f"margin-inline-end:{_em(drawing.end)}"
    )


def _label_style(label: Label) -> str:
    top = f"top:{_em(label.y - len(label.lines) * LEADING / 2)}"
    if label.anchor == "end":
        return f"{_from('end', 1 - label.x, -label.shift)};{top}"
    if label.anchor == "start":
        return f"{_from('start', label.x, label.shift)};{top}"
    width = max(width_of_label(line, label.weight) for line in label.lines) + _SPARE
    return f"{_from('start', label.x, label.shift - width / 2)};width:{_em(width)};{top}"


def _from(side: Literal["start", "end"], part: float, shift: float) -> str:
    return f"inset-inline-{side}:{_part(part)};margin-inline-{side}:{_em(shift)}"


def _label(label: Label, dialect: Dialect) -> str:
    names = f"chart-label {label.anchor} {label.colour} {label.weight}"
    words = f"<br{dialect.void}".join(map(escape, label.lines))
    place, foreign = _styled(names, _label_style(label), dialect), _foreign(label, dialect)
    return f"<span {place}><bdi{foreign}>{words}</bdi></span>"


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
