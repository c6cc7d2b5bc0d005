"""Interface words of a style that hold signs of markup: they are shown, and are no markup."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator

import pytest
from edition_texts import READERS, one_pagers
from kept_in_memory import LAID_OUT
from lxml import etree, html
from markdown_words import letters

from pipeline.editions.table import ALL_NAMES
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.pandoc import run_pandoc
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

SIGNS = " R&D <zz> *zq* 'zr' \"zs\" \\t"
"""Signs of HTML, of attributes and of Markdown; the letters between them are of no other word."""
# On printed pages only the place tells what belongs together.
IN_ORDER = [name for name in ALL_NAMES if name not in {"one-pagers", "print"}]


@pytest.fixture(scope="module")
def bench(rich_note: Note, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """A note and a style of whose words each ends in the signs."""
    own = tmp_path_factory.mktemp("styles")
    english = load_style(built_in_styles()).words("en")
    lines = [
        f"{name} = {json.dumps(word + SIGNS)}"
        for name, word in english.items()
        if name not in {"language", "digits"}  # A tag and ten signs, and no words.
    ]
    (own / "words").mkdir()
    (own / "words" / "en.toml").write_text("\n".join(lines), "utf-8")
    made = Workbench(rich_note, load_style(built_in_styles(), own), LAID_OUT)
    yield made
    made.engine.close()


@pytest.mark.parametrize("name", IN_ORDER)
def test_labels_are_shown_as_they_are(name: str, bench: Workbench) -> None:
    # A formula shows its number alone.
    labels = [label.text for label in bench.labels.values() if label.series != "formula"]

    for title, text in READERS[name](bench).items():
        for label in labels:
            assert label.endswith('zs" \\t')
            assert letters(label) in text.text, title


@pytest.mark.parametrize("name", ["pdf", "epub", "web", "markdown"])
def test_words_before_a_text_are_shown_as_they_are(name: str, bench: Workbench) -> None:
    words = bench.style.words("en")

    for title, text in READERS[name](bench).items():
        for word in ("source_line", "recommendation_to", "recommendation_by"):
            assert letters(words[word]) in text.text, title


def test_print_and_one_pagers_show_words_as_they_are(bench: Workbench) -> None:
    (printed,) = READERS["print"](bench).values()

    for text in (printed.text, *one_pagers(bench)):
        assert letters(SIGNS) in text


def contents(bench: Workbench, name: str, ending: str) -> list[bytes]:
    """Return the contents of the files of an edition."""
    return [one.content for one in bench.artefacts(name) if one.path.endswith(ending)]


def members(content: bytes, endings: tuple[str, ...]) -> dict[str, etree._Element]:
    """Return the parsed documents in a container; those that are not well formed raise."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.endswith(endings)]
        return {name: etree.fromstring(archive.read(name)) for name in names}


@pytest.mark.parametrize(("name", "least"), [("epub", 10), ("docx", 5)])
def test_books_and_word_files_are_well_formed(name: str, least: int, bench: Workbench) -> None:
    (content,) = contents(bench, name, f".{name}")
    found = members(content, (".xhtml", ".opf", ".ncx", ".xml", ".rels"))

    assert len(found) > least
    for path, tree in found.items():
        assert not list(tree.iter("{*}zz")), path


def test_pages_have_no_element_and_no_attribute_of_a_word(bench: Workbench) -> None:
    (markdown,) = contents(bench, "markdown", ".md")
    pages = contents(bench, "web", ".html")

    assert pages
    for content in (run_pandoc(["--from=gfm", "--to=html5"], markdown), *pages):
        page = html.document_fromstring(content, html.HTMLParser(encoding="utf-8"))
        # A quotation mark in an attribute would end it, and make others of the words after it.
        assert not page.xpath("//zz | //@zz | //@zr | //@zs | //em[.='zq']")
