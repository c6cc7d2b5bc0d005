"""Works: which folders are notes in several languages, and what these say to one another."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from made_works import make_work, note_yaml

from pipeline.errors import CannotRunError, SourceError
from pipeline.findings import Finding
from pipeline.load import load_note, load_with_warnings
from pipeline.note import Note
from pipeline.production.checking import check_source
from pipeline.production.freshness import source_files
from pipeline.works import note_name, told_digests, work_in, work_of
from pipeline.workspace import TRANSLATED, find_notes, find_workspace


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def findings(note: Path) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in check_source(note)]


def first(code: str, found: tuple[Finding, ...]) -> Finding:
    return next(one for one in found if one.code == code)


def test_the_folders_of_a_work_are_notes_with_two_names(tmp_path: Path) -> None:
    work = make_work(tmp_path, folders=("fr", "en", "zh-hans"))
    shutil.copytree(Path(__file__).parent / "notes" / "minimal", work.parent / "it")
    workspace = find_workspace(tmp_path)
    assert [note_name(one) for one in find_notes(workspace)] == [
        *("it", "rivers/fr", "rivers/en", "rivers/zh-hans"),
    ]
    assert find_notes(workspace, ("rivers/en",)) == (work / "en",)
    assert len(find_notes(workspace, ("rivers", "rivers/en"))) == 3
    assert workspace.outputs_of(work / "en") == tmp_path / "build" / "rivers" / "en"
    assert work_of(work.parent / "it") is None
    with pytest.raises(CannotRunError, match="rivers/de is not a note"):
        find_notes(workspace, ("rivers/de",))


def test_elsewhere_two_languages_make_a_work_and_single_notes_do_not(tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "note.yaml").write_text(note_yaml("en", "en"))
    assert work_in(tmp_path) is None
    for name in ("en", "fr"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "note.yaml").write_text(note_yaml(name, "en"))
    work = work_in(tmp_path)
    assert work is not None
    assert (tuple(work.notes), work.original, work.others) == (("en", "fr"), "en", ("new", "old"))
    assert find_notes(find_workspace(tmp_path)) == (tmp_path / "en", tmp_path / "fr")


def test_languages_share_what_is_beside_them_and_win_with_their_own(tmp_path: Path) -> None:
    work = make_work(tmp_path)
    own = (work / "figures" / "river.svg").read_text().replace("<svg ", '<svg data-own="" ')
    (work / "fr" / "figures").mkdir()
    (work / "fr" / "figures" / "river.svg").write_text(own)
    notes: dict[str, Note] = {one: load_note(work / one) for one in ("en", "fr")}
    assert notes["fr"].files["figures/river.svg"] == own.encode()
    assert notes["en"].files["figures/river.svg"] != own.encode()
    for name, note in notes.items():
        assert note.files["people.yaml"] == (work / "people.yaml").read_bytes()
        assert {*note.files} == {*source_files(work / name)}
        assert (note.name, note.slug) == (f"rivers/{name}", f"rivers-{name}")
    assert source_files(work / "fr")["figures/river.svg"] == work / "fr" / "figures" / "river.svg"
    assert source_files(work / "fr")["people.yaml"] == work / "people.yaml"
    (work / "fr" / TRANSLATED).write_text("{}")
    assert TRANSLATED not in source_files(work / "fr")


def test_sisters_say_title_language_address_and_identifier(tmp_path: Path) -> None:
    work = make_work(tmp_path, folders=("en", "fr", "zh-hans"))
    sisters = load_note(work / "fr").sisters
    assert [(one.folder, one.language, one.title, one.is_original) for one in sisters] == [
        ("en", "en-GB", "How Three Villages Share a River", True),
        ("zh-hans", "zh-Hans", "三个村庄共用一条河", False),
    ]
    assert str(sisters[0].web_address) == "https://rivers.example/en/web/"
    assert sisters[0].doi == "10.5555/rivers.en"
    assert load_note(work / "en").original is None
    # What is wrong in the note of a sister is reported there, and only there.
    edit(work / "zh-hans" / "note.yaml", "language: zh-Hans", "language: klingon")
    assert [one.folder for one in load_note(work / "fr").sisters] == ["en"]
    assert findings(work / "zh-hans")


def test_digests_change_with_what_sisters_say_and_with_nothing_else(tmp_path: Path) -> None:
    work = make_work(tmp_path)
    before = told_digests(work / "en")
    assert {*before} == {"fr"}
    note = work / "fr" / "note.yaml"
    edit(note, "description: What", "# A comment.\ndescription: All that")
    assert told_digests(work / "en") == before
    for old, new in (
        ("title: Trois", "title: Quatre"),
        ("fr/web", "fr/2/web"),
        ("doi: 10.5555/rivers.fr", "doi: 10.5555/riviere"),
        ("published:", "revision: 2\npublished:"),
    ):
        edit(note, old, new)
        after = told_digests(work / "en")
        assert after != before
        before = after


@pytest.mark.parametrize(
    ("folder", "old", "new", "code", "message"),
    [
        ("fr", "language: fr", "language: de", "N385", "named fr, and the note is in de"),
        ("fr", "from: en", "from: es", "N386", "there is no es beside this note"),
        ("fr", "from: en", "from: fr", "N386", "fr from fr: none of them is the original"),
        ("en", "title:", "translated_from: fr\ntitle:", "N386", "en from fr from en"),
        ("fr", "translated_from: en\n", "", "N387", "fr and en are both no translations"),
        ("fr", "rivers.fr", "rivers.en", "N389", "10.5555/rivers.en is that of rivers/en"),
        ("fr", "example/fr", "example/en", "N389", "is that of rivers/en as well"),
        ("fr", "doi:", "isbn: 978-3-16-148410-0\n  doi:", "N389", "978-3-16-148410-0 is that of"),
    ],
)
def test_what_is_wrong_in_a_work_is_told_in_its_place(
    tmp_path: Path, folder: str, old: str, new: str, code: str, message: str
) -> None:
    work = make_work(tmp_path)
    edit(work / "en" / "note.yaml", "doi:", "isbn: {web: 978-3161484100}\n  doi:")
    edit(work / folder / "note.yaml", old, new)
    with pytest.raises(SourceError) as error:
        load_note(work / folder)
    found = first(code, error.value.findings)
    assert message in found.message
    assert (found.place.path, found.place.line > 0, found.hint != "") == ("note.yaml", True, True)


def test_folders_without_the_name_of_a_language_are_told(tmp_path: Path) -> None:
    work = make_work(tmp_path)
    (work / "Spanish").mkdir()
    (work / "Spanish" / "note.yaml").write_text(note_yaml("en", "en"))
    (work / "de").symlink_to(work / "fr")
    told = [message for code, message in findings(work / "en") if code == "N385"]
    assert told == [
        f"{name} has a note.yaml, and is no folder of a language" for name in ("Spanish", "de")
    ]
    assert findings(work / "fr") == []


def test_a_note_between_one_language_and_several_is_warned(tmp_path: Path) -> None:
    work = make_work(tmp_path)
    alone = work.parent / "alone"
    shutil.copytree(work / "fr", alone)
    shutil.copytree(work / "figures", alone / "figures")
    shutil.copytree(work / "en", alone / "en")
    codes = [one.code for one in load_with_warnings(alone).warnings]
    assert codes == ["N395", "N388"]


def test_links_out_of_a_work_are_refused(tmp_path: Path) -> None:
    work = make_work(tmp_path)
    (tmp_path / "secret.yaml").write_text("participants: []\n")
    (work / "people.yaml").unlink()
    (work / "people.yaml").symlink_to(tmp_path / "secret.yaml")
    shutil.move(work / "figures", tmp_path / "figures")
    (work / "figures").symlink_to(tmp_path / "figures")
    assert [code for code, _ in findings(work / "fr")] == ["N157", "N157"]
    shutil.rmtree(work / "fr")
    (work / "fr").symlink_to(tmp_path / "elsewhere")
    assert [note_name(one) for one in find_notes(find_workspace(tmp_path))] == ["rivers/en"]


def test_a_pipe_is_no_note_and_is_not_waited_for(tmp_path: Path) -> None:
    work = make_work(tmp_path)
    (work / "fr/note.yaml").unlink()
    os.mkfifo(work / "fr/note.yaml")
    assert work_in(work) is not None
    assert told_digests(work / "en").keys() == {"fr"}
