"""`notepress build` of several notes, as users see it: tables, findings, the log, Ctrl-C."""

from __future__ import annotations

import json
import re
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from file_digests import digests
from series_processes import SeriesBuild

from pipeline.cli import main

NOTES = Path(__file__).parents[1] / "notes"
NAMES = ("river", "lake", "broken", "sea")
MARKDOWN = ("--edition", "markdown")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of four notes, one of which has findings, that is the current folder."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        shutil.copytree(NOTES / "minimal", tmp_path / "source/notes" / name)
    text = tmp_path / "source/notes/broken/text/1-sharing.md"
    text.write_text(f"{text.read_text('utf-8')}\n\n![](figures/none.svg)\n", "utf-8")
    return tmp_path


def events(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()]


@pytest.mark.slow
def test_a_table_the_findings_and_the_log(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["build", "--jobs", "1", *MARKDOWN, *NAMES]
    assert main(command) == 1
    told = capsys.readouterr()
    rows = told.out.splitlines()
    assert rows[0].split() == ["note", "editions", "size", "time", "processors"]
    assert [row.split()[0] for row in rows[1:5]] == list(NAMES)
    assert rows[3].endswith("with findings")
    assert re.fullmatch(r"4 notes in [\d.]+ s: 3 made, 1 with findings", rows[5])
    assert "source/notes/broken/text/1-sharing.md:" in told.err
    log = project / ".notepress/last-build.jsonl"
    found = events(log)
    assert [one["event"] for one in found] == ["run", *["begun", "done"] * 4, "end"]
    assert [one["note"] for one in found if one["event"] == "begun"] == list(NAMES)
    assert {one["verdict"] for one in found if one["event"] == "done"} == {"made", "refused"}
    done = next(one for one in found if one["event"] == "done")
    assert done["seconds"] > 0
    assert done["processor_seconds"] > 0
    assert done["memory"] > 10_000_000
    assert (found[-1]["made"], found[-1]["refused"]) == (3, 1)

    assert main([*command, "--log", "log.jsonl"]) == 1
    assert main([*command, "--log", "log.jsonl", "--fail-fast"]) == 1
    assert "river: up to date" in capsys.readouterr().out
    found = events(Path("log.jsonl"))
    assert [one["event"] for one in found].count("run") == 2
    assert [one["note"] for one in found if one["event"] == "begun"] == ["broken"] * 2
    assert [one["note"] for one in found[-4:-1] if one["event"] == "done"] == ["lake", "broken"]
    assert len(events(log)) == 10


def test_only_a_log_is_added_to(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine.txt").write_text("mine")
    assert main(["build", *MARKDOWN, "--log", "mine.txt"]) == 2
    assert "mine.txt exists, and is not a log of notepress" in capsys.readouterr().err
    assert Path("mine.txt").read_text() == "mine"
    assert not (project / "build").exists()


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "1.5"])
def test_a_number_of_jobs_that_is_none(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", "--jobs", jobs])
    assert ended.value.code == 2
    assert "is neither a number of notes nor auto" in capsys.readouterr().err


@pytest.mark.slow
def test_ctrl_c_ends_everything_and_the_same_command_goes_on(project: Path) -> None:
    shutil.rmtree(project / "source/notes/broken")
    command = ("--jobs", "2", "--log", "log.jsonl", "--edition", "pdf", "--edition", "markdown")
    build = SeriesBuild(project, *command)
    log = project / "log.jsonl"
    while not log.is_file() or not any(one["event"] == "done" for one in events(log)):
        assert build.process.poll() is None
        time.sleep(0.02)
    build.interrupt()
    code, out, err = build.end()
    assert (code, out) == (130, "")
    (told,) = err.splitlines()
    done = [one for one in events(log) if one["event"] == "done"]
    assert told.startswith(f"notepress: interrupted: {len(done)} of 3 notes are done; ")
    assert events(log)[-1]["event"] == "interrupted"
    build.wait_until_nobody_is_left()
    assert [path for path in (project / "build").iterdir() if path.name[0] == "."] == []
    assert list((project / "temporary").iterdir()) == []

    code, _, err = SeriesBuild(project, *command).end()
    assert (code, err) == (0, "")
    again = [one for one in events(log) if one["event"] == "done"][len(done) :]
    assert {one["note"] for one in again if one["verdict"] == "up-to-date"} >= {
        one["note"] for one in done
    }
    assert SeriesBuild(project, *command[:2], *command[4:], "--out", "clean").end()[0] == 0
    assert digests(project / "build") == digests(project / "clean")
