"""Notes in other scripts, built whole: each edition before the outside validators."""

from __future__ import annotations

from pathlib import Path

import pytest
from validators.ace import check_accessibility
from validators.browser import audit_page
from validators.epubcheck import check_epub
from validators.nu import check_html
from validators.site_server import serve
from validators.verapdf import check_pdf

from pipeline.production.building import build_folder
from pipeline.workspace import Workspace

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
NOTES = (
    "tests/notes/arabic",
    "tests/notes/russian",
    "tests/notes/chinese",
    "source/notes/publishing-policy-notes/ar",
    "source/notes/publishing-policy-notes/fr",
)


@pytest.fixture(scope="module", params=NOTES)
def outputs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, shared_root: Path
) -> Path:
    """The folder of what a note was built into."""
    source = ROOT / request.param
    workspace = Workspace(
        shared_root, ROOT / "source", ROOT / "styles", tmp_path_factory.mktemp("scripts")
    )
    build_folder(source, workspace)
    return workspace.outputs_of(source)


@pytest.mark.validator
def test_verapdf_finds_nothing(outputs: Path) -> None:
    screen = [path for path in outputs.rglob("*.pdf") if not path.stem.endswith("-print")]
    found = {
        (path.name, profile): check_pdf(path, profile)
        for path in screen
        for profile in ("ua1", "3a")
    }
    assert len(found) >= 4
    assert not any(found.values()), found


@pytest.mark.validator
def test_the_book_is_sound(outputs: Path) -> None:
    (book,) = outputs.glob("*.epub")
    assert check_epub(book) == []
    assert check_accessibility(book) == []


@pytest.mark.validator
def test_the_pages_of_the_web_are_valid(outputs: Path) -> None:
    with serve(outputs) as address:
        found = check_html(f"{address}web/", f"{address}{next(outputs.glob('*.html')).name}")
    # The checker takes every picture in a data: address for blocked; Chromium shows them.
    assert [one for one in found if "image “data:" not in one.text] == []


@pytest.mark.browser
def test_the_web_can_be_read_by_everyone(outputs: Path) -> None:
    for look in audit_page(outputs / "web/index.html"):
        assert look.violations == look.console == look.elsewhere == look.failures == ()
        assert look.overflow == 0
