"""The bytes of a text in Markdown, or a plain one -> pandoc's tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.dialects import read_dialects
from pipeline.importing.dialects.callouts import settle_callouts
from pipeline.importing.markup.encodings import decode
from pipeline.importing.markup.markdown_readers import PLAIN, reader_of
from pipeline.importing.markup.raw_html import read_raw_html
from pipeline.importing.markup.raw_notes import call_raw_notes
from pipeline.importing.markup.raw_tex import take_out_tex
from pipeline.importing.markup.yaml_head import as_typed, split_head
from pipeline.importing.opening.typed_lines import lay_out_lines
from pipeline.importing.reading.cited.in_markdown import mark_citations
from pipeline.importing.reading.formulas import escape_dollars
from pipeline.importing.reading.parsing import check_footnotes, parse
from pipeline.importing.reading.plain_text import keep_definitions, prepare

if TYPE_CHECKING:
    from pipeline.importing.ledger import Ledger

MARKDOWN: Final = frozenset({".markdown", ".md", ".mdown", ".mkd", ".qmd", ".rmd"})
"""Endings of the names of Markdown files."""
PLAIN_TEXTS: Final = frozenset({".text", ".txt"})
"""Endings of the names of plain texts."""

_UNSURE: Final = 0.3
_AROUND: Final = 30


def read_text(content: bytes, ledger: Ledger) -> str:
    """The text of a file; an encoding that was guessed is entered in the ledger."""
    found = decode(content)
    if found.confidence < 1.0:
        why = "guessed from its letters: the file does not name its encoding"
        ledger.recognise("encoding", found.encoding, 0, found.confidence, why)
    if found.confidence < _UNSURE:
        why = f"whether these letters are right: the file was read as {found.encoding}"
        ledger.complete("encoding", _sample(found.text), why)
    if found.mended:
        how = "bytes that are no UTF-8 were read as Windows-1252"
        ledger.change(0, f"{found.mended} bytes", how)
    if lost := found.text.count("\ufffd"):
        why = f"{lost} characters of the manuscript cannot be read: find out what they were"
        ledger.complete("text", _sample(found.text, "\ufffd"), why)
    return found.text


def _sample(text: str, wanted: str = "") -> str:
    """A few words around the first character that is not ASCII."""
    places = (at for at, one in enumerate(text) if one == wanted or (not wanted and one > "\x7f"))
    at = next(places, 0)
    return " ".join(text[max(0, at - _AROUND) : at + _AROUND].split())


def read_text_document(name: str, ending: str, content: bytes, ledger: Ledger) -> dict[str, Any]:
    """Pandoc's tree of a text whose name has an ending.

    Raises `SourceError` for one that cannot be read.
    """
    text = read_text(content, ledger)
    reader, text = _as_markdown(name, ending, text, ledger)
    text = keep_definitions(text)
    check_footnotes(name, text)
    document = parse(name, reader, text.encode())
    call_raw_notes(document, text, lambda more: parse(name, reader, more.encode()))
    for left, why in (*take_out_tex(document), *read_raw_html(document)):
        ledger.leave_out(0, left, why)
    settle_callouts(document, ledger)
    return document


def _as_markdown(name: str, ending: str, text: str, ledger: Ledger) -> tuple[str, str]:
    """Pandoc's reader for a text, and the text made ready for it."""
    if ending not in MARKDOWN:
        return PLAIN, prepare(lay_out_lines(text, ledger))
    head, body = split_head(text)
    body = read_dialects(body, ledger)
    return reader_of(ending, body), escape_dollars(mark_citations(as_typed(name, head) + body))
