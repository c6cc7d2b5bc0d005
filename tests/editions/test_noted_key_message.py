"""A key message with a footnote is said once in every edition, with its call in the panel."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from lxml.html import document_fromstring

from pipeline.production.building import build_folder
from pipeline.workspace import find_workspace

pytestmark = pytest.mark.slow

MINIMAL = Path(__file__).parents[1] / "notes/minimal"
SAID = "Whoever opens a gate closes it"
TEXT = f"""# Sharing

## Who closes the gate? {{#closing}}

[{SAID}.]{{.key}}[^rule]

It was so before there were meters.

[^rule]: A rule of 1950.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of a note whose question begins with such a message."""
    root = tmp_path_factory.mktemp("noted")
    source = Path(shutil.copytree(MINIMAL, root / "source/notes/noted"))
    (source / "text/1-sharing.md").write_text(TEXT, "utf-8")
    build_folder(source, find_workspace(root, root / "build"), ("pdf", "web", "epub"))
    return root / "build/noted"


def test_it_is_printed_once_with_its_note_on_the_page(built: Path) -> None:
    document = pypdfium2.PdfDocument(io.BytesIO((built / "noted.pdf").read_bytes()))
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    (page,) = (text for text in texts if "before there were meters" in text)
    assert page.count(SAID) == 1
    assert "A rule of 1950" in page


def test_it_is_said_once_on_screens_with_a_call_that_leads_to_its_note(built: Path) -> None:
    with ZipFile(built / "noted.epub") as book:
        chapters = [book.read(name) for name in book.namelist() if name.endswith(".xhtml")]
    for content in ((built / "noted.html").read_bytes(), *chapters):
        page = document_fromstring(content)
        for panel in page.find_class("key-messages"):
            question = panel.getparent()
            if question.get("id") != "closing":
                continue
            assert question.text_content().count(SAID) == 1
            (call,) = panel.find_class("footnote-call")
            note = page.get_element_by_id(call.get("href").rpartition("#")[2])
            assert "A rule of 1950" in note.text_content()
            break
        else:
            assert SAID not in "".join(one.text_content() for one in page.find_class("question"))
