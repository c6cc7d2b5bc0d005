"""Manuscripts that are damaged, hostile or of another kind: told in our words, or imported."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from pipeline.errors import SourceError
from pipeline.findings import Finding
from pipeline.importing import import_manuscript
from pipeline.importing.reading.word_archive import unpack
from pipeline.load import load_files
from pipeline.reviewing.word.word_reader import read_word_copy

OURS = {
    "it is truncated or damaged",
    "it is a different type of file, despite its extension",
    "it is in the format used before 2007",
    "it is protected with a password",
    "it does not contain word/document.xml",
    "its parts are compressed in an unusual way",
    "it unpacks to more than 200 MB",
}


def word_file(text: str = "The limes were cut every winter.") -> bytes:
    document = docx.Document()
    document.add_paragraph("Trees on the quay", style="Title")
    document.add_heading("The limes", 1)
    document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


WORD = word_file()


def packed(method: int) -> bytes:
    """The Word file with its parts compressed in another way."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORD)) as old, zipfile.ZipFile(buffer, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return buffer.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    """The Word file with other bytes in one part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORD)) as old, zipfile.ZipFile(buffer, "w", 8) as new:
        for entry in old.namelist():
            new.writestr(entry, data if entry == name else old.read(entry))
    return buffer.getvalue()


def with_method(number: int) -> bytes:
    """The Word file that claims another kind of compression in its directory (APPNOTE 4.4.5)."""
    at = WORD.index(b"PK\x01\x02") + 10
    return WORD[:at] + number.to_bytes(2, "little") + WORD[at + 2 :]


def encrypted() -> bytes:
    """The Word file with the bit of an encrypted part set (APPNOTE 4.4.4)."""
    at = WORD.index(b"PK\x01\x02") + 8
    return WORD[:at] + bytes([WORD[at] | 1]) + WORD[at + 1 :]


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)


def refusal(read: Callable[[], object]) -> str:
    """What is said of a file that is refused."""
    with pytest.raises(SourceError) as raised:
        read()
    (finding,) = raised.value.findings
    assert (finding.code, finding.place.path) == ("N160", "quay.docx")
    assert finding.hint
    return finding.message.removeprefix("not a Word file: ")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is a different type of file, despite its extension"),
        (b"%PDF-1.7", "it is a different type of file, despite its extension"),
        (WORD[: len(WORD) // 2], "it is truncated or damaged"),
        (COMPOUND, "it is in the format used before 2007"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "it is protected with a password"),
        (encrypted(), "it is protected with a password"),
        (packed(zipfile.ZIP_BZIP2), "its parts are compressed in an unusual way"),
        (packed(zipfile.ZIP_LZMA), "its parts are compressed in an unusual way"),
        (with_method(9), "its parts are compressed in an unusual way"),
        (with_method(93), "its parts are compressed in an unusual way"),
        (with_part("word/document.xml", b"<a>"), "its XML is broken at line 1, column 4"),
        (with_part("word/document.xml", b""), "its XML is broken"),
    ],
)
def test_what_is_no_word_file(content: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "quay.docx"
    path.write_bytes(content)

    assert refusal(lambda: import_manuscript(path, "quay")).startswith(why)
    assert refusal(lambda: read_word_copy(content, "quay.docx")).startswith(why)


@pytest.mark.parametrize(
    ("repeated", "times", "why"),
    [
        (b"\0", 201_000_000, "it unpacks to more than 200 MB"),
        (b"<b/>", 3_000_000, "it is longer than any text that can be imported"),
    ],
)
@pytest.mark.slow
def test_what_is_too_long(repeated: bytes, times: int, why: str, tmp_path: Path) -> None:
    content = with_part("word/document.xml", b"<a>" + repeated * times + b"</a>")
    test_what_is_no_word_file(content, why, tmp_path)


def test_a_word_of_megabytes(tmp_path: Path) -> None:
    path, content = tmp_path / "quay.docx", word_file("gate" * 250_000)
    path.write_bytes(content)
    why = "one of its words has 1,000,000 characters"

    assert refusal(lambda: import_manuscript(path, "quay")) == why
    assert refusal(lambda: read_word_copy(content, "quay.docx")) == why


def test_any_bytes_changed_are_told_in_our_words() -> None:
    dice = random.Random(7)
    for _ in range(300):
        changed = bytearray(WORD)
        for _ in range(dice.choice([1, 4, 40])):
            changed[dice.randrange(len(changed))] = dice.randrange(256)
        try:
            unpack(bytes(changed), "quay.docx")
        except SourceError as error:
            (finding,) = error.findings
            assert finding.message.removeprefix("not a Word file: ") in OURS


@pytest.mark.parametrize("name", ["quay.md", "quay.txt"])
def test_a_footnote_that_calls_itself(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("Limes.[^a]\n\n[^a]: See [^b]\n\n[^b]: and [^A] again.\n", "utf-8")

    with pytest.raises(SourceError) as raised:
        import_manuscript(path, "quay")

    (finding,) = raised.value.findings
    assert (finding.code, finding.place.line, finding.place.column) == ("N123", 5, 11)


def test_footnotes_that_call_others_are_imported(tmp_path: Path) -> None:
    path = tmp_path / "quay.md"
    path.write_text("# Limes\n\nCut.[^a]\n\n[^a]: See [^b]\n\n[^b]: once.\n", "utf-8")

    assert import_manuscript(path, "quay").files


HOSTILE = "A\x01\x0b\x0c\x1f\x7f\x85\u2029\ufdd0\ufffe\uffff\U0001fffe\ufeff\u202ez"
LINK = f"[cut{HOSTILE}](https://quay.example/{HOSTILE})"
BODIES = {
    "quay.md": f"# Li{HOSTILE}mes\n\nThey were {LINK} down.\n",
    "quay.txt": f"Trees\n\nLi{HOSTILE}mes\n\nThey were cut{HOSTILE} down in every winter.\n",
    "quay.html": f"<title>T{HOSTILE}</title><h1>Limes</h1><p>Cut&#xFFFE; d{HOSTILE}own.</p>",
}


def codes_of(path: Path) -> set[str]:
    """The codes of what is wrong with the note that a manuscript becomes."""
    imported = import_manuscript(path, "quay", "en")
    try:
        load_files("quay", imported.files)
    except SourceError as error:
        return {finding.code for finding in error.findings if isinstance(finding, Finding)}
    return set()


@pytest.mark.parametrize("name", sorted(BODIES))
def test_characters_no_note_may_hold_are_not_brought_in(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(BODIES[name], "utf-8")

    assert not codes_of(path) & {"N152", "N153", "N202"}


def test_nor_from_word(tmp_path: Path) -> None:
    path = tmp_path / "quay.docx"
    path.write_bytes(word_file("They were\u2029 cut\U0001fffe down\ufdd0 in\x85 winter.\ufeff"))

    assert not codes_of(path) & {"N152", "N153", "N202"}
