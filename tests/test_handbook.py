"""The handbook: every command in it is run, and every command there is stands in it."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypandoc
import pytest
from interrupting import ctrl_c_heard
from outside_checkers import hidden_epubcheck

from pipeline.findings import rules
from pipeline.load import load_note
from pipeline.note.text import Block, Code, Footnote
from pipeline.note.walk import headings_in, inlines_of

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
HANDBOOK = ROOT / "source/notes/notepress-handbook"
PROGRAM = (sys.executable, "-m", "pipeline")
_SERVED = "http://127.0.0.1:"
ENDLESS = {"preview": _SERVED, "style preview": _SERVED, "watch": "watching"}
"""Commands that go on until they are interrupted, and what they say when they are ready."""
FLAGS = {"--format json", "--help", "--project", "--source-only", "--to"}
"""Flags that stand alone in it; whatever else begins with two hyphens is a token."""
REPORT = """---
title: Three rivers
---

# I. Water

## 1. Who shares it?

Three villages share it. They have done so since 1950.

### Old shares

The upper village takes half of the water.
"""


def code_in(blocks: tuple[Block, ...]) -> Iterator[str]:
    for inline in inlines_of(blocks):
        if isinstance(inline, Code):
            yield inline.text
        elif isinstance(inline, Footnote):
            yield from code_in(inline.blocks)


def code_in_handbook() -> list[str]:
    note = load_note(HANDBOOK)
    headings = headings_in(note)
    return [text for heading in headings for text in code_in(heading.blocks)]


COMMANDS = sorted({text for text in code_in_handbook() if text.startswith("notepress ")})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a note named river, built, and what the commands of the handbook name."""
    folder = tmp_path_factory.mktemp("handbook") / "project"
    folder.mkdir()
    for name in ("river", "river-draft"):
        shutil.copytree(ROOT / "tests/notes/minimal", folder / "source/notes" / name)
    draft = next((folder / "source/notes/river-draft/text").glob("1-*.md"))
    draft.write_text(f"{draft.read_text('utf-8').rstrip()}\n\nMore words.\n", "utf-8")
    pandoc = [pypandoc.get_pandoc_path(), "--from=markdown", f"--output={folder}/report.docx"]
    subprocess.run(pandoc, input=REPORT, text=True, check=True)
    done = run("build", "-q", folder=folder)
    assert done.returncode == 0, done.stderr
    done = run("build", "-q", "river", "--edition", "docx", folder=folder)
    assert done.returncode == 0, done.stderr
    shutil.copy(folder / "build/river/river.docx", folder / "river-edited.docx")
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project, for one command, with our own checks alone."""
    paths = (hidden_epubcheck(tmp_path), ROOT)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(str, paths)))
    return shutil.copytree(built, tmp_path / "project")


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *arguments],
        cwd=folder, env=environment(), capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def environment() -> dict[str, str]:
    return {"PYTHONPATH": str(ROOT), **os.environ, "PYTHONUNBUFFERED": "1"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_in_the_handbook_runs(
    command: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if command == "notepress preflight river":
        monkeypatch.setenv("PYTHONPATH", str(ROOT))
    name, *rest = shlex.split(command)[1:]
    sign = next(
        (ENDLESS[one] for one in ENDLESS if f"{command} ".startswith(f"notepress {one} ")), ""
    )
    if sign:
        # Another program may have the usual port.
        port = ["--port", "0"] if sign == _SERVED and "--port" not in rest else []
        assert run_until_ready([name, *rest, *port], sign, project) == 130
        return
    done = run(name, *rest, folder=project)
    assert done.returncode == 0, done.stderr


def run_until_ready(arguments: list[str], sign: str, folder: Path) -> int:
    """Run a command until it says that it is ready, interrupt it, and give its exit code."""
    with ctrl_c_heard():
        process = subprocess.Popen(
            [*PROGRAM, *arguments], cwd=folder, env=environment(), stdout=subprocess.PIPE, text=True
        )
    with process:
        assert process.stdout
        said = []
        for line in process.stdout:
            said.append(line)
            if sign in line:
                process.send_signal(signal.SIGINT)
                break
        try:
            process.wait(timeout=900)
        finally:
            process.kill()
        assert any(sign in line for line in said), said
        return process.returncode


def test_every_command_there_is_stands_in_the_handbook() -> None:
    named = {shlex.split(command)[1] for command in COMMANDS}
    # A module cannot be called as a word of Python is.
    there = {path.stem.rstrip("_") for path in (ROOT / "pipeline/cli/commands").glob("[a-z]*.py")}
    assert named == there


def test_the_editions_and_codes_it_names_are_there() -> None:
    from pipeline.editions.table import ALL_NAMES

    code = code_in_handbook()
    assert set(ALL_NAMES) <= set(code)
    for command in COMMANDS:
        if command.startswith("notepress explain N"):
            assert command.split()[2] in rules()


def test_the_tokens_and_marks_it_names_are_there() -> None:
    from pipeline.house_style import load_style
    from pipeline.load.text.attributes import LAYOUT_HINTS
    from pipeline.workspace import built_in_styles

    style = load_style(built_in_styles())
    code = code_in_handbook()
    for text in code:
        if text.startswith("--") and text not in FLAGS:
            assert text.removeprefix("--") in style.tokens, text
        if text.startswith(("parts/", "editions/")):
            assert text in style.files, text
    assert {f"{{.{hint}}}" for hint in LAYOUT_HINTS} <= set(code)


def test_the_words_it_names_can_be_overridden(tmp_path: Path) -> None:
    from pipeline.house_style import load_style
    from pipeline.workspace import built_in_styles

    assert "words/en.toml" in code_in_handbook()
    (tmp_path / "words").mkdir()
    (tmp_path / "words/en.toml").write_text('contents = "What is inside"\n', "utf-8")
    style = load_style(built_in_styles(), tmp_path)
    assert style.words("en")["contents"] == "What is inside"


def test_it_has_the_length_of_a_handbook() -> None:
    note = load_note(HANDBOOK)
    assert len(note.themes) == 5
    assert note.people.participants == ()
    words = sum(len(path.read_text("utf-8").split()) for path in (HANDBOOK / "text").glob("*.md"))
    assert 3000 < words < 8000
