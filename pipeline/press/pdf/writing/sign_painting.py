"""Painting lines of scripts in which glyphs are not letters, in the place of WeasyPrint's way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from weasyprint.draw.text import draw_first_line

from pipeline.press.pdf.letters.chunks import Chunk, chunks_of, closing
from pipeline.press.pdf.letters.placing import pieces_of
from pipeline.press.pdf.letters.shaped_lines import shaped_runs
from pipeline.press.pdf.writing.typed_letters import TypedLetters, is_one_to_one, meanings

_SHAPED: Final = re.compile("[\u0590-\u10ff\u1700-\u1cff\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefe]")
"""Letters of scripts that are joined, marked or reordered (Unicode, chapters 9 to 16)."""
_AS_IT_IS: Final = ("clip", "none")
"""Text that is not cut off at its end."""


def sign_painter(
    directions: Callable[[], Mapping[Any, bool]], typed: TypedLetters | None
) -> Callable[..., list[Any]]:
    """What paints the text of a box, as `weasyprint.draw.text.draw_first_line` does.

    ``directions`` gives for boxes whether their line is from right to left, where that is so of the
    box or of the line; it is called only if there is such a box. ``typed`` knows what was typed
    where a stylesheet sets capitals; without it they are what is painted.
    """

    def paint(
        stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any
    ) -> list[Any]:
        is_rtl = textbox.style["direction"] == "rtl"
        line_is_rtl = directions().get(textbox, is_rtl)
        is_plain = not is_rtl and not line_is_rtl and not _SHAPED.search(textbox.text)
        if is_plain or not textbox.text.strip() or (text_overflow, block_ellipsis) != _AS_IT_IS:
            with _meaning_what_was_typed(stream, textbox, typed):
                return draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)  # type: ignore[no-any-return]
        runs = shaped_runs(textbox, stream)
        if runs is None:
            return draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)  # type: ignore[no-any-return]
        chunks = chunks_of(runs, is_rtl=line_is_rtl, space=stream.space_at_end)
        if is_rtl and not line_is_rtl:
            chunks.append(closing(chunks))
        _paint(stream, chunks, matrix)
        if line_is_rtl:
            stream.forget_line_end()
        return []

    return paint


@contextmanager
def _meaning_what_was_typed(
    stream: Any, textbox: Any, typed: TypedLetters | None
) -> Iterator[None]:
    """Give the glyphs of a box the letters as meaning for which they are painted."""
    letters = None if typed is None else typed.of_box(textbox)
    runs = None if letters is None else shaped_runs(textbox, stream)
    if letters is None or runs is None or not is_one_to_one(runs):
        yield
        return
    with stream.meaning(list(meanings(runs, letters))):
        yield


def _paint(stream: Any, chunks: Sequence[Chunk], matrix: Any) -> None:
    a, b, c, d, x, y = matrix.values
    for chunk in chunks:
        for piece in pieces_of(chunk):
            stream.set_font_size(piece.font.hash, piece.size)
            stream.set_text_matrix(a, b, c, d, x + piece.start, y)
            shown = ""
            for placed in piece.placed:
                code = piece.font.code_of(placed.form, placed.sign.text)
                shown += f"{-placed.move}<{code:04x}>" if placed.move else f"<{code:04x}>"
            stream.show_text(shown.replace("><", ""))
