"""Formulas as markup: MathML for browsers and books, drawings with words for pages."""

from __future__ import annotations

from html import escape
from math import ceil
from typing import TYPE_CHECKING

from pipeline.press.parts.parts import MATHML, ROOM, room_style

if TYPE_CHECKING:
    from pipeline.note.text import Formula
    from pipeline.press.formulas.drawing import Drawing
    from pipeline.press.markup.dialect import Dialect

_MATHML = "http://www.w3.org/1998/Math/MathML"
# A line of text gives a formula this much room above and below its baseline, in em; what is taller
# hangs over, so that the lines keep their distance.
_ABOVE = 0.72
_BELOW = 0.2
# How far the letters of the lines around it come towards it, in em: what hangs over no farther than
# to their descenders and ascenders takes no further line. Drawings have a space of 0.1 em around.
_DESCENDERS = 0.15
_ASCENDERS = 0.7
# What is so much of a line too tall takes no further one.
_OVERHANG = 0.1
# Where the baseline of a line of the number is, in em from its top.
_BASELINE = 1.02


def formula_markup(formula: Formula, dialect: Dialect) -> str:
    """A formula as an element in a line."""
    if dialect.name != "paged":
        return _math(formula, dialect)
    drawing = _drawn(formula)
    depth = min(drawing.depth, _BELOW)
    height = min(drawing.height, _ABOVE)
    style = (
        f"; vertical-align: {-depth:.3f}em; margin-bottom: {depth - drawing.depth:.3f}em; "
        f"margin-top: {height - drawing.height:.3f}em"
    )
    above = ceil((drawing.height - dialect.leading + _DESCENDERS) / dialect.leading)
    below = ceil((drawing.depth - dialect.leading + _ASCENDERS) / dialect.leading)
    return _room(max(0, above)) + _svg(formula, drawing, dialect, style) + _room(-max(0, below))


def _room(lines: int) -> str:
    """What makes its line so many lines higher, above or, if negative, below."""
    return f'<span {ROOM}="{lines}" style="{room_style(lines)}"></span>' if lines else ""


def equation_markup(formula: Formula, anchor: str, number: str, dialect: Dialect) -> str:
    """A formula on lines of its own, with its number, if it has one, at their end."""
    shown = f'<span class="equation-number">({escape(number)})</span>' if number else ""
    if dialect.name != "paged":
        inside = f"{_math(formula, dialect)}{shown}"
        return f'<div class="equation" id="{anchor}">{inside}</div>'
    drawing = _drawn(formula)
    height = drawing.height + drawing.depth
    room = ceil(height / dialect.leading - _OVERHANG) * dialect.leading
    above = max(0.0, (room - height) / 2)
    drop = f"margin-top: {drawing.height - _BASELINE:.3f}em"
    shown = shown.replace("<span ", f'<span style="{drop}" ')
    return (
        f'<div class="equation" id="{anchor}" '
        f'style="height: {room:.3f}em; padding-top: {above:.3f}em">'
        f"{shown}{_svg(formula, drawing, dialect, '')}</div>"
    )


def _drawn(formula: Formula) -> Drawing:
    # Only notes with formulas need it.
    from pipeline.press.formulas.drawing import draw_formula

    return draw_formula(formula.mathml, is_display=formula.is_display)


def _math(formula: Formula, dialect: Dialect) -> str:
    display = ' display="block"' if formula.is_display else ""
    # Browsers take the namespace from the element; readers of books may know TeX no better.
    words = f' alttext="{escape(_words(formula, dialect.language))}"'
    given = f' xmlns="{_MATHML}"{words}' if dialect.name == "epub" else ""
    return f"<math{given}{display}>{formula.mathml}</math>"


def _words(formula: Formula, language: str) -> str:
    from pipeline.note.formula_words import read_aloud

    return read_aloud(formula, language)


def _svg(formula: Formula, drawing: Drawing, dialect: Dialect, style: str) -> str:
    size = f"width: {drawing.width:.3f}em; height: {drawing.height + drawing.depth:.3f}em"
    words = escape(_words(formula, dialect.language))
    display = ' display="block"' if formula.is_display else ""
    mathml = escape(f'<math xmlns="{_MATHML}"{display}>{formula.mathml}</math>')
    return (
        f'<svg class="formula" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{words}" '
        f'{MATHML}="{mathml}" '
        f'color="{dialect.ink}" viewBox="{drawing.view_box}" '
        f'style="{size}{style}">{drawing.content}</svg>'
    )
