"""Manuscripts full of other tools' marks: what is imported passes the check, as words."""

from __future__ import annotations

import json
import tomllib
import zipfile
from pathlib import Path

import pytest
from imported import Importer

from pipeline.note.walk import headings_in, plain
from pipeline.pandoc import run_pandoc

TABLES = Path(__file__).parent.parent / "load/constructs"
LOST_REFERENCE = "Error! Reference source not found."
"""What an author has to correct, because no import can."""


def passages() -> list[str]:
    """The passages of the table and ordinary sentences, paragraph by paragraph."""
    table = tomllib.loads((TABLES / "constructs.toml").read_text("utf-8"))["construct"]
    prose = tomllib.loads((TABLES / "prose.toml").read_text("utf-8"))
    texts = [row["markdown"] for row in table] + [text for one in prose.values() for text in one]
    return [
        paragraph
        for text in texts
        for paragraph in text.replace("\u00ad", "").split("\n\n")
        if LOST_REFERENCE not in paragraph
    ]


def in_word(paragraphs: list[str]) -> bytes:
    """A Word file with paragraphs of plain text; where a line ends, it is broken."""
    blocks: list[object] = [
        {"t": "Header", "c": [level, ["", [], []], [{"t": "Str", "c": words}]]}
        for level, words in ((1, "Water"), (2, "Who?"))
    ]
    for paragraph in paragraphs:
        inlines: list[object] = []
        for line in paragraph.split("\n"):
            inlines += [{"t": "LineBreak"}, {"t": "Str", "c": line}]
        blocks.append({"t": "Para", "c": inlines[1:]})
    title = {"t": "MetaInlines", "c": [{"t": "Str", "c": "Shares"}]}
    document = {"pandoc-api-version": [1, 23, 1], "meta": {"title": title}, "blocks": blocks}
    return run_pandoc(["--from=json", "--to=docx"], json.dumps(document).encode())


@pytest.mark.slow
def test_words_of_a_word_file_that_look_like_marks_pass(bring_in: Importer, tmp_path: Path) -> None:
    path = tmp_path / "marks.docx"
    path.write_bytes(in_word(passages()))

    result = bring_in(path)

    texts = (path.read_text("utf-8") for path in result.folder.glob("text/*.md"))
    assert "that \\$E=mc\\^2\\$ holds" in "\n".join(texts)


def test_bullets_that_were_typed_become_a_list(bring_in: Importer, tmp_path: Path) -> None:
    path = tmp_path / "bullets.docx"
    path.write_bytes(in_word(["These are known.", "• the old one", "• the new one"]))

    assert "- the old one\n- the new one\n" in bring_in(path).file("text/1-water.md")


def test_authors_in_the_properties_of_a_file_are_its_authors(
    bring_in: Importer, tmp_path: Path
) -> None:
    path = tmp_path / "in.md"
    path.write_text(
        "---\ntitle: Water\nauthor: [Ana Ferreira, Liu Wei]\n---\n\n# Sharing\n\n"
        "## How is it shared?\n\nThe water is shared by the hour, and nobody counts the hours.\n",
        "utf-8",
    )
    done = bring_in(path)
    assert [author.name for author in done.note.metadata.authors] == ["Ana Ferreira", "Liu Wei"]
    assert done.note.metadata.credits == ()


def test_headings_whose_words_are_reserved_get_other_ids(
    bring_in: Importer, tmp_path: Path
) -> None:
    path = tmp_path / "reserved.md"
    topics = ("UI design", "Imprint", "Page", "Page", "Page 2", "Cover", "Cover", "UI design")
    text = "".join(f"### {words}\n\nWhat was said of it.\n\n" for words in topics)
    path.write_text(f"# Shares\n\n## Who shares?\n\nAll share.\n\n{text}", "utf-8")

    result = bring_in(path)

    ids = [heading.id for heading in headings_in(result.note) if plain(heading.title) in topics]
    assert ids == [
        *("text-ui-design", "text-imprint", "page", "text-page", "text-page-2"),
        *("cover-2", "cover-3", "text-ui-design-2"),
    ]


def test_headings_of_any_kind_get_ids_and_files(bring_in: Importer, tmp_path: Path) -> None:
    path = tmp_path / "odd.md"
    odd = ("Page 2", "2024", "1", "鱼", "الماء", "x" * 300, "My heading", "My heading", "Contact 9")
    text = "".join(f"# {words}\n\nWhat was said of it, at length.\n\n" for words in odd)
    path.write_text(f"---\ntitle: Odd\n---\n\n{text}", "utf-8")

    result = bring_in(path)

    themes = result.note.themes
    assert [plain(theme.title) for theme in themes] == list(odd)
    assert len({theme.id for theme in themes}) == len(odd)
    assert all(len(theme.source) < 100 for theme in themes)


