"""The barcode of the print ISBN on the back cover: read by two decoders, in black ink alone."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from validators.ghostscript import TOOL
from validators.tools import find_program
from validators.verapdf import check_pdf

from pipeline.cli import main

NOTES = Path(__file__).parents[1] / "notes"
ISBN = "978-0-306-40615-7"
POINTS, DOTS = 72, 600
MM = DOTS / 25.4
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["0.33mm", "0.264mm"])
def outputs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDFs of a note with an ISBN for print, at nominal size and at 80 %."""
    root = tmp_path_factory.mktemp("barcode")
    folder = root / "source/notes/minimal"
    shutil.copytree(NOTES / "minimal", folder)
    text = (folder / "note.yaml").read_text("utf-8")
    named = text.replace("identifiers:\n", f"identifiers:\n  isbn: {{print: {ISBN}}}\n")
    (folder / "note.yaml").write_text(named, "utf-8")
    (root / "styles").mkdir()
    (root / "styles/tokens.css").write_text(f":root {{ --barcode-module: {request.param} }}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        arguments = ["build", "-q", "--preflight", "--edition", "pdf", "--edition", "print"]
        assert main(arguments) == 0
    return root / "build/minimal"


def _last_page(path: Path) -> pypdfium2.PdfPage:
    document = pypdfium2.PdfDocument(path)
    return document[len(document) - 1]


@pytest.fixture(scope="module")
def picture(outputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The back cover of the print PDF."""
    page = _last_page(outputs / "minimal-print.pdf")
    path = tmp_path_factory.mktemp("back") / "back.png"
    page.render(scale=DOTS / POINTS).to_pil().save(path)
    return path


def test_two_decoders_read_it(picture: Path) -> None:
    import cv2
    import zxingcpp

    pixels = cv2.imread(str(picture))
    (found,) = zxingcpp.read_barcodes(pixels)
    assert (found.text, found.format) == ("9780306406157", zxingcpp.BarcodeFormat.EAN13)
    text, *_ = cv2.barcode.BarcodeDetector().detectAndDecode(pixels)
    assert text == "9780306406157"


def test_only_black_ink_is_there_on_bare_paper(outputs: Path, tmp_path: Path) -> None:
    pdf = outputs / "minimal-print.pdf"
    with pikepdf.open(pdf) as document:
        count, page = len(document.pages), document.pages[-1]
        trim, media = page.trimbox, page.mediabox
    arguments = ["-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{DOTS}"]
    pages = [f"-dFirstPage={count}", f"-dLastPage={count}"]
    gs = find_program("gs", TOOL)
    subprocess.run([gs, *arguments, *pages, f"-sOutputFile={tmp_path}/%d.tif", pdf], check=True)
    left = (float(trim[0]) - float(media[0])) / POINTS * DOTS + 14 * MM
    bottom = (float(media[3]) - float(trim[1])) / POINTS * DOTS - 24 * MM
    # Within the white ground, whose edge may share a pixel with the colour around it.
    box = (int(left + MM), int(bottom - 24 * MM), int(left + 30 * MM), int(bottom - MM))
    inks = {}
    for ink in ("Cyan", "Magenta", "Yellow", "Black"):
        with Image.open(next(tmp_path.glob(f"*({ink}).tif"))) as plate:
            inks[ink] = plate.convert("L").crop(box).getextrema()
    paper = (255, 255)
    assert inks == {"Cyan": paper, "Magenta": paper, "Yellow": paper, "Black": (0, 255)}


def test_the_number_stands_above_it(outputs: Path) -> None:
    for name in ("minimal.pdf", "minimal-print.pdf"):
        page = _last_page(outputs / name)
        assert f"ISBN {ISBN}" in page.get_textpage().get_text_bounded()


@pytest.mark.validator
def test_the_screen_pdf_is_accessible_with_it(outputs: Path) -> None:
    for profile in ("ua1", "3a"):
        assert check_pdf(outputs / "minimal.pdf", profile) == []
