"""Texts of OpenDocument and Rich Text come in with their pictures, notes and tables."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from imported import Importer, Result
from PIL import Image

from pipeline.errors import CannotRunError, SourceError
from pipeline.findings import Finding
from pipeline.importing import import_manuscript
from pipeline.pandoc import run_pandoc

TEXT = """\
# The gates

The *upper* gate is closed at dusk.[^1]

| Gate  | Width |
|-------|-------|
| upper | 3     |

- by the miller
- by his son

[^1]: By the miller himself.
"""


def text_of(result: Result) -> str:
    return "\n".join(result.file(f"text/{one.name}") for one in result.folder.glob("text/*.md"))


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def open_document() -> dict[str, bytes]:
    """The parts of an .odt file with a picture, a comment, a deletion and a header."""
    written = run_pandoc(["--from=markdown", "--to=odt"], TEXT.encode())
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(picture, "PNG")
    frame = (
        b'<text:p><draw:frame><draw:image xlink:href="Pictures/gate.png"/>'
        b"<svg:desc>A gate</svg:desc></draw:frame></text:p>"
        b"<text:table-of-content><text:index-body><text:p>The gates"
        b"<text:tab/>7</text:p></text:index-body></text:table-of-content>"
        b"<text:p>Kept.<office:annotation><dc:creator>Ada</dc:creator><text:p>Is it so?</text:p>"
        b"</office:annotation></text:p></office:text>"
    )
    parts["content.xml"] = parts["content.xml"].replace(b"</office:text>", frame)
    parts["Pictures/gate.png"] = picture.getvalue()
    return parts


@pytest.mark.slow
def test_open_document(tmp_path: Path, bring_in: Importer) -> None:
    path = tmp_path / "mill.odt"
    path.write_bytes(packed(open_document()))

    result = bring_in(path)
    text = text_of(result)

    assert "The *upper* gate is closed at dusk.[^1]" in text
    assert "[^1]: By the miller himself." in text
    assert "| upper | 3 |" in text
    assert "- by the miller" in text
    assert [one.name for one in result.folder.glob("figures/*")] == ["gate.png"]
    assert "![A gate](figures/gate.png)" in text
    assert "comment by Ada: Is it so?" in result.left_out
    assert "list that is generated: The gates 7" in result.left_out


@pytest.mark.slow
def test_rich_text(tmp_path: Path, bring_in: Importer) -> None:
    Image.new("RGB", (40, 30), "navy").save(tmp_path / "gate.png")
    data = (tmp_path / "gate.png").read_bytes().hex()
    properties = r"{\*\picprop{\sp{\sn wzDescription}{\sv A gate in a wall}}}"
    picture = rf"{{\*\shppict{{\pict{properties}\pngblip\picw40\pich30 {data}}}}}"
    again = rf"{{\nonshppict{{\pict\pngblip {data}}}}}"
    heading = r"\pard\s1\outlinelevel0{\listtext\pard\plain\tab}\ls1 {The gates}\par"
    path = tmp_path / "mill.rtf"
    path.write_text(
        r"{\rtf1\ansi\ansicpg1252\deflang1031 " + heading
        + r"\pard The {\i upper} gate is closed at dusk, caf\'e9.{\footnote By the miller.}\par "
        + picture + again + r"\par Last words.\par}",
        "ascii",
    )  # fmt: skip

    result = bring_in(path)
    text = text_of(result)

    assert "The gates" in text
    assert "The *upper* gate is closed at dusk, café.[^1]" in text
    assert "![A gate in a wall](figures/" in text
    assert len(list(result.folder.glob("figures/*.png"))) == 1
    assert "Last words." in text


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is damaged, or a different type of file"),
        (packed({"a": b""}), "it does not contain content.xml"),
        (
            packed({"content.xml": b"x", "META-INF/manifest.xml": b"<m:encryption-data/>"}),
            "it is protected with a password",
        ),
        (packed({"content.xml": b"<a>"}), "its XML is broken at line 1, column 4"),
    ],
    # The bytes of an archive have the time in them, and would be other names in each process.
    ids=["empty", "other archive", "protected", "broken"],
)
def test_what_is_no_open_document(content: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "mill.odt"
    path.write_bytes(content)

    with pytest.raises(SourceError) as raised:
        import_manuscript(path, "mill")

    (finding,) = raised.value.findings
    assert isinstance(finding, Finding)
    assert (finding.code, finding.message.endswith(why)) == ("N160", True)
    assert finding.hint


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("brief.doc", "save it as .docx"),
        ("brief.pages", "export it from Pages as Word"),
        ("brief.pdf", "import the file that it was made from"),
        ("brief.tex", "pandoc brief.tex --standalone --output brief.docx"),
        ("brief.xyz", "save it as .docx, .odt, .rtf, .md"),
    ],
)
def test_other_files_are_refused_with_a_way_out(name: str, hint: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"x")

    with pytest.raises(CannotRunError) as raised:
        import_manuscript(path, "brief")

    assert hint in str(raised.value.hint)


def test_the_way_out_of_latex_works() -> None:
    latex = rb"\documentclass{article}\begin{document}\section{Gates}Shut.\end{document}"
    document = json.loads(run_pandoc(["--from=latex", "--to=json", "--standalone"], latex))

    assert document["blocks"][0]["t"] == "Header"


@pytest.mark.slow
def test_notes_of_rich_text_stand_where_they_are_called(tmp_path: Path, bring_in: Importer) -> None:
    call = r"{\super\chftn}{\*\footnote\chftn\~\plain\pard %s\par}"
    row = r"{\trowd\cellx3000\cellx6000\pard\intbl %s\cell %s\cell\row}"
    path = tmp_path / "mill.rtf"
    paragraphs = (
        r"{\rtf1\ansi{\stylesheet{\*\cs15\super Footnote Anchor;}}",
        r"\pard\outlinelevel0 The gates\par \pard It is closed",
        call % r"By the \{miller\}.",
        r" at dusk.\par ",
        row % ("Gate", "Width" + call % "In feet."),
        row % ("upper", "3"),
        "}",
    )
    path.write_text("".join(paragraphs), "ascii")

    result = bring_in(path)
    text = text_of(result)

    assert "It is closed[^1] at dusk." in text
    assert r"[^1]: By the \{miller\}." in text
    assert "| Gate | Width[^2] |\n| --- | --- |\n| upper | 3 |" in text
    assert "[^2]: In feet." in text