def test_what_a_file_left_behind_passes(bring_in: Importer, tmp_path: Path) -> None:
    path = tmp_path / "left.qmd"
    path.write_text(
        "---\ntitle: Gates\n---\n\n# Section 1\n\n"
        "The gates are in @fig-gates, and both are of oak.\n\n"
        '![The gates](gates.png){#fig-gates alt="Two \\"gates\\"."}\n\n'
        "2.  Close both.\n\n    a.  The upper one.\n    b.  The lower one.\n\n"
        "# Section 2\n\nNobody closes them.\n",
        "utf-8",
    )

    result = bring_in(path)

    text = next(result.folder.glob("text/1-*.md")).read_text("utf-8")
    assert "are in \\@fig-gates, and" in text
    assert "(Two “gates”.)" in text
    assert "2\\. Close both.\n\n1. The upper one.\n2. The lower one.\n" in text
    assert [plain(theme.title) for theme in result.note.themes] == ["Section 1", "Section 2"]


def test_words_of_rich_text_after_what_stands_for_a_sign(
    bring_in: Importer, tmp_path: Path
) -> None:
    path = tmp_path / "signs.rtf"
    path.write_bytes(
        rb"{\rtf1\ansi{\fonttbl{\f0 Times;}}{\pard\outlinelevel0 Gates\par}"
        rb"{\pard It\u8217?s the gate\u8212-it{\uc0\u8217 }s shut.\par}}"
    )
    assert "It’s the gate—it’s shut." in "".join(
        one.read_text("utf-8") for one in bring_in(path).folder.glob("text/*.md")
    )


def test_hidden_text_of_rich_text_is_told(bring_in: Importer, tmp_path: Path) -> None:
    path = tmp_path / "hidden.rtf"
    path.write_bytes(
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\header Caf\'e9 draft\par}"
        rb"{\pard\outlinelevel0 Gates\par}{\pard It is shut{\v  for ninety\u8217?s sake}."
        rb"{\*\atnauthor Ada Brook}\chatn{\*\annotation{\*\atndate 1}By whom?}\par}}"
    )
    result = bring_in(path)

    assert "hidden text, which is never published: for ninety’s sake" in result.left_out
    assert "comment by Ada Brook: By whom?" in result.left_out
    assert "header of the file: Café draft" in result.left_out


def test_hidden_text_of_opendocument_is_not_published(bring_in: Importer, tmp_path: Path) -> None:
    path = tmp_path / "hidden.odt"
    names = "office", "style", "text"
    spaces = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in names
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>"
        '<style:style style:name="T1" style:family="text"><style:text-properties '
        'text:display="none"/></style:style><style:style style:name="T2" style:family="text" '
        'style:parent-style-name="T1"/></office:automatic-styles><office:body><office:text>'
        '<text:h text:outline-level="1">Gates</text:h>'
        '<text:p>It costs <text:span text:style-name="T1">nine guilders</text:span>much.</text:p>'
        '<text:p>It is <text:span text:style-name="T2">of oak</text:span>shut.</text:p>'
        '<text:p>Nobody <text:hidden-text text:string-value="but one"/>knows.</text:p>'
        "</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", f"<office:document-styles {spaces}/>")

    result = bring_in(path)

    text = next(result.folder.glob("text/1-*.md")).read_text("utf-8")
    assert "It costs much.\n\nIt is shut.\n\nNobody knows." in text
    for words in ("nine guilders", "of oak", "but one"):
        assert f"hidden text, which is never published: {words}" in result.left_out


def test_a_table_that_lays_out_text_is_taken_apart(bring_in: Importer, tmp_path: Path) -> None:
    said = "The gauges of the delta are old, and nobody has read them since the flood."
    cells = ("Background", "Findings"), ("Costs", "Options")
    inside = "".join(
        "<td>" + "".join(f"<p><b>{words}</b></p><p>{said}</p>" for words in cell) + "</td>"
        for cell in cells
    )
    path = tmp_path / "columns.html"
    path.write_text(f"<h1>Gauges</h1><table><tr>{inside}</tr></table>", "utf-8")

    result = bring_in(path)

    found = [plain(heading.title) for heading in headings_in(result.note)]
    assert found == ["Background", "Findings", "Costs", "Options"]
    assert any("lays out text" in one.how for one in result.report.changed)
