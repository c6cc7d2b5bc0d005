"""A folder or archive of Markdown files is one note, each of its files a theme."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from imported import Importer, Result
from PIL import Image

from pipeline.errors import CannotRunError, SourceError
from pipeline.findings import Finding
from pipeline.importing import import_manuscript
from pipeline.importing.opening.chapter_order import order_of
from pipeline.importing.opening.data import PAGES, WORD_FILES
from pipeline.importing.opening.text_document import MARKDOWN, PLAIN_TEXTS
from pipeline.note.walk import plain

SENTENCE = "The gate is closed at dusk by the miller and his son."
BOOK = {
    "_quarto.yml": (
        "project: {type: book}\nbook:\n  title: Gates of the mill\n  chapters:\n    - index.qmd\n"
        "    - part: Gates\n      chapters: [text/10-upper.qmd, text/9-lower.qmd]\nlang: en-GB\n"
    ),
    "index.qmd": f"# Preface {{-}}\n\n{SENTENCE}\n",
    "text/9-lower.qmd": "# The lower gate\n\nNobody shuts it.[^a]\n\n[^a]: In the lower book.\n",
    "text/10-upper.qmd": (
        "---\ntitle: The upper gate\nauthor: Ada\n---\n\n# Wood\n\nIt was of oak.[^a]\n\n# Iron\n\n"
        "Iron came from the hills.\n\n![Two gates](../pictures/two%20gates.png)\n\n"
        "[^a]: In the upper book.\n"
    ),
    "notes/draft.qmd": "# Not in the book\n",
}


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def packed(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def themes(result: Result) -> list[str]:
    return [plain(theme.title) for theme in result.note.themes]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["folder", "zip"])
def test_a_book_of_quarto(form: str, tmp_path: Path, bring_in: Importer) -> None:
    folder = write(tmp_path / "mill", BOOK)
    (folder / "pictures").mkdir()
    Image.new("RGB", (40, 30), "navy").save(folder / "pictures/two gates.png")
    path = folder
    if form == "zip":
        files = {
            f"mill/{one.relative_to(folder).as_posix()}": one.read_bytes()
            for one in folder.rglob("*")
            if one.is_file()
        }
        path = tmp_path / "mill.zip"
        path.write_bytes(packed(files))

    result = bring_in(path)

    assert result.note.metadata.title == "Gates of the mill"
    assert result.note.metadata.language == "en-GB"
    assert themes(result)[-2:] == ["The upper gate", "The lower gate"]
    upper, lower = (result.file(f"text/{one}") for one in sorted(
        one.name for one in result.folder.glob("text/*-gate.md")
    ))  # fmt: skip
    assert "[^1]: In the upper book." in upper
    assert "[^1]: In the lower book." in lower
    assert "figures/two-gates.png" in upper or "figures/two gates.png" in upper
    assert "_quarto.yml does not name it: notes/draft.qmd" in result.left_out
    assert "author of text/10-upper.qmd; only the first file’s is used: Ada" in result.left_out


@pytest.mark.parametrize(
    ("files", "chapters", "title"),
    [
        (("10-b.md", "9-a.md", "README.md", "LICENSE.md"), ("README.md", "9-a.md", "10-b.md"), ""),
        (("index.Rmd", "02.Rmd", "01.Rmd", "_bookdown.yml"), ("index.Rmd", "01.Rmd", "02.Rmd"), ""),
        (("docs/b.md", "docs/a.md", "mkdocs.yml"), ("docs/b.md", "docs/a.md"), "Mill"),
        (("src/b.md", "src/a.md", "src/SUMMARY.md"), ("src/b.md", "src/a.md"), ""),
        (("b.md", "a.md", "intro.md", "_toc.yml"), ("intro.md", "b.md", "a.md"), ""),
        (("b.md", ".obsidian/x.md", "node_modules/y.md", "_part.md", "a.txt"), ("b.md",), ""),
    ],
)
def test_the_order_of_files(
    files: tuple[str, ...], chapters: tuple[str, ...], title: str, tmp_path: Path
) -> None:
    tables = {
        "_bookdown.yml": "book_filename: mill\n",
        "mkdocs.yml": (
            "site_name: Mill\nnav:\n  - B: b.md\n  - More:\n    - a.md\nx: !!python/name:a\n"
        ),
        "src/SUMMARY.md": "# Summary\n\n- [B](b.md)\n  - [A](./a.md)\n",
        "_toc.yml": "root: intro\nchapters:\n- file: b\n- file: a\n",
    }
    write(tmp_path, {name: tables.get(name, "x\n") for name in files})

    order = order_of(tmp_path)

    assert order.chapters == chapters
    assert order.title == title


def test_files_without_headings_get_those_of_their_names(
    tmp_path: Path, bring_in: Importer
) -> None:
    files = {
        "index.md": f"# Gates\n\n{SENTENCE}\n",
        "1-upper_gate.md": "## Wood\n\nIt was of oak.\n",
        "2-lower_gate.md": "## Iron\n\nNobody shuts it.\n",
    }

    result = bring_in(write(tmp_path / "mill", files))

    assert result.note.metadata.title == "Gates"
    assert themes(result) == ["Upper gate", "Lower gate"]
    assert any(one.what == "heading" for one in result.report.guessed)


@pytest.mark.slow
def test_an_archive_of_one_page(tmp_path: Path, bring_in: Importer) -> None:
    Image.new("RGB", (40, 30), "navy").save(tmp_path / "image1.png")
    page = f"<h1>Gates</h1><h2>Upper</h2><p>{SENTENCE}</p><img src='images/image1.png' alt='A'>"
    path = tmp_path / "Gates.zip"
    files = {
        "Gates.html": page.encode(),
        "images/image1.png": (tmp_path / "image1.png").read_bytes(),
    }
    path.write_bytes(packed(files))

    result = bring_in(path)

    assert [one.name for one in result.folder.glob("figures/*")] == ["image1.png"]


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"../a.md": b"x"}, "“../a.md” leads out of it"),
        ({"/etc/a.md": b"x"}, "“/etc/a.md” leads out of it"),
        ({"a/..\\..\\b.md": b"x"}, "leads out of it"),
        ({"a.md": bytes(201_000_000)}, "it unpacks to more than 200 MB"),
    ],
)
def test_archives_that_are_refused(files: dict[str, bytes], why: str, tmp_path: Path) -> None:
    path = tmp_path / "mill.zip"
    path.write_bytes(packed(files))

    with pytest.raises(SourceError) as raised:
        import_manuscript(path, "mill")

    (finding,) = raised.value.findings
    assert isinstance(finding, Finding)
    assert (finding.code, why in finding.message, bool(finding.hint)) == ("N160", True, True)


def test_an_archive_that_is_damaged_or_empty(tmp_path: Path) -> None:
    path = tmp_path / "mill.zip"
    path.write_bytes(packed({"a.md": b"words"})[:30])
    with pytest.raises(SourceError):
        import_manuscript(path, "mill")
    path.write_bytes(packed({"a.png": b"x"}))
    with pytest.raises(CannotRunError):
        import_manuscript(path, "mill")


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret", "utf-8")
    folder = write(tmp_path / "mill", {"a.md": f"# Gates\n\n{SENTENCE}\n\n![x](../secret.png)\n"})
    (tmp_path / "secret.png").write_bytes(b"x")
    (folder / "b.md").symlink_to(tmp_path / "secret.md")

    assert order_of(folder).chapters == ("a.md",)
    files = import_manuscript(folder, "mill").files
    # What is missing is named in its place.
    assert all(b"secret" not in data.replace(b"secret.png", b"") for data in files.values())


@pytest.mark.slow
@pytest.mark.parametrize("ending", sorted(PAGES))
def test_a_page_alone_in_an_archive_is_the_manuscript(
    ending: str, tmp_path: Path, bring_in: Importer
) -> None:
    page = f"<html><body><h1>Gates</h1><p>{SENTENCE}</p></body></html>"
    path = tmp_path / "mill.zip"
    path.write_bytes(packed({f"saved/gates{ending}": page.encode()}))
    assert SENTENCE in bring_in(path).file("text/1-gates.md")


def test_every_ending_that_is_read_is_in_the_documentation() -> None:
    text = (Path(__file__).parents[3] / "docs" / "importing.md").read_text("utf-8").lower()
    endings = WORD_FILES | PAGES | MARKDOWN | PLAIN_TEXTS | {".odt", ".rtf", ".zip"}
    assert [one for one in sorted(endings) if f"`{one}`" not in text] == []


ALIASES = "nav: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"n{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 10)
)


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("mkdocs.yml", ALIASES),
        ("mkdocs.yml", f"nav: {'[' * 5_000}"),
        ("SUMMARY.md", "[" * 200_000),
    ],
    ids=["aliases", "nested", "brackets"],
)
def test_a_table_of_contents_without_end_is_passed_over(
    table: str, text: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "mill", {table: text, "2-b.md": "b", "1-a.md": "a"})
    assert order_of(folder).chapters == ("1-a.md", "2-b.md")


def test_a_table_of_contents_elsewhere_is_not_read(tmp_path: Path) -> None:
    folder = write(tmp_path / "mill", {"1-a.md": "a"})
    write(tmp_path, {"secret.yml": "book: {title: Secret, chapters: [1-a.md]}\n"})
    (folder / "_quarto.yml").symlink_to(tmp_path / "secret.yml")
    assert order_of(folder).title == ""


@pytest.mark.slow
@pytest.mark.parametrize("address", ["a%00b.png", f"{'long' * 80}.png", "../../../etc/hostname"])
def test_an_address_that_is_no_path_is_a_picture_that_is_missing(
    address: str, tmp_path: Path
) -> None:
    path = tmp_path / "mill.md"
    path.write_text(f"# Gates\n\n{SENTENCE}\n\n![The gate]({address})\n", "utf-8")
    files = import_manuscript(path, "mill").files
    assert b"To be completed" in files["text/1-gates.md"]
    assert not any(name.startswith("figures/") for name in files)


@pytest.mark.slow
def test_a_bibliography_whose_name_is_too_long_is_missing(
    tmp_path: Path, bring_in: Importer
) -> None:
    path = tmp_path / "mill.md"
    head = f"---\ntitle: Mill\nbibliography: {'long' * 80}.bib\n---\n"
    path.write_text(f"{head}\n# Gates\n\n{SENTENCE} [@ada]\n", "utf-8")
    assert SENTENCE in bring_in(path).file("text/1-gates.md")
