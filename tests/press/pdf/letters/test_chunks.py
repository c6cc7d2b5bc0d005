"""The order in which text is painted, and the signs that only readers see."""

from __future__ import annotations

from pipeline.press.pdf.letters.chunks import Chunk, chunks_of, closing
from pipeline.press.pdf.letters.placing import pens_of, pieces_of
from pipeline.press.pdf.letters.signs import LRM, RLM, Glyph, Run, Sign


class Font:
    upem = 1000

    def advance_of(self, glyph: int) -> int:
        return 500 if glyph else 0


FONT = Font()


def run(text: str, start: int, pen: float, *, is_rtl: bool) -> Run:
    """A run with a glyph 5 px wide for each letter, which begins at a pen."""
    letters = [*enumerate(text)][:: -1 if is_rtl else 1]
    glyphs = [
        Glyph(ord(letter), place, pen + 5.0 * count, 5.0, pen + 5.0 * count, 0.0)
        for count, (place, letter) in enumerate(letters)
    ]
    return Run(FONT, 10.0, is_rtl, start, tuple(glyphs), dict(enumerate(text)))


def shown(chunks: list[Chunk]) -> list[str]:
    texts = ["".join(sign.text for sign in chunk) for chunk in chunks]
    return [text.replace(LRM, "<").replace(RLM, ">") for text in texts]


def test_passages_are_painted_in_the_order_of_the_text() -> None:
    # Drawn from left to right: the comma, the number and the word.
    runs = [
        run("،", 5, 0, is_rtl=True),
        run("2025", 1, 5, is_rtl=False),
        run("و", 0, 25, is_rtl=True),
    ]
    assert shown(chunks_of(runs, is_rtl=True)) == ["<و>", "<2025>", "<>،>"]


def test_a_number_in_arabic_indic_digits_is_one_glyph() -> None:
    (_, number, _) = chunks_of(
        [
            run("\u060c", 9, 0, is_rtl=True),
            run("\u0661\u0664/\u0660\u0665", 1, 5, is_rtl=False),
            run("\u0648", 0, 30, is_rtl=True),
        ],
        is_rtl=True,
    )
    assert [sign.text for sign in number] == [LRM, "\u2060\u0661\u0664/\u0660\u0665", RLM]
    assert [glyph.pen for glyph in number[1].glyphs] == [5, 10, 15, 20, 25]
    assert number[1].advance == 25
    # A sign from another font cannot be part of it.
    runs = [run("\u0661\u0664", 0, 0, is_rtl=False), run("/", 2, 10, is_rtl=False)]
    (apart,) = chunks_of(runs, is_rtl=True)
    assert [len(sign.glyphs) for sign in apart] == [0, 2, 1, 0]
    # Persian digits are to all readers as European ones.
    (persian,) = chunks_of([run("\u06f1\u06f2", 0, 0, is_rtl=False)], is_rtl=True)
    assert len(persian) == 4


def test_a_bracket_stands_by_itself_beside_a_mark_against_mirroring() -> None:
    runs = [run("في (بئر)", 0, 0, is_rtl=True)]
    assert shown(chunks_of(runs, is_rtl=True)) == ["<> يف>", "<>(<>", "<رئب>", "<>)<>"]


def test_a_line_that_ends_in_a_space_has_it_at_its_left() -> None:
    (chunk,) = chunks_of([run("ماء", 0, 0, is_rtl=True)], is_rtl=True, space=0.0)
    assert shown([chunk]) == ["<> ءام>"]


def test_a_word_in_a_line_of_the_other_direction_is_closed_at_its_right_end() -> None:
    chunks = chunks_of([run("ماء", 0, 20, is_rtl=True)], is_rtl=False)
    assert shown([*chunks, closing(chunks)]) == ["ءام>", "<"]
    assert closing(chunks)[0].pen == 35


def test_signs_without_a_width_stand_one_after_another_before_the_next_letter() -> None:
    base = Glyph(1, 0, 10.0, 5.0, 10.0, 0.0)
    mark = Glyph(2, 0, 10.0, 0.0, 11.0, 3.0)
    chunk = [
        Sign(LRM, FONT, 10.0, 10.0, units=20),
        Sign("\u064e", FONT, 10.0, 10.0, 0.0, (mark,)),
        Sign("ك", FONT, 10.0, 10.0, 5.0, (base,)),
        Sign(RLM, FONT, 10.0, 15.0, units=2),
    ]
    (piece,) = pieces_of(chunk)
    pen, starts = piece.start, []
    for placed in piece.placed:
        pen += placed.move * piece.size / 1000
        starts.append(round(pen, 3))
        pen += placed.form.advance * piece.size / 1000
    assert starts == [9.98, 9.99, 10.0, 14.97]
    # The mark is drawn where it was, whatever the pen.
    assert piece.placed[1].form.pieces == ((2, 101, 300),)


def test_a_letter_without_ink_at_the_end_stands_behind_what_is_drawn() -> None:
    # The vowel of a Devanagari word is drawn at its beginning and read at its end.
    drawn = Glyph(1, 0, 10.0, 5.0, 10.0, 0.0)
    word = Sign("\u0937", FONT, 10.0, 10.0, 5.0, (drawn,))
    assert pens_of([word, Sign("\u093f", FONT, 10.0, 10.0, units=1)]) == [10.0, 14.97]


def test_a_mark_that_its_letter_draws_is_wide_enough_to_be_kept() -> None:
    base = Glyph(1, 0, 10.0, 5.0, 10.0, 0.0)
    run = Run(FONT, 10.0, is_rtl=True, start=0, glyphs=(base,), texts={0: "\u05d5\u05bc"})
    (letter, mark) = chunks_of([run], is_rtl=True)
    assert shown([letter, mark]) == ["<\u05d5><", "\u05bc>"]
    first, last = pens_of(mark)
    assert last - first > 0.02
