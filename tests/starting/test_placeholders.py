"""What init wrote and nobody replaced is told, in every language, and nothing else is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from kept_in_memory import PARSED

from pipeline.languages import language_of, tags
from pipeline.load import load_note
from pipeline.starting.note import NoteStart, imprint_files, note_files
from pipeline.starting.placeholders import find_placeholders

ROOT = Path(__file__).parent.parent.parent
FINISHED = (
    *sorted(path.parent for path in ROOT.glob("source/notes/*/note.yaml")),
    *(ROOT / "tests/notes" / name for name in ("minimal", "rich", "chinese", "french", "spanish")),
)
SAID = ("title", "series", "kind", "publisher", "description", "subject", "licence")
MAY_STAY = {"kind", "licence"}


def fresh(language: str) -> dict[str, bytes]:
    start = NoteStart("river", language, dt.date(2024, 5, 17))
    files = {**note_files(start), **imprint_files(start)}
    return {path: text.encode() for path, text in files.items()}


@pytest.mark.parametrize("language", tags())
def test_everything_that_init_writes_is_found(language: str) -> None:
    files = fresh(language)
    found = find_placeholders(files)
    assert {(one.code, one.severity) for one in found} == {("N230", "warning")}
    shown = [one.place.text for one in found if one.place.path.endswith(".yaml")]
    first = language_of(language).first_note
    for name in SAID:
        value = getattr(first, name)
        assert any(value in text for text in shown) != (name in MAY_STAY), name
    assert any("https://example.org/" in text for text in shown)
    texts = {path for path in files if path.endswith(".md")}
    assert texts <= {one.place.path for one in found}


@pytest.mark.parametrize("language", tags())
def test_each_is_gone_when_it_is_replaced(language: str) -> None:
    files = fresh(language)
    while found := find_placeholders(files):
        path, line = found[0].place.path, found[0].place.line
        lines = files[path].decode().split("\n")
        assert found[0].place.text == lines[line - 1]
        if path.endswith(".md"):
            lines[line - 1] = "Words of the author."
        else:
            key, mark, _ = lines[line - 1].partition(": ")
            lines[line - 1] = f"{key}{mark}words of the author" if mark else "  - rivers"
        files[path] = "\n".join(lines).encode()
        assert len(find_placeholders(files)) <= len(found)


def test_another_folder_below_the_address_is_a_placeholder_too() -> None:
    files = fresh("en")
    given = files["note.yaml"].replace(b"https://example.org/river/web/", b"https://example.org/x/")
    assert given != files["note.yaml"]
    found = find_placeholders({"note.yaml": given})
    assert any("web_address" in one.message for one in found)


def test_line_ends_of_windows_hide_nothing() -> None:
    files = fresh("en")
    other = {path: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n") for path, data in files.items()}
    assert find_placeholders(other) == find_placeholders(files)


@pytest.mark.parametrize("folder", FINISHED, ids=lambda folder: folder.name)
@pytest.mark.slow
def test_a_finished_note_has_none(folder: Path) -> None:
    assert find_placeholders(load_note(folder, PARSED).files) == ()


MADE_UP = """\
# To be completed: the series, and the number of the note in it if it has one; it is printed on the
# cover
series:
  title: Notes
title: The River
# To be completed: the date of publication
published: 1970-01-01
# To be completed: ISBN and DOI if there are any
identifiers:
  urn: urn:uuid:5b0cf6a2-6f0e-5d62-9df5-0b1f6d3c9a11
# The terms are those of the house.
licence:
  name: Terms of use
  statement: The terms of use of this note.
"""


def test_what_an_import_made_up_is_told_until_its_comment_is_gone() -> None:
    found = find_placeholders({"note.yaml": MADE_UP.encode()})
    assert [(one.place.line, one.message.split()[0]) for one in found] == [
        (3, "series"),
        (7, "published"),
    ]
    assert {(one.code, one.severity) for one in found} == {("N230", "warning")}
    assert all("remove the comment" in one.hint for one in found)
    lines = [line for line in MADE_UP.splitlines() if not line.startswith("#")]
    assert find_placeholders({"note.yaml": "\n".join(lines).encode()}) == ()
