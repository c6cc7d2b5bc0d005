"""Word files made small: one with some of everything, and that of the minimal note for review."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from random import Random

from fuzz.kinds.samples import FILES, MINIMAL
from fuzz.kinds.stylesheets import built_in
from fuzz.mutation import TextMutator, altered_bytes
from fuzz.xml_mutation import TreeMutator
from pipeline.load import load_note
from pipeline.note import Note
from pipeline.press.word.word_document import write_word_file
from pipeline.reviewing.word.stand_in import stand_ins


@cache
def small_file() -> Mapping[str, bytes]:
    """The parts of a small Word file with some of everything."""
    folder = FILES / "word"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.*"))
        if path.is_file()
    }


@cache
def minimal_note() -> Note:
    """The minimal note."""
    return load_note(MINIMAL)


@cache
def exported() -> Mapping[str, bytes]:
    """The parts of the Word file of the minimal note."""
    note = minimal_note()
    content = write_word_file(note, built_in(), stand_ins(note))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Mapping[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """Parts as a Word file."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", method, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return output.getvalue()


_VALUES = (
    *(
        "0",
        "1",
        "2",
        "9",
        "100",
        "-1",
        "",
        "true",
        "off",
        "rId1",
        "rId2",
        "rId99",
        "mill",
        "_GoBack",
    ),
    *(
        "Heading1",
        "Heading9",
        "Title",
        "KeyMessage",
        "PullQuote",
        "superscript",
        "restart",
        "decimal",
    ),
    *(
        "bullet",
        "%1.%2",
        "zh-CN",
        "fr-FR",
        "x" * 300,
        "http://[",
        "javascript:x",
        "../../x",
        "begin",
    ),
    *(
        "A. " * 30,
        "Water is shared. ",
        "« »",
        "“",
        "\ue000x\ue001",
        "\ue002",
        "F0FC",
        "HYPERLINK \\l",
    ),
)
_TOKENS = (
    *(
        "<w:p>",
        "</w:p>",
        "<w:p/>",
        "<w:r>",
        "</w:r>",
        "<w:t>",
        "</w:t>",
        "<w:t/>",
        "<w:tbl>",
        "<w:tc>",
    ),
    *(
        "<w:bookmarkStart w:name='a'/>",
        "<w:footnoteReference w:id='2'/>",
        "<w:txbxContent>",
        "&#x1;",
    ),
    *(
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "&b;",
        "<w:del/>",
        "<w:ins/>",
        "<w:pPr>",
        "w:val=''",
        "<?x?>",
    ),
    *("<!-- -->", "<![CDATA[", "]]>", "xmlns:w='x'", "<w:commentRangeStart w:id='0'/>", "<w:sdt>"),
)
_ZIP_TOKENS = (
    *(
        b"PK\1\2",
        b"PK\3\4",
        b"PK\5\6",
        b"word/document.xml",
        b"../x",
        b"\0\0\0\0",
        b"\xff\xff\xff\xff",
    ),
    *(b"\x08\0", b"\x0c\0", b"\x0e\0", b"\x09\0", b"\x01\0", b"\x63\0"),
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


def altered(parts: Mapping[str, bytes], texts: Sequence[str], dice: Random) -> bytes:
    """A Word file of which one of the ``texts`` parts was altered, or its archive."""
    chance = dice.random()
    if chance < 0.15:
        # One part is enough to be damaged, and packs in no time.
        few = {name: parts[name] for name in {*texts[:1], "word/document.xml"}}
        return altered_bytes(
            pack(dict(sorted(few.items())), dice.choice(_METHODS)), dice, _ZIP_TOKENS
        )
    name = dice.choice(texts)
    if chance < 0.8:
        content = TreeMutator((parts[name],), _VALUES).content(dice)
    else:
        text = parts[name].decode()
        content = TextMutator((text,), _TOKENS, longest=len(text)).content(dice)
    changed = {**parts, name: content}
    if chance > 0.97:
        del changed[dice.choice(sorted(parts))]
    return pack(changed)
