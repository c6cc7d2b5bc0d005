"""What the readers of the account find in files of each kind, place by place."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from word_parts import add_box, add_deleted, add_field, add_footnote, add_inserted, element

from pipeline.importing.accounting.contents import Contents
from pipeline.importing.accounting.manuscript_words import read_contents


def contents_of(ending: str, content: bytes) -> Contents:
    return read_contents(ending, content, bytes.decode)


def texts(contents: Contents, kind: str = "text") -> list[str]:
    return [" ".join(one.text.split()) for one in contents.passages if one.kind == kind]


def things(contents: Contents) -> list[tuple[str, str]]:
    return [(one.kind, one.key) for one in contents.things]


def saved(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def word() -> docx.document.Document:
    """A Word file with something of everything that is not plain text."""
    document = docx.Document()
    first = document.add_paragraph("They were ")
    add_deleted(first, "hardly ever")
    add_inserted(first, "always")
    first.add_run(" cut")
    add_footnote(document, first, "The bills are kept.")
    first.add_run(".")
    add_box(document.add_paragraph("Before the box."), "Once in the box.")
    style = document.styles.add_style("Secret", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    hidden = document.add_paragraph("Seen ")
    hidden.add_run("by nobody", style=style)
    hidden.add_run(" and ").font.hidden = True
    hidden.add_run("shown", style=style).font.hidden = False
    add_field(document.add_paragraph("Row "), " SEQ Row ", "seven")
    document.sections[0].header.paragraphs[0].text = "Draft"
    document.add_comment(hidden.runs[0], "Why?", author="R", initials="R")
    table = document.add_table(rows=2, cols=2)
    for place, text in enumerate("abcd"):
        table.cell(place // 2, place % 2).text = text
    document.add_table(rows=1, cols=1).cell(0, 0).text = "A frame"
    return document


def test_a_word_file(word: docx.document.Document) -> None:
    contents = contents_of(".docx", saved(word))

    shown = ["They were always cut", "The bills are kept.", ".", "Before the box."]
    shown += ["Once in the box.", "Seen shown", "Row seven", "a", "b", "c", "d", "A frame"]
    assert texts(contents) == shown
    assert texts(contents, "deleted") == ["hardly ever"]
    assert texts(contents, "hidden") == ["by nobody", "and"]
    assert texts(contents, "comment") == ["Why?"]
    assert texts(contents, "margin") == ["Draft"]
    assert things(contents) == [("footnote", ""), ("table", "")]


def test_fields_within_fields_are_not_their_instructions() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("See ")
    parts = [
        "begin", 'HYPERLINK "https://quay.example/', "begin", " PAGE ", "separate", "=7", "end",
        '"', "separate", "=the quay", "end",
    ]  # fmt: skip
    for part in parts:
        if part in {"begin", "separate", "end"}:
            inner = f'<w:fldChar w:fldCharType="{part}"/>'
        elif part.startswith("="):
            inner = f"<w:t>{part[1:]}</w:t>"
        else:
            inner = f"<w:instrText>{part}</w:instrText>"
        paragraph._p.append(element(f"<w:r>{inner}</w:r>"))
    contents = contents_of(".docx", saved(document))

    assert texts(contents) == ["See the quay"]
    assert things(contents) == [("link", "https://quay.example/")]


def test_strict_open_xml_with_another_name_of_its_main_part(word: docx.document.Document) -> None:
    plain = saved(word)
    buffer = io.BytesIO()
    strict = "http://purl.oclc.org/ooxml/"
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            for there, here in (
                (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                 f"{strict}wordprocessingml/main".encode()),
                (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                 f"{strict}officeDocument/relationships".encode()),
                (b"word/document.xml", b"word/document2.xml"),
            ):  # fmt: skip
                data = data.replace(there, here)
            new.writestr(name.replace("document.xml", "document2.xml"), data)
    assert contents_of(".docx", buffer.getvalue()) == contents_of(".docx", plain)


def test_formulas_are_things_and_no_words() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Let ")
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    paragraph._p.append(element(f'<m:oMath xmlns:m="{math}"><m:r><m:t>a+b</m:t></m:r></m:oMath>'))
    paragraph.add_run(" be.")
    assert paragraph._p.find(qn("w:r")) is not None
    contents = contents_of(".docx", saved(document))
    assert texts(contents) == ["Let be."]
    assert things(contents) == [("formula", "a+b")]


ODT = """\
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/">
<office:body><office:text>
<text:tracked-changes><text:changed-region><text:deletion><dc:creator>R</dc:creator>
<text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:h>Quay<text:s text:c="2"/>and water</text:h>
<text:p>See <text:a xlink:href="https://quay.example/">it</text:a><text:note>
<text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body>
</text:note>.<office:annotation><dc:creator>R</dc:creator><text:p>Why?</text:p></office:annotation>
</text:p>
<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>
<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>
<text:p><draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p>
</office:text></office:body></office:document-content>
"""


def test_an_opendocument_text() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("content.xml", ODT)
    contents = contents_of(".odt", buffer.getvalue())
    assert texts(contents) == ["Quay and water", "See it", "A note.", ".", "a", "b", "In a box."]
    assert texts(contents, "deleted") == ["gone"]
    assert texts(contents, "comment") == ["Why?"]
    assert things(contents) == [("link", "https://quay.example/"), ("footnote", ""), ("table", "")]


RTF = rb"""{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 Times;}{\f1\fcharset204 Times;}}
{\info{\title Not shown}}{\header Draft}
\pard The caf\'e9 \u8212? it {\v hides}{\deleted was} \f1 \'e4\'e0\f0{\super 1{\footnote A note.}} end.\par
{\field{\*\fldinst{HYPERLINK "https://quay.example/"}}{\fldrslt the quay}}\par
\trowd\cellx100\cellx200\pard\intbl a\cell b\cell\row
\pard After \{it\}.{\*\annotation Why?}\par
}"""  # noqa: E501


def test_a_rich_text_file() -> None:
    contents = contents_of(".rtf", RTF)
    shown = ["The café — it да", "1", "A note.", "end.", "the quay", "a", "b", "After {it}."]
    assert "".join(texts(contents)).replace(" ", "") == "".join(shown).replace(" ", "")
    assert texts(contents, "hidden") == ["hides"]
    assert texts(contents, "deleted") == ["was"]
    assert texts(contents, "margin") == ["Draft"]
    assert texts(contents, "comment") == ["Why?"]
    assert things(contents) == [("footnote", ""), ("link", "https://quay.example/"), ("table", "")]


def test_what_stands_for_a_character_in_rich_text_ends_with_its_group() -> None:
    content = rb"{\rtf1\ansi {\listtext\tab \u8226 \tab}First {\uc0\u8212 x} \u8217?s.\par}"
    assert texts(contents_of(".rtf", content)) == ["First —x ’s."]


def test_letters_that_count_a_list_are_numbers() -> None:
    contents = contents_of(".md", b"1. one\n\n    a. two\n    b. three\n\nA. Brook\n")
    assert texts(contents) == ["one", "two", "three", "A. Brook"]


PAGE = """\
<title>Quay</title><style>p{}</style>
<p>H<sub>2</sub>O &amp; <b>w</b>ater<sup><a href="#n">1</a></sup>.
<img src="a/gate.png" alt="A gate"></p><math><mi>x</mi></math><script>no()</script>
<table><tr><td>a<td>b</table><table><tr><td>frame</table><a href="https://quay.example/">it</a>
"""


def test_a_web_page() -> None:
    contents = contents_of(".html", PAGE.encode())
    assert texts(contents) == ["H2O & water", ".", "A gate", "a", "b", "frame", "it"]
    assert texts(contents, "properties") == ["Quay"]
    assert texts(contents, "number") == ["1"]
    assert things(contents) == [
        ("figure", "gate.png"), ("formula", "x"), ("table", ""), ("table", "frame"),
        ("link", "https://quay.example/"),
    ]  # fmt: skip


DIALECTS = """\
---
title: Quay
---

:::{table} The caption
:name: tbl-x

+-----+-----------+
| a   | b, over   |
|     +-----+-----+
|     | c   | d   |
+-----+-----+-----+
:::

```{figure} images/gate.png
:alt: A gate

The gate.
```

(a-target)=
See {ref}`a-target`, {math}`x_1`, [the plan][p] and [[^n]]. ![[weir.png|A weir]]

[p]:
  https://quay.example/
[^n]: A note
    goes on.

```r
code <- here
```
"""


def test_dialects_of_markdown() -> None:
    contents = contents_of(".md", DIALECTS.encode())
    shown = [
        "The caption",
        "a",
        "b, over",
        "c",
        "d",
        "A gate",
        "The gate.",
        "See",
        ", , the plan and",
    ]
    assert texts(contents)[: len(shown)] == shown
    assert "A note goes on." in texts(contents)
    assert "A weir" in texts(contents)
    assert texts(contents)[-1] == "code <- here"
    assert sorted(things(contents)) == [
        ("figure", "gate.png"), ("figure", "weir.png"), ("footnote", ""), ("formula", "x_1"),
        ("link", "https://quay.example/"), ("table", ""),
    ]  # fmt: skip
