"""PDFs to extract a source from: the file altered, or the archive in it, or names in that."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from random import Random

import pikepdf

from fuzz.kinds.samples import minimal
from fuzz.mutation import altered_bytes
from fuzz.trial import Files, Kind
from pipeline.findings import Finding
from pipeline.press.pdf.attaching.attached_source import read_attached_source
from pipeline.press.pdf.attaching.attachment import as_attachment, attach_source, zip_source

_DATE = dt.date(2024, 5, 17)
_PDF_TOKENS = (
    *(b"/EmbeddedFiles", b"/Names", b"/EF", b"/F ", b"<<", b">>", b"[", b"]", b"null ", b"-1 "),
    *(b"999999999999 ", b" 0 R ", b"stream\n", b"endstream", b"endobj", b"/Length 9999999999 "),
    *(b"/Filter /FlateDecode ", b"/Filter [/ASCIIHexDecode /LZWDecode] ", b"/Kids ", b"startxref"),
    *(
        b"/DecodeParms << >> ",
        b"/Encrypt << >> ",
        b"(source.zip)",
        b"/Root 1 0 R ",
        b"%%EOF",
        b"xref",
    ),
)
_ZIP_TOKENS = (
    *(b"PK\1\2", b"PK\3\4", b"PK\5\6", b"PK\6\6", b"../x", b"/etc/x", b".git/", b"note.yaml"),
    *(b"\x00\x00\x00\x00", b"\xff\xff\xff\xff", b"\x08\x00", b"\x09\x00", b"\x0c\x00", b"\x0e\x00"),
)
_ODD_NAMES = (
    "../../x",
    "/x",
    "a/b/c",
    "",
    ".git",
    "text/" + "x" * 300,
    "a\n",
    "NUL",
    "text/é.md",
    "x" * 199,
)


@cache
def _archive() -> bytes:
    return zip_source(minimal(), _DATE, "minimal")


def _pdf(archive: bytes) -> bytes:
    output = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        attach_source(document, as_attachment(archive), "The source", _DATE)
        document.save(output, static_id=True, qdf=True)
    return output.getvalue()


@cache
def whole() -> bytes:
    """A sound PDF that carries the source of the minimal note."""
    return _pdf(_archive())


def make(dice: Random) -> Files:
    """A PDF that carries a source, altered."""
    match dice.randrange(3):
        case 0:
            content = altered_bytes(whole(), dice, _PDF_TOKENS)
        case 1:
            content = _pdf(altered_bytes(_archive(), dice, _ZIP_TOKENS))
        case _:
            name = dice.choice(_ODD_NAMES)
            slug = dice.choice(("minimal", "../x", "\xff", "A b", ""))
            content = _pdf(zip_source({**minimal(), name: b"x"}, _DATE, slug))
    return {"note.pdf": content}


def run(files: Files, folder: Path) -> Iterable[Finding]:
    """Take the source out."""
    source = read_attached_source(files["note.pdf"], "note.pdf")
    assert all(".." not in path and not path.startswith("/") for path in source.files)
    return ()


KIND = Kind("pdf", make, run, short=150, share=1.5)
