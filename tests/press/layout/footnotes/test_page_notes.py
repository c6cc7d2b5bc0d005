"""Footnotes that are numbered on each page anew: calls, notes, tags and links."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2
import pytest
from part_jobs import SENTENCE, part_job, printed, screen
from pdf_reader import read_tagged
from read_words import CONTROLS

from pipeline.cache import NoCache
from pipeline.press.engine.engine import Engine
from pipeline.press.layout.pagination import lay_out_alone
from pipeline.press.parts.part_store import PartStore
from pipeline.press.parts.parts import BACK, PartPages

pytestmark = pytest.mark.slow

PLAIN = "p { text-align: left; hyphens: manual; orphans: 1; widows: 1 } "
Numbers = list[tuple[int, str]]
"""Numbers, each with the letter of its note."""


def note(name: str, more: str = "") -> str:
    return f'{name}<span class="footnote" id="{name}" {BACK}="77: back">of {name}.{more}</span>'


def laid_out(engine: Engine, body: str, css: str, *, by_page: bool = True) -> PartPages:
    job = replace(part_job(body, css), notes_by_page=by_page)
    return lay_out_alone(job, engine, PartStore(NoCache()))


def read(content: bytes) -> tuple[Sequence[Numbers], Sequence[Numbers]]:
    """The calls and the notes of each page: the number, and the letter of the note."""
    texts = [
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(content))
    ]
    calls = [
        [(int(n), a) for a, n in re.findall(r"\b([a-z])\s*(\d+)(?!\d*\.)", text)] for text in texts
    ]
    notes = [[(int(n), a) for n, a in re.findall(r"(\d+)\. of ([a-z])\.", text)] for text in texts]
    return calls, notes


def test_each_page_counts_its_own_in_both_pdfs_and_in_the_tags(engine: Engine) -> None:
    lines = [note(one) for one in "abc"] + [SENTENCE * 10] + [note(one) for one in "defg"]
    body = "".join(f"<p>{line}</p>" for line in lines)
    part = laid_out(engine, body, PLAIN)
    first, second = [(1, "a"), (2, "b"), (3, "c")], [(1, "d"), (2, "e"), (3, "f"), (4, "g")]
    assert part.page_count == 2
    for content in (screen(part), printed(part)):
        assert read(content) == ([first, second], [first, second])

    reading = read_tagged(screen(part))
    assert [one.text[:2] for one in reading.root.all("Note")] == [
        "1.",
        "2.",
        "3.",
        "1.",
        "2.",
        "3.",
        "4.",
    ]
    assert [one.text for one in reading.root.all("Reference")] == [*"123", *"1234"]
    links = [one for page in reading.pdf.pages for one in page.get("/Annots", [])]
    ways = {str(link.Dest): str(link.Contents) for link in links}
    assert ways["d"] == "of d."
    assert [ways[f"{name}-call"] for name in "abcdefg"] == [
        f"{number}: back" for number in (1, 2, 3, 1, 2, 3, 4)
    ]

    through = laid_out(engine, body, PLAIN, by_page=False)
    assert [n for page in read(screen(through))[0] for n, _ in page] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("direction", "sign"), [("ltr", ""), ("ltr", "."), ("ltr", ". "), ("rtl", ""), ("rtl", ".")]
)
def test_a_number_and_its_note_are_one_space_apart(
    engine: Engine, direction: str, sign: str
) -> None:
    css = f""".footnote {{ direction: {direction} }} p {{ text-align: left; hyphens: manual }}
        ::footnote-marker {{ content: counter(footnote) "{sign}"; margin-inline-end: 4pt }}"""
    body = f'<p dir="{direction}">{note("a")}</p>'
    reading = read_tagged(screen(laid_out(engine, body, css)))
    (label,) = reading.root.all("Lbl")
    assert label.text.translate(CONTROLS) in (f"1{sign.strip()} ", f"{sign.strip()}1 ")
    (page,) = pypdfium2.PdfDocument(io.BytesIO(screen(laid_out(engine, body, css))))
    text = page.get_textpage().get_text_range().translate(CONTROLS)
    assert re.search(rf"1{re.escape(sign.strip())} (?! )(?:of a|a of)", text)


def test_a_page_with_a_note_of_the_page_before_goes_on_counting(engine: Engine) -> None:
    lines = [note("a"), SENTENCE * 6, note("b", SENTENCE * 2), SENTENCE * 2, note("c")]
    lines += [SENTENCE * 8, note("d"), note("e")]
    part = laid_out(engine, "".join(f"<p>{line}</p>" for line in lines), PLAIN)
    calls, notes = read(screen(part))
    assert calls == [[(1, "a"), (2, "b")], [(3, "c")], [(1, "d"), (2, "e")]]
    assert notes == [[(1, "a")], [(2, "b"), (3, "c")], [(1, "d"), (2, "e")]]


def test_a_note_that_its_own_number_moves_to_and_fro_has_one_of_its_page(engine: Engine) -> None:
    """With one digit it fits on the page where it is the tenth, with two it goes to the next."""
    lines = [*map(note, "abcdefghi"), "x"]
    body = "".join(f"<p>{line}</p>" for line in lines)
    body += f'<p class="narrow">kl {note("k")}</p><p>{note("l")} {note("m")}</p>'
    css = f"""{PLAIN} .footnote {{ footnote-policy: line }} .narrow {{ width: 33pt }}
        p, .footnote, ::footnote-call {{ font: 10pt/15pt "Note Mono" }}
        ::footnote-call {{ vertical-align: baseline }}"""
    part = laid_out(engine, body, css)
    calls, notes = read(screen(part))
    assert calls == notes
    assert [[number for number, _ in page] for page in calls] == [[*range(1, 11)], [1, 2]]
    assert read_tagged(screen(part)).root.all("Note")[9].text.split()[0] == "10."
    assert laid_out(engine, body, css) == part
