"""A packed note has the same inputs where it is unpacked, and is refused for the same reasons."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import CannotRunError, SourceError
from pipeline.load import load_with_warnings
from pipeline.production.freshness import read_inputs
from pipeline.production.store.contents import CONTENTS, Store, open_store
from pipeline.production.store.packing import PackedNote, Packer, unpack_note
from pipeline.works import note_name
from pipeline.workspace import Workspace, find_workspace

NOTES = Path(__file__).parents[2] / "notes"
ROOT = NOTES.parents[1]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "store"))


@pytest.fixture
def project(tmp_path: Path) -> Workspace:
    """A project with a style, an imprint and a bibliography that its notes share."""
    notes = tmp_path / "project" / "source" / "notes"
    for name in ("wells", "rivers"):
        shutil.copytree(NOTES / "minimal", notes / name)
        (notes / name / "imprint.yaml").unlink()
    shutil.copy(NOTES / "minimal" / "imprint.yaml", notes)
    (notes.parent / "references.bib").write_text("@book{a, title={Wells}, year={2001}}\n")
    styles = tmp_path / "project" / "styles"
    styles.mkdir()
    (styles / "tokens.css").write_text(":root { --accent: #123456; }\n")
    (styles / "README").write_text("not a part of the style")
    return find_workspace(styles.parent)


def unpacked(packed: PackedNote, store: Store, folder: Path) -> tuple[Path, Workspace]:
    folder.mkdir()
    workspace = unpack_note(packed, store, folder, folder)
    note = folder / packed.folder
    return note, workspace.for_note(note)


def same_inputs(note: Path, workspace: Workspace, store: Store, folder: Path) -> PackedNote:
    """Pack and unpack a note, and see that its outputs depend on the same."""
    packed = Packer(store).pack(note, workspace)
    there, around = unpacked(packed, store, folder)
    assert note_name(there) == packed.name == note_name(note)
    assert read_inputs(there, around) == read_inputs(note, workspace.for_note(note))
    return packed


def test_a_note_of_a_project_has_its_inputs_elsewhere(
    tmp_path: Path, project: Workspace, store: Store
) -> None:
    note = project.source / "notes" / "wells"
    (note / "styles").mkdir()
    (note / "styles" / "web.css").write_text(".note { color: red }\n")
    (note / ".git").mkdir()
    (note / ".git" / "config.yaml").write_text("hidden")
    (note / "build").mkdir()
    (note / "build" / "old.md").write_text("an output")
    packed = same_inputs(note, project, store, tmp_path / "there")
    names = [path for path, _ in packed.files]
    assert "style/tokens.css" in names
    assert "tree/source/notes/imprint.yaml" in names
    assert "tree/source/references.bib" in names
    assert not [name for name in names if "README" in name or ".git" in name or "build" in name]


def test_equal_files_of_many_notes_are_stored_once(project: Workspace, store: Store) -> None:
    packer = Packer(store)
    one, other = (
        packer.pack(project.source / "notes" / name, project) for name in ("wells", "rivers")
    )
    assert {digest for _, digest in one.files} == {digest for _, digest in other.files}
    stored = {name.rpartition("/")[2] for name, _, _ in store.files.names(CONTENTS)}
    assert stored == {digest for _, digest in one.files}
    assert packer.pack(project.source / "notes" / "wells", project) == one


def test_a_changed_file_is_stored_anew(project: Workspace, store: Store) -> None:
    packer, note = Packer(store), project.source / "notes" / "wells"
    before = packer.pack(note, project)
    (note / "text" / "introduction.md").write_text("# Introduction\n\nOther words.\n")
    assert len(set(before.files) ^ set(packer.pack(note, project).files)) == 2


@pytest.mark.parametrize("name", ["minimal", "rich", "charted", "authored"])
def test_a_note_alone_has_its_inputs_elsewhere(name: str, tmp_path: Path, store: Store) -> None:
    note = tmp_path / "documents" / name
    shutil.copytree(NOTES / name, note)
    same_inputs(note, find_workspace(note), store, tmp_path / "there")


def test_notes_of_the_project_itself_have_their_inputs_elsewhere(
    tmp_path: Path, store: Store
) -> None:
    workspace = replace(find_workspace(ROOT), out=tmp_path / "out")
    works = [folder for folder in (workspace.source / "notes").iterdir() if folder.is_dir()]
    notes = [found.parent for folder in works for found in sorted(folder.rglob("note.yaml"))]
    assert any("/" in note_name(note) for note in notes), "one in several languages"
    for number, note in enumerate(notes):
        packed = same_inputs(note, workspace, store, tmp_path / str(number))
        assert not packed.has_style, "the style of this project is the built-in one"


def test_links_and_strange_files_are_refused_for_the_same_reasons(
    tmp_path: Path, project: Workspace, store: Store
) -> None:
    note = project.source / "notes" / "wells"
    (tmp_path / "secret.md").write_text("# Of nobody else\n")
    (note / "text" / "2-other-points.md").unlink()
    (note / "text" / "2-other-points.md").symlink_to(tmp_path / "secret.md")
    (note / "text" / "thoughts.docx").write_bytes(b"a large file, of which the name is enough")
    (note / "figures" / "more").symlink_to("/")
    packed = same_inputs(note, project, store, tmp_path / "there")
    assert ("tree/source/notes/wells/text/thoughts.docx", "") in packed.files
    findings = []
    for folder in (note, tmp_path / "there" / packed.folder):
        with pytest.raises(SourceError) as caught:
            load_with_warnings(folder)
        findings.append(caught.value.findings)
    assert findings[0] == findings[1]
    assert {"N151", "N157"} <= {finding.code for finding in findings[0]}
    assert b"Of nobody else" not in b"".join(
        store.files.read(name) or b"" for name, _, _ in store.files.names(CONTENTS)
    )


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "a//x", "./x", "", "a/\0"])
def test_no_packed_name_leaves_the_folder(path: str, tmp_path: Path, store: Store) -> None:
    digest = store.put(b"words")
    for packed in (
        PackedNote("wells", "tree/wells", ((path, digest),)),
        PackedNote("wells", "tree/wells", (), folders=(path,)),
        PackedNote("wells", "tree/wells", (), links=((path, "/etc"),)),
    ):
        folder = tmp_path / "a" / "b" / "c"
        folder.mkdir(parents=True, exist_ok=True)
        with pytest.raises(CannotRunError, match="a file outside of its folder"):
            unpack_note(packed, store, folder, folder)
    assert [path.name for path in tmp_path.rglob("x")] == []


def test_nothing_is_written_behind_a_link(tmp_path: Path, store: Store) -> None:
    packed = PackedNote("a", "tree/a", (), links=(("tree/up", ".."), ("tree/up/x", "/etc")))
    (tmp_path / "there").mkdir()
    with pytest.raises(CannotRunError, match="a file behind a link"):
        unpack_note(packed, store, tmp_path / "there", tmp_path)
    assert not (tmp_path / "there" / "x").is_symlink()
