"""`notepress preview --beside FILE`: a manuscript and its note side by side, in a real browser."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from validators.browser import audit_page, run_script

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
MINIMAL = HERE.parent / "notes" / "minimal"
COMMAND = [sys.executable, "-m", "pipeline", "preview", "--port", "0"]
MANUSCRIPT = """# Introduction

Three villages (dogs included) draw water from one river, the Sanli He 三里河.
Two experts met to talk about it.

# Sharing the water

## Who takes how much?

The shares follow the fields that each village tills. They were fixed in 1950.[^fixed]

### The old shares

The upper village takes half. Nobody remembers a year in which the shares were measured.
That is about to change.

- The middle village takes three parts.
- The lower village takes two.

[^fixed]: The paper is kept in the upper village's school.

## What happens in a dry year?

A dry year is shared in hours and not in litres. Each village opens its gate in turn.

| Village | Hours |
|---------|------:|
| Upper   |    13 |
| Middle  |     8 |
| Lower   |     4 |

# Other points

### Keeping the gates

The gates are looked after by the [Water Board](https://water.example/).

<script>document.title = "run"</script>

![The river with its three gates, one above each village.](river.svg "The river and its gates")

<img src="x" onerror="document.title = 'run'">
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a note that was built, and its manuscript."""
    project = tmp_path_factory.mktemp("project")
    shutil.copytree(MINIMAL, project / "source" / "notes" / "minimal")
    (project / "manuscript.md").write_text(MANUSCRIPT, "utf-8")
    build = [sys.executable, "-m", "pipeline", "build", "-q"]
    subprocess.run(build, cwd=project, check=True)
    return project


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    """The address of the preview of both."""
    command = [*COMMAND, "--beside", "manuscript.md"]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


@pytest.mark.browser
def test_differences_are_marked_listed_and_walked_through(address: str, project: Path) -> None:
    assert address.endswith("/note/minimal/beside")
    text = project / "source/notes/minimal/text/1-sharing.md"
    result = run_script(HERE / "beside.mjs", address, str(text))
    assert result["in_manuscript"] == ["dogs included", "13"]
    assert result["in_note"] == ["12"]
    assert [one.split(" ", 3)[3].partition(" ")[0] for one in result["listed"]] == [
        "manuscript", "note", "manuscript",
    ]  # fmt: skip
    first, second, *_ = result["walk"]
    assert (first["here"], first["manuscript"], first["note"]) == ("1 of 3", "dogs included", "")
    assert (second["here"], second["manuscript"] + second["note"]) == ("2 of 3", "12")
    assert [one["here"][0] for one in result["walk"]] == ["1", "2", "1", "3"]
    assert all(one["listed"] == 1 for one in result["walk"])
    assert result["walk_in_frame"]["here"] == "1 of 3"
    assert max(result["apart"]) < 2
    assert result["scrolled"]
    assert result["edit_is_marked"]
    assert result["title"].endswith("beside manuscript.md – notepress preview")
    assert result["console"] == []


@pytest.mark.browser
def test_the_page_is_accessible_at_every_width(address: str) -> None:
    for one in audit_page(address, (375, 1280, 1600)):
        assert one.violations == ()
        assert one.console == ()
        assert one.overflow == 0
        assert one.elsewhere == ()
        assert one.failures == ()


def refused(project: Path, *arguments: str) -> str:
    done = subprocess.run(
        [*COMMAND, *arguments], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode in {1, 2}
    assert "Traceback" not in done.stderr
    return done.stderr


def test_what_cannot_be_shown_is_told(project: Path, tmp_path: Path) -> None:
    assert "no such file" in refused(project, "--beside", "nowhere.docx").lower()
    (project / "broken.docx").write_bytes(b"PK\x03\x04 nothing")
    assert "broken.docx" in refused(project, "--beside", "broken.docx")
    shutil.copytree(MINIMAL, project / "source" / "notes" / "another")
    try:
        told = refused(project, "--beside", "manuscript.md")
    finally:
        shutil.rmtree(project / "source" / "notes" / "another")
    assert "manuscript.md can be shown beside one note, not beside 2" in told
    assert "notepress preview NOTE --beside manuscript.md" in told
