"""A style with fonts of its own, in every edition: a variable one, static ones, CFF and WOFF2."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from own_fonts import ASCII, small_font
from validators.epubcheck import check_epub
from validators.verapdf import check_pdf

from pipeline.cli import main
from pipeline.production.freshness import read_inputs
from pipeline.workspace import find_workspace

NOTES = Path(__file__).parents[1] / "notes"
TOKENS = """
@font-face { font-family: "Grotesk"; src: url("pypi:fontpkg-source-sans-3/SourceSans3[wght].ttf"); }
@font-face { font-family: "Grotesk"; font-style: italic;
  src: url("pypi:fontpkg-source-sans-3/SourceSans3-Italic[wght].ttf"); }
@font-face { font-family: Boxes; src: url(fonts/boxes.otf); font-weight: 300 400; }
@font-face { font-family: Wide; src: url(fonts/wide.woff2); font-weight: 400; }
@font-face { font-family: Wide; src: url(fonts/wide.woff2); font-weight: 600 700; }
:root { --serif: "Grotesk"; --display: "Boxes"; --sans: "Wide", sans-serif; }
:root { --blue: #00653a; --ink: #1a1a1a }
"""
EDITIONS = ("pdf", "print", "web", "epub", "one-pagers", "docx")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose note was built with the fonts of its style."""
    root = tmp_path_factory.mktemp("faces")
    shutil.copytree(NOTES / "minimal", root / "source/notes/minimal")
    (root / "styles/fonts").mkdir(parents=True)
    (root / "styles/tokens.css").write_text(TOKENS, "utf-8")
    (root / "styles/fonts/boxes.otf").write_bytes(small_font(ASCII, cff=True, advance=500))
    (root / "styles/fonts/wide.woff2").write_bytes(
        small_font(ASCII.replace("z", ""), flavor="woff2", advance=560)
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        named = [word for edition in EDITIONS for word in ("--edition", edition)]
        assert main(["build", "-q", "--preflight", *named]) == 0
    return root


def test_what_is_built_is_valid(root: Path) -> None:
    built = root / "build/minimal"
    assert check_pdf(built / "minimal.pdf", "ua1") == []
    assert check_pdf(built / "minimal.pdf", "3a") == []
    assert check_epub(built / "minimal.epub") == []


def test_text_is_extracted_as_it_was_typed(root: Path) -> None:
    pages = pypdfium2.PdfDocument(root / "build/minimal/minimal.pdf")
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "\u00ad" not in text
    for typed in ("How Three Villages", "The shares follow the fields that each village tills."):
        assert typed in " ".join(text.split())


def test_the_page_and_the_book_have_subsets_of_them(root: Path) -> None:
    built = root / "build/minimal"
    page = {path.stem: path.read_bytes() for path in (built / "web/fonts").iterdir()}
    with zipfile.ZipFile(built / "minimal.epub") as book:
        names = [name for name in book.namelist() if name.endswith(".woff2")]
        book_fonts = {Path(name).stem: book.read(name) for name in names}
    for fonts in (page, book_fonts):
        wide = TTFont(BytesIO(fonts["note-sans-400"]))
        assert wide["hmtx"][wide.getBestCmap()[ord("e")]][0] == 560
        assert len(wide.getGlyphOrder()) <= len(ASCII) + 1
        boxes = TTFont(BytesIO(fonts["note-display-400"]))
        assert "CFF " in boxes


def test_word_asks_for_them_by_name(root: Path) -> None:
    (file,) = (root / "build/minimal").glob("*.docx")
    with zipfile.ZipFile(file) as package:
        styles = package.read("word/styles.xml").decode()
    assert 'w:ascii="Grotesk"' in styles
    assert 'w:ascii="Wide"' in styles
    assert "Source Serif 4" not in styles
    assert 'w:ascii="Source Code Pro"' in styles


def test_what_they_lack_is_told_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        main(["check"])
    printed = capsys.readouterr()
    said = printed.out + printed.err
    assert said.count("N522 warning: Wide has no") == 1
    assert "z (U+007A)" in said
    assert said.count("N519 warning: Wide has no italic for --sans") == 1
    assert "Grotesk has no" not in said


def test_outputs_depend_on_the_files_of_fonts(root: Path) -> None:
    workspace, note = find_workspace(root), root / "source/notes/minimal"
    before = read_inputs(note, workspace)
    font = root / "styles/fonts/boxes.otf"
    content = font.read_bytes()
    font.write_bytes(small_font(ASCII, cff=True, advance=501))
    assert read_inputs(note, workspace).digest_for("pdf") != before.digest_for("pdf")
    font.write_bytes(content)
    assert read_inputs(note, workspace) == before
    assert any(name.startswith("pypi:") for name in before.style)
