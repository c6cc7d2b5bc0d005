"""Building: what is made, what is kept, and that the result never depends on what was there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from file_digests import digests

from pipeline.editions.schedule import STEPS
from pipeline.editions.table import NAMES
from pipeline.errors import CannotRunError, SourceError
from pipeline.production.building import build_folder
from pipeline.production.freshness import read_inputs
from pipeline.production.index import publish_index
from pipeline.production.manifest import read_manifest
from pipeline.production.publish.release import staging_of
from pipeline.production.style_inputs import style_files
from pipeline.production.verify import verify_build, verify_files
from pipeline.watch import watched_files
from pipeline.workspace import Workspace, find_workspace

pytestmark = pytest.mark.slow

NOTES = Path(__file__).parents[1] / "notes"
WORDS = "A sentence that was added afterwards."


@pytest.fixture
def workspace(tmp_path: Path, shared_root: Path) -> Workspace:
    """A project with one small note, whose cache is that of all these tests."""
    shutil.copytree(NOTES / "minimal", tmp_path / "source" / "notes" / "minimal")
    return replace(find_workspace(tmp_path), root=shared_root)


def note_of(workspace: Workspace) -> Path:
    return workspace.source / "notes" / "minimal"


def first_text(workspace: Workspace) -> Path:
    return next((note_of(workspace) / "text").glob("1-*.md"))


def add_words(workspace: Workspace, words: str = WORDS) -> None:
    text = first_text(workspace)
    text.write_text(f"{text.read_text().rstrip()}\n\n{words}\n")


STARTS = """
import sys
from pathlib import Path

started = []
sys.addaudithook(lambda event, given: event == "subprocess.Popen" and started.append(given[1]))
from pipeline.production.building import build_folder
from pipeline.workspace import find_workspace

