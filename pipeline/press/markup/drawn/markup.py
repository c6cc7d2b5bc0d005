"""Drawings on pages: their shapes as a picture, and over it their words as text of the page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from pipeline.bidi import first_direction
from pipeline.languages import is_right_to_left
from pipeline.load.pictures.undrawn import find_undrawn
from pipeline.press.markup.drawings import drawings_with_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.note.text import Figure
    from pipeline.press.fonts.measuring import Weight
    from pipeline.press.markup.dialect import Dialect
    from pipeline.press.markup.drawn.lifted import Drawn, Lifted, Words

_SHAPES: Final = ".shapes.svg"
_SPARE: Final = 0.2
"""What a line may be wider than it was measured, in em."""
_TALLEST: Final = 1.4
"""The height of a drawing in its widths that fits on a page with its title in any case."""


def drawn_for(figures: Iterable[Figure], pictures: Mapping[str, bytes]) -> dict[str, Drawn]:
    """The drawings of figures whose words the page can set, by the ids of the figures.

    They have the width of their figure: none of them is in something narrower.
    """
    written = drawings_with_words(pictures)
    if not written:
        return {}
    # Few notes have drawings with words, and it imports a reader of paths.
    from pipeline.press.markup.drawn.lifted import Drawn
    from pipeline.press.markup.drawn.words import lift_words

    found = {}
    for figure in figures:
        drawing = pictures.get(figure.source, b"")
        if not (figure.source in written and figure.alternative) or _is_picture(drawing):
            continue
        lifted = lift_words(drawing)
        if lifted and lifted.words and lifted.height <= lifted.width * _TALLEST:
            found[figure.id] = Drawn(f"{figure.source}{_SHAPES}", lifted)
    return found


def _is_picture(drawing: bytes) -> bool:
    """Whether pages show a drawing as a photo, or photos in it."""
    return b"<image" in drawing or find_undrawn(drawing) is not None


def drawn_markup(figure: Figure, drawn: Drawn, dialect: Dialect) -> str:
    """A drawing, which is one picture to those who hear it read."""
    unit = dialect.chart_page.width(figure.width) * 72 / 25.4 / drawn.lifted.width
    words = "".join(_words(one, drawn.lifted, unit, dialect) for one in drawn.lifted.words)
    source = escape(dialect.picture(drawn.path))
    # A drawing has its left and right wherever the text around it begins.
    direction = ' dir="ltr"' if is_right_to_left(dialect.language) else ""
    return (
        f'<div class="drawn"{direction} role="img" aria-label="{escape(figure.alternative)}">'
        f'<img src="{source}" alt="" role="presentation"{dialect.void}{words}</div>'
    )


def _words(words: Words, lifted: Lifted, unit: float, dialect: Dialect) -> str:
    weight: Weight = "strong" if words.is_bold else "plain"
    width = dialect.label_width(words.text, weight) + _SPARE
    places = {"start": _SPARE / 2, "middle": width / 2, "end": width - _SPARE / 2}
    before = places[words.anchor]
    if is_right_to_left(dialect.language):
        # As in a browser, in which a drawing has the direction of its page (SVG 2, 11.10.2).
        before = width - before
    baseline = dialect.label_baseline
    style = (
        f"inset-inline-start:{words.x / lifted.width * 100:.3f}%;"
        f"top:{words.y / lifted.height * 100:.3f}%;"
        f"margin-inline-start:{-before:.3f}em;margin-top:{-baseline:.3f}em;"
        f"width:{width:.3f}em;font-size:{words.size * unit:.3f}pt;color:{words.colour}"
    )
    if abs(words.turn) > 0.01:
        style += (
            f";transform-origin:{before:.3f}em {baseline:.3f}em;"
            f"transform:rotate({words.turn:.2f}deg)"
        )
    name = "drawn-words strong" if words.is_bold else "drawn-words"
    inside = f"<bdi{_direction(words, dialect)}>{escape(words.text)}</bdi>"
    return f'<span class="{name}" style="{style}">{inside}</span>'


def _direction(words: Words, dialect: Dialect) -> str:
    is_turned = is_right_to_left(dialect.language) or first_direction(words.text) == "rtl"
    return ' dir="rtl"' if is_turned else ""
