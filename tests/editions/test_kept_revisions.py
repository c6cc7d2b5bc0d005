"""A note through three revisions: each is kept, shown beside the next, and never lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pikepdf
import pytest
from lxml import html
from validators.nu import check_html

from pipeline.cli import main

NOTES = Path(__file__).parents[1] / "notes"
NOTE = "source/notes/minimal"
TEXT = f"{NOTE}/text/1-sharing.md"
SECOND = "revisions:\n  - {number: 2, date: 2024-09-01, changes: Names corrected}\n"
THIRD = "  - {number: 3, date: 2025-02-01, changes: A paragraph added}\n"
EDITIONS = ("--edition", "pdf", "--edition", "web")
pytestmark = pytest.mark.slow


def _append(path: str, text: str) -> None:
    file = Path(path)
    file.write_text(file.read_text("utf-8") + text, "utf-8")


def _files(folder: str) -> dict[str, bytes]:
    root = Path(folder)
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose note was published three times; the last build is of revision 3."""
    root = tmp_path_factory.mktemp("kept")
    shutil.copytree(NOTES / "minimal", root / NOTE)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert main(["build", "-q", *EDITIONS]) == 0
        shutil.copy("build/minimal/minimal.pdf", "first.pdf")
        assert main(["keep", "-q"]) == 0
        _append("source/notes/minimal/note.yaml", SECOND)
        _append(TEXT, "\nThe mill has a wheel.\n")
        assert main(["build", "-q", *EDITIONS]) == 0
        assert main(["keep", "-q"]) == 0
        _append("source/notes/minimal/note.yaml", THIRD)
        _append(TEXT, "\nThe wheel turns in spring.\n")
        assert main(["build", "-q", "--preflight", *EDITIONS]) == 0
    return root