root = Path(sys.argv[1])
build_folder(root / "source/notes/minimal", find_workspace(root), ("pdf",))
is_pandoc = lambda words: any(Path(str(word)).name == "pandoc" for word in words)
print(*("pandoc" if is_pandoc(words) else words[2] for words in started))
"""


def test_the_engine_starts_when_pandoc_has_made_room_for_it(workspace: Workspace) -> None:
    root = workspace.source.parent
    # A quote without room is a remark, whose line is found by reading the source again.
    text = first_text(workspace)
    text.write_text(text.read_text().replace("{.pull}", "{lang=en}"))
    done = subprocess.run(
        [sys.executable, "-c", STARTS, root], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["pandoc", "pipeline.press.engine.fork_server"]


def test_a_build_makes_every_edition_and_names_it_in_the_manifest(workspace: Workspace) -> None:
    told: list[str] = []
    report = build_folder(note_of(workspace), workspace, progress=told.append)
    assert [made.edition for made in report.made] == list(NAMES)
    done = {one.step for one in report.steps}
    ahead = {
        *("parts", "pages", "source archive", "print join", "one-pager pages"),
        *("earlier revisions", "one-pager drafts"),
    }
    # Those are done only where there is time for them.
    done -= {step.name for step in STEPS if step.where == "while waiting"}
    assert done == {"reading", *ahead, *NAMES, "publishing"}
    assert [step for step in told if step in {"reading", *NAMES, "publishing"}] == [
        *(
            "reading",
            "markdown",
            "metadata",
            "epub",
            "pdf",
            "one-pagers",
            "print",
            "web",
            "publishing",
        )
    ]
    assert set(told) <= {one.step for one in report.steps}
    files = digests(report.folder)
    assert set(files) == {*report.manifest.outputs, "manifest.json"}
    assert {"minimal.pdf", "minimal-print.pdf", "minimal.epub", "web/index.html"} <= set(files)
    assert report.manifest.source["note.yaml"]
    assert verify_files(workspace.out / "minimal") == ()


def test_a_second_build_does_nothing(workspace: Workspace) -> None:
    first = build_folder(note_of(workspace), workspace)
    before = {path: path.stat().st_ino for path in first.folder.rglob("*")}
    second = build_folder(note_of(workspace), workspace)
    assert second.made == ()
    assert second.reasons == ()
    assert {path: path.stat().st_ino for path in second.folder.rglob("*")} == before


def test_an_edit_gives_what_a_clean_build_gives(workspace: Workspace, tmp_path: Path) -> None:
    build_folder(note_of(workspace), workspace)
    add_words(workspace)
    edited = build_folder(note_of(workspace), workspace)
    assert edited.reasons == (f"text/{first_text(workspace).name} changed",)
    elsewhere = Workspace(tmp_path, workspace.source, workspace.styles, tmp_path / "elsewhere")
    clean = build_folder(note_of(workspace), elsewhere)
    assert digests(edited.folder) == digests(clean.folder)


def test_an_edit_of_the_data_of_a_table_is_built(workspace: Workspace, tmp_path: Path) -> None:
    data = note_of(workspace) / "figures/hours.csv"
    data.write_text("Village,Hours\nUpper,12\n", "utf-8")
    add_words(workspace, "![Hours](figures/hours.csv){.table}")
    build_folder(note_of(workspace), workspace)
    assert "minimal/figures/hours.csv" in watched_files((note_of(workspace),), workspace)
    data.write_text("Village,Hours\nUpper,14\n", "utf-8")
    edited = build_folder(note_of(workspace), workspace)
    assert edited.reasons == ("figures/hours.csv changed",)
    assert ">14<" in (edited.folder / "web/index.html").read_text("utf-8")
    elsewhere = Workspace(tmp_path, workspace.source, workspace.styles, tmp_path / "elsewhere")
    assert digests(edited.folder) == digests(build_folder(note_of(workspace), elsewhere).folder)


def test_findings_leave_the_outputs_as_they_were(workspace: Workspace) -> None:
    folder = build_folder(note_of(workspace), workspace).folder
    before = digests(folder)
    add_words(workspace, "<b>raw</b>")
    with pytest.raises(SourceError) as refused:
        build_folder(note_of(workspace), workspace)
    assert refused.value.findings
    assert digests(folder) == before


def test_one_edition_leaves_the_others(workspace: Workspace) -> None:
    folder = build_folder(note_of(workspace), workspace).folder
    before = digests(folder)
    add_words(workspace)
    report = build_folder(note_of(workspace), workspace, ("epub",))
    after = digests(folder)
    assert [made.edition for made in report.made] == ["epub"]
    assert {path for path in after if after[path] != before[path]} == {
        "minimal.epub",
        "manifest.json",
    }
    later = build_folder(note_of(workspace), workspace)
    assert "the edition pdf was built from an earlier source" in later.reasons
    made_from = {edition: set[str]() for edition in NAMES}
    for output in later.manifest.outputs.values():
        made_from[output.edition].add(output.made_from)
    assert {len(digests) for digests in made_from.values()} == {1}


def test_what_was_taken_away_is_made_again_and_what_was_altered_is_not_touched(
    workspace: Workspace,
) -> None:
    folder = build_folder(note_of(workspace), workspace).folder
    before = digests(folder)
    (folder / "minimal.pdf").unlink()
    (folder / "minimal.epub").write_bytes(b"damaged")
    codes = [finding.code for finding in verify_files(workspace.out / "minimal")]
    assert sorted(codes) == ["N410", "N411"]
    altered = digests(folder)
    with pytest.raises(CannotRunError, match=r"minimal\.epub was changed since"):
        build_folder(note_of(workspace), workspace)
    assert digests(folder) == altered
    (folder / "minimal.epub").unlink()
    report = build_folder(note_of(workspace), workspace)
    assert len(report.reasons) == 2
    assert digests(folder) == before


def test_verify_builds_again_and_sees_a_source_that_moved_on(workspace: Workspace) -> None:
    build_folder(note_of(workspace), workspace)
    verified = verify_build(note_of(workspace), workspace, lambda _: None)
    assert (verified.findings, verified.libraries) == ((), ())
    add_words(workspace)
    verified = verify_build(note_of(workspace), workspace, lambda _: None)
    assert {finding.code for finding in verified.findings} == {"N413"}


def test_the_index_follows_the_notes(workspace: Workspace) -> None:
    folders = (note_of(workspace),)
    build_folder(note_of(workspace), workspace)
    assert publish_index(folders, workspace, print)
    page = (workspace.out / "index.html").read_text()
    assert "minimal/web/index.html" in page
    briefs = re.findall(r"one-pagers/(\d)-[a-z-]+(?<!-print)\.pdf", page)
    assert briefs == sorted(briefs)
    assert len(briefs) == 2
    assert page.index("minimal.pdf") < page.index("minimal-print.pdf") < page.index("minimal.epub")
    assert (workspace.out / "feed.xml").is_file()
    assert json.loads((workspace.out / "opds.json").read_text())["publications"]
    assert not publish_index(folders, workspace, print)
    add_words(workspace)
    build_folder(note_of(workspace), workspace)
    assert publish_index(folders, workspace, print)


def test_an_index_that_is_not_whole_is_written_again(workspace: Workspace) -> None:
    folders = (note_of(workspace),)
    build_folder(note_of(workspace), workspace)
    publish_index(folders, workspace, print)
    before = digests(workspace.out)
    (workspace.out / "opds.json").unlink()
    assert publish_index(folders, workspace, print)
    assert digests(workspace.out) == before


def test_an_index_that_is_not_ours_is_not_touched(workspace: Workspace) -> None:
    folders = (note_of(workspace),)
    build_folder(note_of(workspace), workspace)
    publish_index(folders, workspace, print)
    for name, words in (("feed.xml", "was changed since"), ("manifest.json", "are in the way")):
        kept = (workspace.out / name).read_bytes()
        (workspace.out / name).write_text("altered")
        before = digests(workspace.out)
        with pytest.raises(CannotRunError, match=words):
            publish_index(folders, workspace, print)
        assert digests(workspace.out) == before
        (workspace.out / name).write_bytes(kept)


def test_what_a_killed_build_left_is_taken_away_by_one_with_nothing_to_do(
    workspace: Workspace,
) -> None:
    build_folder(note_of(workspace), workspace)
    staging = staging_of(workspace.out / "minimal")
    manifest = read_manifest(workspace.out / "minimal")
    assert manifest is not None
    staging.begin(manifest.files())
    shutil.copytree(workspace.out / "minimal", staging.box / "new")
    before = digests(workspace.out / "minimal")
    assert build_folder(note_of(workspace), workspace).made == ()
    assert not staging.is_there
    assert digests(workspace.out / "minimal") == before


def test_built_in_tokens_count_beside_those_of_the_project(workspace: Workspace) -> None:
    built_in = style_files(workspace)
    workspace.styles.mkdir()
    own = workspace.styles / "tokens.css"
    own.write_text(":root { --text-size: 10pt }")
    files = style_files(workspace)
    assert files == {**built_in, "built-in tokens.css": built_in["tokens.css"], "tokens.css": own}


def test_an_icc_profile_of_the_project_counts_by_its_content(workspace: Workspace) -> None:
    profile = workspace.root / "own.icc"
    profile.write_bytes(b"one")
    workspace.styles.mkdir()
    tokens = workspace.styles / "tokens.css"
    tokens.write_text(f':root {{ --printing-condition: "{profile}" }}')
    before = read_inputs(note_of(workspace), workspace)
    assert str(profile) not in before.style
    profile.write_bytes(b"two")
    assert read_inputs(note_of(workspace), workspace).style != before.style


def test_python_gives_what_the_command_line_gives(workspace: Workspace, tmp_path: Path) -> None:
    import pipeline

    report = build_folder(note_of(workspace), workspace)
    note = pipeline.load_note(note_of(workspace))
    manifest = pipeline.build(note, out=tmp_path / "from-python")
    assert manifest.outputs == report.manifest.outputs
    assert digests(tmp_path / "from-python" / "minimal") == digests(report.folder)


def test_python_finds_what_a_killed_build_had_moved_away(workspace: Workspace) -> None:
    import pipeline

    report = build_folder(note_of(workspace), workspace)
    folder = report.folder
    before = digests(folder)
    staging = staging_of(folder)
    staging.begin(report.manifest.files())
    folder.rename(staging.box / "old")
    pipeline.build(pipeline.load_note(note_of(workspace)), editions=("pdf",), out=workspace.out)
    assert digests(folder) == before
