"""A note that has just begun: it checks out, and says what every field is for."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from kept_in_memory import PARSED
from landscapes import as_jpeg, landscape

from pipeline.errors import CannotRunError
from pipeline.languages import tags
from pipeline.load import load_note
from pipeline.load.facts.schemas import schemas
from pipeline.note.walk import key_messages, lifted_of
from pipeline.starting.note import NoteStart, imprint_files, note_files, schema_files

ROOT = Path(__file__).parents[2]
DAY = dt.date(2024, 5, 17)
COMMENTED = re.compile(r"^( *)# ([a-z_]+:(?: .*)?|[A-Z]+: .*|  .*)$", re.MULTILINE)


def start(language: str = "en-GB", **said: str) -> NoteStart:
    return NoteStart("river", language, DAY, **said)


def write(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def note_in(folder: Path, begun: NoteStart) -> Path:
    return write(folder / "river", {**note_files(begun), **imprint_files(begun)})


@pytest.mark.parametrize(
    "tag", ["en-GB", "en-US", "es", "fr", "fr-CH", "zh-Hans", "zh", "pt", "pt-PT", "de-AT", "ru"]
)
def test_it_is_a_note_without_findings_in_its_language(tmp_path: Path, tag: str) -> None:
    note = load_note(note_in(tmp_path, start(tag)), PARSED)
    assert note.metadata.language == tag
    assert note.metadata.published == DAY
    (theme,) = note.themes
    (question,) = theme.questions
    assert len(key_messages(question)) == 1
    assert list(lifted_of(question.topics[0].blocks, "pull"))


def test_what_is_said_stands_in_it_whatever_its_signs(tmp_path: Path) -> None:
    begun = start(title='The "River": #1 & @{slug}', publisher="Press: \\ & Sons")
    note = load_note(note_in(tmp_path, begun), PARSED)
    assert note.metadata.title == "The “River”: #1 & @{slug}"
    assert note.publisher.name == "Press: \\ & Sons"


def test_the_same_beginning_is_the_same_and_another_note_has_another_name() -> None:
    assert note_files(start()) == note_files(start())
    other = NoteStart("brook", "en-GB", DAY)
    urns = {re.search("urn:uuid:.*", note_files(one)["note.yaml"]) for one in (start(), other)}
    assert len({urn.group() for urn in urns if urn}) == 2


@pytest.mark.parametrize("tag", ["pl", "english", "en\nkind: x"])
def test_a_language_without_a_beginning_is_refused(tag: str) -> None:
    with pytest.raises(CannotRunError, match="language"):
        note_files(start(tag))


def test_every_language_begins_with_the_same_marks() -> None:
    for name in ("text/introduction.md", "text/1-first-theme.md"):
        shapes = set()
        for tag in tags():
            text = note_files(start(tag))[name]
            shapes.add(tuple(re.findall(r"^#+|^\||^-|\[\^|\.key|\.pull|lang=", text, re.M)))
        assert len(shapes) == 1, name


def test_every_field_there_is_stands_in_the_yaml_with_an_example_that_holds(tmp_path: Path) -> None:
    files = {**note_files(start()), **imprint_files(start())}
    for name, schema in schemas().items():
        models = [schema, *schema.get("$defs", {}).values()]
        keys = {key for model in models for key in model.get("properties", {})}
        assert keys - set(re.findall(r"([a-z_]+):", files[name])) == set(), name
    for name in schemas():
        uncommented = COMMENTED.sub(r"\1\2", files[name].replace(" []", ""))
        assert uncommented != files[name]
        files[name] = uncommented
    folder = write(tmp_path / "river", files)
    (folder / "figures").mkdir()
    (folder / "figures/river.jpg").write_bytes(as_jpeg(landscape(80, 120)))
    drawing = (ROOT / "tests/notes/minimal/figures/river.svg").read_bytes()
    for name in ("school-white", "school", "emblem-white", "emblem"):
        (folder / f"figures/{name}.svg").write_bytes(drawing)
    note = load_note(folder, PARSED)
    assert note.metadata.original
    assert note.metadata.cover
    assert note.publisher.logo
    assert note.metadata.accessibility
    assert note.metadata.identifiers.isbn
    assert note.people.participants[0].id == "lin-yue"
    assert note.people.observers[0].people[0].id == "tom-ford"
    assert note.publisher.phone
    assert set(note.abbreviations) == {"NGO", "UN"}


def test_the_yaml_is_wired_to_schemas_that_are_there() -> None:
    files = {**note_files(start()), **imprint_files(start()), **schema_files()}
    for name in schemas():
        head = files[name].split("\n")[0]
        path = head.removeprefix("# yaml-language-server: $schema=")
        assert path in files, head