@pytest.fixture
def copy(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project, which is the current folder."""
    monkeypatch.chdir(shutil.copytree(project, tmp_path / "copy"))
    return tmp_path / "copy"


def _page(project: Path, path: str) -> html.HtmlElement:
    return html.document_fromstring((project / "build/minimal" / path).read_bytes())


def _lines(page: html.HtmlElement) -> list[tuple[str, list[str]]]:
    lines = page.xpath("//section[@id='imprint-revisions']//li")
    return [
        (" ".join(line.text_content().split()), [link.get("href") for link in line.iter("a")])
        for line in lines
    ]


@pytest.mark.parametrize(
    ("path", "folder"),
    [("web/index.html", ""), ("minimal.html", "https://rivers.example/three-villages/")],
)
def test_the_page_leads_to_every_revision_and_redline(
    project: Path, path: str, folder: str
) -> None:
    third, second, first = _lines(_page(project, path))
    assert third == (
        "Revision 3, 1 February 2025: A paragraph added, changes shown in the text",
        [f"{folder}revisions/3/changes.html"],
    )
    assert second == (
        "Revision 2, 1 September 2024: Names corrected, changes shown in the text",
        [f"{folder}revisions/2/index.html", f"{folder}revisions/2/changes.html"],
    )
    assert first == ("Revision 1, 17 May 2024", [f"{folder}revisions/1/index.html"])


def test_the_page_of_an_earlier_revision_leads_to_the_current_one(project: Path) -> None:
    page = _page(project, "web/revisions/2/index.html")
    (notice,) = page.xpath("//*[@class='superseded']")
    assert notice.text_content().startswith("Revision 2, 1\xa0September 2024. This text has been")
    assert [link.get("href") for link in notice.iter("a")] == ["../../index.html"]
    address = "https://rivers.example/three-villages/"
    assert page.xpath("//link[@rel='canonical']/@href") == [address]
    data = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
    assert (data["@id"], data["version"]) == (f"{address}revisions/2/", "2")
    text = page.text_content()
    assert "The mill has a wheel." in text
    assert "The wheel turns in spring." not in text
    assert page.xpath("//ul[@class='downloads']/li/a/@href")[:1] == ["minimal.pdf"]


def test_its_pdf_is_the_one_that_was_published(project: Path) -> None:
    kept = project / "build/minimal/web/revisions/1/minimal.pdf"
    assert kept.read_bytes() == (project / "first.pdf").read_bytes()


def test_the_redline_shows_what_a_revision_changed(project: Path) -> None:
    text = (project / "build/minimal/web/revisions/3/changes.html").read_text("utf-8")
    assert "<ins>The wheel turns in spring.</ins>" in text
    assert "<ins>The mill has a wheel.</ins>" not in text


def test_kept_revisions_are_not_packed_into_each_other(project: Path) -> None:
    with pikepdf.open(project / "build/minimal/minimal.pdf") as pdf:
        size = len(pdf.attachments["source.zip"].get_file().read_bytes())
    assert size < 20_000


def test_a_clean_build_in_an_empty_folder_gives_the_same_bytes(copy: Path) -> None:
    assert main(["build", "-q", *EDITIONS, "--out", "clean"]) == 0
    assert _files("clean/minimal") == _files("build/minimal")


@pytest.mark.validator
def test_pages_of_earlier_revisions_are_valid(project: Path) -> None:
    pages = sorted(project.glob("build/minimal/web/revisions/*/*.html"))
    assert len(pages) == 4
    # The checker takes every picture in a data: address for blocked, even by `img-src data:`.
    found = (message for page in pages for message in check_html(page))
    assert [message for message in found if "image “data:" not in message.text] == []


def test_a_published_revision_is_kept_before_it_is_replaced(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _files("build/minimal")
    _append(f"{NOTE}/note.yaml", "  - {number: 4, date: 2025-03-01, changes: Nothing}\n")
    assert main(["build", "-q", *EDITIONS]) == 2
    assert "holds revision 3, which this build would replace" in (err := capsys.readouterr().err)
    assert "notepress keep minimal" in err
    assert _files("build/minimal") == before
    assert main(["keep", "-q", "minimal"]) == 0
    assert (copy / NOTE / "revisions/3.pdf").read_bytes() == before["minimal.pdf"]
    assert main(["build", "-q", *EDITIONS]) == 0
    assert main(["preflight"]) == 0
    assert "N248 warning: revision 4 does not differ from revision 3" in capsys.readouterr().err


def test_a_change_without_a_new_revision_is_a_warning_of_preflight(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["keep", "-q"]) == 0
    assert main(["build", "-q", *EDITIONS]) == 0
    assert main(["preflight"]) == 0
    assert "N247" not in capsys.readouterr().err
    _append(TEXT, "\nIt stops in winter.\n")
    assert main(["build", "-q", *EDITIONS]) == 0
    assert main(["preflight"]) == 0
    told = "N247 warning: text/1-sharing.md changed since revision 3 was kept"
    assert told in capsys.readouterr().err
    assert main(["keep", "-q"]) == 2
    assert "is another PDF of revision 3" in capsys.readouterr().err


def test_what_is_no_revision_of_the_note_is_a_finding(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy / NOTE / "revisions"
    shutil.copy(folder / "2.pdf", folder / "1.pdf")
    assert main(["build", "-q", *EDITIONS]) == 1
    assert "revisions/1.pdf: N245 revisions/1.pdf is revision 2" in capsys.readouterr().err
    (folder / "1.pdf").write_bytes(b"%PDF-1.7 no more")
    assert main(["build", "-q", *EDITIONS]) == 1
    assert "N245 the source in revisions/1.pdf cannot be read" in capsys.readouterr().err
    with pikepdf.open(folder / "2.pdf") as pdf:
        pdf.save(folder / "1.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    assert main(["build", "-q", *EDITIONS]) == 1
    assert "N245 the source in revisions/1.pdf cannot be read" in capsys.readouterr().err
    (folder / "1.pdf").rename(folder / "7.pdf")
    (folder / "old.pdf").write_bytes(b"")
    assert main(["check", "-q", "--source-only"]) == 1
    err = capsys.readouterr().err
    assert "revisions/7.pdf: N244 revisions/7.pdf is later than the note" in err
    assert "revisions/old.pdf: N244 old.pdf is not the name of a kept revision" in err


def test_keep_writes_through_no_link_and_over_nothing_else(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, outside = copy / NOTE / "revisions", copy / "outside"
    kept = folder / "3.pdf"
    kept.symlink_to(copy / "build/minimal/minimal.pdf")
    assert main(["keep", "-q"]) == 2
    assert f"{kept} is a link" in capsys.readouterr().err
    kept.unlink()
    kept.mkdir()
    assert main(["keep", "-q"]) == 2
    assert f"{kept} is not a file" in capsys.readouterr().err
    kept.rmdir()
    folder.rename(outside)
    before = _files("outside")
    folder.symlink_to(outside)
    assert main(["keep", "-q"]) == 2
    assert f"{folder} is a link" in capsys.readouterr().err
    assert _files("outside") == before
    folder.unlink()
    folder.write_text("mine")
    assert main(["keep", "-q"]) == 2
    assert f"{folder} is not a folder" in capsys.readouterr().err
    assert folder.read_text() == "mine"
