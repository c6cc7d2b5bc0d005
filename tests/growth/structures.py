"""Work on things that are many: makers of ``n`` of them, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, Final

from lxml import etree

from pipeline import bidi
from pipeline.comparing.alignment import matching_blocks
from pipeline.comparing.elements import Element
from pipeline.comparing.matching import match_elements
from pipeline.comparing.rising import longest_rise
from pipeline.findings import Place
from pipeline.importing.accounting.account import take_account
from pipeline.importing.accounting.alignment import align
from pipeline.importing.accounting.claims import read_claims
from pipeline.importing.accounting.manuscript_words import read_markdown
from pipeline.importing.completing import locate_blanks
from pipeline.importing.ledger import Ledger, ToComplete
from pipeline.importing.placing.names import Names
from pipeline.importing.placing.outline import Placed
from pipeline.importing.placing.rejoining import rejoin
from pipeline.importing.placing.repeats import mark_repeats
from pipeline.importing.reading.pieces import Piece
from pipeline.importing.reading.runs import Comment, Lift, Note, Run, merge
from pipeline.importing.reading.word_archive import lift_text_boxes, parse, words_of_part
from pipeline.importing.remarks import read_remarks
from pipeline.importing.source_lines import SourceLines
from pipeline.importing.writing.markdown_inlines import write_inlines
from pipeline.load.ids import Ids
from pipeline.load.pictures.drawing import clean_drawing
from pipeline.load.report import Report
from pipeline.press.pdf.letters import signs
from pipeline.reviewing.tokens import tokenise
from pipeline.reviewing.word.tracked import accept_changes
from pipeline.translating.files.xliff_writing import CORE
from pipeline.translating.marks.inline_marks import read_marks
from pipeline.translating.returning.bringing_in import read_returned
from pipeline.translating.standing.pairing import pair_units
from pipeline.translating.standing.state import Record
from pipeline.translating.units.note_units import units_of
from pipeline.translating.units.unit import Units

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _paragraphs(text: str, n: int) -> list[Placed]:
    return [Placed(Piece("paragraph", (Run(text),), place=at), "body", "text") for at in range(n)]


def _lifted_runs(n: int) -> list[Run]:
    note = Note(())
    return [
        Run("a", lift=Lift("key", serial=at // 9)) if at % 3 else Run(extra=note) for at in range(n)
    ]


def _word(inside: str, n: int) -> Any:
    return etree.fromstring(f"<w:body {_W}>{inside * n}</w:body>")


def _svg(inside: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{inside}</svg>'.encode()


def _take_names(n: int) -> None:
    names = Names("en")
    for _ in range(n):
        names.take("", "A River", "")


def _make_ids(n: int) -> None:
    ids = Ids(frozenset())
    for _ in range(n):
        ids.make("a", Place("a.md"))


def _shuffled(n: int) -> tuple[list[int], list[int]]:
    return list(range(n)), Random(n).sample(range(n), n)


def _different_texts(n: int) -> list[str]:
    """Texts that have a frequent word or two in common."""
    dice = Random(n)
    return [
        f"the {' '.join(str(dice.randrange(10**9)) for _ in range(8))} of its" for _ in range(n)
    ]


def _reworded(n: int) -> tuple[list[Element], list[Element]]:
    """Two notes of ``n`` paragraphs that have their frequent words alone in common."""
    texts = _different_texts(2 * n)
    elements = [Element("paragraph", str(at), "a", "", text) for at, text in enumerate(texts)]
    return elements[:n], elements[n:]


def _commented(n: int) -> tuple[list[Piece], dict[str, bytes]]:
    """Paragraphs with a comment each, and the source that was made of them."""
    texts = _different_texts(n)
    comment = Run(extra=Comment("0", "A. Reader", "why?"))
    pieces = [Piece("paragraph", (comment, Run(text))) for text in texts]
    return pieces, {"text/1-a.md": "\n\n".join(texts).encode()}


def _accounted(n: int) -> str:
    """A manuscript of many small paragraphs, each with a list, a table, a link and a formula."""
    return "".join(
        f"Part {at} of the text.\n\n1. one {at}\n\n| a | {at} |\n|---|---|\n| c | d |\n\n"
        f"[{at}](https://a.example/{at}) $x_{at}$[^{at}]\n\n[^{at}]: Note {at}.\n\n"
        for at in range(n // 16)
    )


def _people(n: int) -> bytes:
    return "".join(f"- name: Part {at} of the text\n" for at in range(n // 16)).encode()


def _left_out(n: int) -> tuple[str, dict[str, bytes], Ledger]:
    ledger = Ledger()
    for at, line in enumerate(_accounted(n).split("\n")):
        ledger.leave_out(at, line, "a reason")
    return _accounted(n), {}, ledger


def _moved(n: int, ledger: Ledger | None = None) -> tuple[str, dict[str, bytes], Ledger]:
    """A manuscript and its paragraphs in another order, each said to be moved if asked to."""
    paragraphs = [f"Part {at} is here, {at} and {at + 1}." for at in range(n // 16)]
    mixed = Random(n).sample(paragraphs, len(paragraphs))
    for at, text in enumerate(paragraphs if ledger is not None else ()):
        ledger.move(at, text, "elsewhere")  # type: ignore[union-attr]
    source = {"text/1-a.md": "\n\n".join(mixed).encode()}
    return "\n\n".join(paragraphs), source, ledger or Ledger()


def _take_account(given: tuple[str, dict[str, bytes], Ledger]) -> None:
    text, files, ledger = given
    take_account(read_markdown(text), files, read_claims(ledger, ()))


def _blanks(n: int) -> tuple[list[ToComplete], dict[str, bytes], SourceLines]:
    lines = [f'## Heading {at} {{#h{at} short="H {at}"}}' for at in range(n // 16)]
    files = {"text/1-a.md": "\n\n".join(lines).encode()}
    blanks = [ToComplete("text/1-a.md: short", f"H {at}", "why") for at in range(len(lines))]
    return blanks, files, SourceLines(files)


def _lose_marks(n: int) -> None:
    ledger = Ledger()
    for _ in range(n):
        ledger.lose_mark("highlight was dropped", "word")
    ledger.changes()


def _po(n: int) -> bytes:
    """A message in many strings."""
    header = r'"Project-Id-Version: wells\nX-Source-Language: en\nLanguage: fr\n"'
    strings = f'"{"a" * 40}"\n' * n
    return f'msgid ""\nmsgstr {header}\n\nmsgctxt "a"\nmsgid "b"\nmsgstr ""\n{strings}'.encode()


def _xliff(n: int) -> bytes:
    """A unit of many segments."""
    segments = "<segment><source>a</source><target>b</target></segment>" * n
    return (
        f'<xliff xmlns="{CORE}" version="2.1" srcLang="en" trgLang="fr">'
        f'<file original="wells/text/1.md"><unit name="a">{segments}</unit></file></xliff>'
    ).encode()


def _recorded(n: int) -> tuple[Units, Units, list[Record]]:
    """A note, and far more records than it has paragraphs."""
    text = "\n\n".join(f"the water of the river and the law {at}" for at in range(100))
    units = units_of({"text/1-a.md": text.encode()})
    records = [
        Record(f"a/{at}", f"the water of a river and a law {-at}", "0" * 16) for at in range(n)
    ]
    return units, units_of({}), records


def _marked(n: int) -> signs.Run:
    """A letter with marks."""
    glyphs = tuple(signs.Glyph(at, 0, 0.0, 0.0 if at else 5.0, 0.0, 0.0) for at in range(n // 16))
    return signs.Run(
        None, 10.0, is_rtl=False, start=0, glyphs=glyphs, texts={0: "\u0643" + "\u064e" * (n // 16)}
    )


def _pieces(given: str) -> None:
    bidi.pieces.__wrapped__(given, "rtl")


STRUCTURES: Final[dict[str, tuple[Callable[[int], Any], Callable[[Any], object]]]] = {
    "rejoin: broken paragraphs": (
        lambda n: _paragraphs("and goes on", n),
        lambda given: rejoin(given, Ledger()),
    ),
    "mark_repeats: quotes": (
        lambda n: _paragraphs("A short quote that repeats nothing at all.", n),
        lambda given: mark_repeats(given, Ledger()),
    ),
    "merge: runs normalised": (lambda n: [Run("ab")] * n, merge),
    "write_inlines: notes in lifts": (
        _lifted_runs,
        lambda given: write_inlines(given, "en", lambda _: ""),
    ),
    "tokenise: runs": (lambda n: (Run("a "),) * n, tokenise),
    "names: one heading": (lambda n: n, _take_names),
    "ids: one beginning": (lambda n: n, _make_ids),
    "words_of_part: paragraphs": (lambda n: _word("<w:p/>", n), words_of_part),
    "words_of_part: runs": (
        lambda n: _word("<w:r><w:t>a</w:t></w:r>", n),
        words_of_part,
    ),
    "lift_text_boxes: boxes in a paragraph": (
        lambda n: _word("<w:p><w:r><w:txbxContent><w:p/></w:txbxContent></w:r></w:p>", n),
        lift_text_boxes,
    ),
    "accept_changes: insertions": (
        lambda n: _word("<w:p><w:ins><w:r><w:t>a</w:t></w:r></w:ins></w:p>", n),
        accept_changes,
    ),
    "accept_changes: joined paragraphs": (
        lambda n: _word(
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>", n
        ),
        accept_changes,
    ),
    "parse: elements": (
        lambda n: f"<w:body {_W}>{'<w:p/>' * n}</w:body>".encode(),
        lambda given: parse(given, "a.docx"),
    ),
    "drawing: elements": (
        lambda n: _svg("<rect width='1' height='1'/>" * n),
        lambda given: clean_drawing("a.svg", given, Report()),
    ),
    "drawing: refused elements": (
        lambda n: _svg("<script/>" * n),
        lambda given: clean_drawing("a.svg", given, Report()),
    ),
    "drawing: style in pieces": (
        lambda n: _svg(f"<style>{'a &amp;' * n}</style>"),
        lambda given: clean_drawing("a.svg", given, Report()),
    ),
    "match_elements: nothing alike": (_reworded, lambda given: match_elements(*given)),
    "read_remarks: comments": (
        _commented,
        lambda given: read_remarks(given[0], SourceLines(given[1])),
    ),
    "align: words that are everywhere": (
        lambda n: (Random(1).choices("abc", k=n), Random(2).choices("abc", k=n)),
        lambda given: align(*given),
    ),
    "align: shuffled": (
        lambda n: tuple([str(one) for one in row] for row in _shuffled(n)),
        lambda given: align(*given),
    ),
    "take_account: all lost": (lambda n: (_accounted(n), {}, Ledger()), _take_account),
    "take_account: all left out": (_left_out, _take_account),
    "take_account: all moved": (_moved, _take_account),
    "take_account: all said to be moved": (
        lambda n: (*_moved(n)[:2], _moved(n, Ledger())[2]),
        _take_account,
    ),
    "take_account: values": (
        lambda n: (_accounted(n), {"people.yaml": _people(n)}, Ledger()),
        _take_account,
    ),
    "locate_blanks: headings": (_blanks, lambda given: locate_blanks(*given)),
    "lose_mark: words": (lambda n: n, _lose_marks),
    "longest_rise: shuffled": (lambda n: _shuffled(n)[1], longest_rise),
    "matching_blocks: one word": (
        lambda n: (["a"] * n, ["b", *["a"] * n]),
        lambda given: matching_blocks(*given),
    ),
    "matching_blocks: shuffled": (_shuffled, lambda given: matching_blocks(*given)),
    "read_returned: strings of PO": (_po, lambda given: read_returned(given, "a.po")),
    "read_returned: segments of XLIFF": (_xliff, lambda given: read_returned(given, "a.xlf")),
    "pair_units: records": (_recorded, lambda given: pair_units(*given)),
    "read_marks: brackets in brackets": (
        lambda n: "[" * n + "a" + "]{.x}" * n,
        read_marks,
    ),
    "read_marks: spaces": (lambda n: f"a{' ' * n}b", read_marks),
    "bidi: short runs": (lambda n: "א، a" * n, _pieces),
    "bidi: open brackets": (lambda n: "א " + "a (" * n, _pieces),
    "bidi: initials": (lambda n: f"א a{'.a' * n}a.", _pieces),
    "bidi: numbers with hyphens": (lambda n: f"א {'1-' * n}", _pieces),
    "signs_of: marks on a letter": (_marked, signs.signs_of),
    "bidi: signs": (lambda n: f"א{'@' * n}.a", _pieces),
}
"""What is made and what is done with it, by name."""
