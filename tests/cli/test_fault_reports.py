"""Bugs in notepress: every command reports them in one sentence, without any text of a note."""

from __future__ import annotations

import datetime as dt
import http.client
import pickle
import re
import shutil
import stat
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from pipeline.cli import main
from pipeline.cli.arguments import command_names
from pipeline.errors import FaultError, NotepressError
from pipeline.press.engine.engine import Engine
from pipeline.press.pdf.attaching.attachment import attach_source, pack_source
from pipeline.preview.builder import rebuild_on_change
from pipeline.preview.server import PreviewServer
from pipeline.preview.state import Board
from pipeline.production.building import build_folder
from pipeline.workspace import find_workspace

pytestmark = pytest.mark.slow

MINIMAL = Path(__file__).parents[1] / "notes/minimal"
SECRET = "confidential words"
PARAGRAPH = "pipeline.load.text.blocks._paragraph"

INSIDE = {
    "build": (["minimal", "--edition=web"], PARAGRAPH),
    "check": (["minimal", "--source-only"], PARAGRAPH),
    "diff": (["minimal", "minimal"], "pipeline.comparing.matching._family"),
    "doctor": ([], "pipeline.press.pdf.printing.settings.find_profile"),
    "explain": (["N104"], "pipeline.cli.commands.explain.fill"),
    "extract": (["carrying.pdf"], "pipeline.press.pdf.attaching.attached_source._check"),
    "import": (["words.md", "--to", "words"], "pipeline.importing.placing.cleaning._Cleaner"),
    "init": (["new", "--title", SECRET], "pipeline.starting.note._values"),
    "keep": (["minimal"], "pipeline.production.keeping.read_manifest"),
    "preflight": (["minimal"], "pipeline.preflight.examination.read_manifest"),
    "preview": (["--port", "0"], "pipeline.preview.builder.read_manifest"),
    "schema": (["note.yaml"], "pipeline.load.facts.schemas._closed"),
    "translate": (["export", "minimal", "fr"], "pipeline.translating.exporting.items_of"),
    "style": (["new"], "pipeline.starting.style.read_form"),
    "verify": (["minimal"], "pipeline.production.verify.read_manifest"),
    "watch": (["minimal"], "pipeline.watch._signature"),
}
"""A call of each command, and a function deep inside it that fails."""


def fail(*_: object, **__: object) -> Any:
    """Fail over values that hold a text, and with messages that repeat it."""
    text = SECRET
    try:
        return int(text)
    except ValueError as error:
        raise ZeroDivisionError(text) from error


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one small note, a manuscript and a PDF that carries its source."""
    shutil.copytree(MINIMAL, tmp_path / "source/notes/minimal")
    (tmp_path / "words.md").write_text(f"# A title\n\nSome {SECRET}.\n")
    document = pikepdf.new()
    document.add_blank_page()
    source = {"note.yaml": SECRET.encode()}
    attach_source(document, pack_source(source, dt.date(2023, 5, 1)), "s", dt.date(2023, 5, 1))
    document.save(tmp_path / "carrying.pdf")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def reports(project: Path) -> list[Path]:
    return sorted((project / "temporary").glob("notepress-fault-*.txt"))


def test_every_command_is_tried() -> None:
    assert set(INSIDE) == set(command_names())


@pytest.mark.parametrize("command", INSIDE)
def test_a_command_that_fails_inside_says_so(
    command: str,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments, function = INSIDE[command]
    monkeypatch.setattr(function, fail)
    assert main([command, *arguments]) == 2
    told = capsys.readouterr()
    said, hint = told.err.splitlines()
    assert said.startswith("notepress: an unexpected error occurred; this is a bug in notepress")
    (report,) = reports(project)
    assert f"the report in {report} to the maintainers" in hint
    text = report.read_text("utf-8")
    for shown in (told.out, told.err, text):
        assert "Traceback" not in shown
        assert SECRET not in shown
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert f"command: notepress {command}" in text
    assert re.search(r"^  .*test_fault_reports:\d+ in fail$", text, re.MULTILINE)
    # Of a build, what the process that builds a note could say.
    first = "production.series.worker in _built" if command == "build" else "cli in _run"
    assert f"\n  pipeline.{first}\n" in re.sub(r":\d+", "", text)
    assert {"builtins.ZeroDivisionError", "builtins.ValueError"} <= set(text.splitlines())
    assert re.search(r"^weasyprint \d+", text, re.MULTILINE)
    assert str(project) not in text


def test_the_report_names_options_and_editions_and_nothing_that_was_typed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PARAGRAPH, fail)
    assert main(["build", "minimal", "--edition", "epub", "--out=private"]) == 2
    (report,) = reports(project)
    lines = report.read_text("utf-8").splitlines()
    assert "command: notepress build ... --edition epub --out=..." in lines


def test_a_report_that_cannot_be_kept_is_printed(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(PARAGRAPH, fail)
    monkeypatch.setattr(tempfile, "tempdir", str(project / "nowhere"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(project / "carrying.pdf"))
    assert main(["check", "minimal", "--source-only"]) == 2
    printed = capsys.readouterr().err
    assert "the report below" in printed
    assert "builtins.ZeroDivisionError" in printed
    assert SECRET not in printed


def test_where_temporary_files_cannot_be_written_the_cache_takes_the_report(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(PARAGRAPH, fail)
    monkeypatch.setattr(tempfile, "tempdir", str(project / "nowhere"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(project / "remembered"))
    assert main(["check", "minimal", "--source-only"]) == 2
    (report,) = (project / "remembered/notepress").iterdir()
    assert str(report) in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "words", "has_report"),
    [
        (MemoryError(SECRET), "memory", False),
        (RecursionError(SECRET), "nested more deeply than notepress can handle", True),
        (ModuleNotFoundError(SECRET, name="brotli"), "is not installed: brotli", False),
        (RuntimeError("can't start new thread"), "no more processes can be started", False),
        (OSError(24, "Too many open files", "a/b.md"), "a/b.md: too many open files", False),
    ],
)
def test_what_is_no_fault_is_told_for_what_it_is(
    error: Exception,
    words: str,
    has_report: bool,  # noqa: FBT001
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(PARAGRAPH, refuse)
    assert main(["check", "minimal", "--source-only"]) == 2
    said, hint = capsys.readouterr().err.splitlines()
    assert words in said
    assert hint.startswith("hint: ")
    assert SECRET not in said
    assert bool(reports(project)) == has_report == ("bug in notepress" in said)


def test_a_fault_in_the_layout_engine_names_the_part(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "pipeline.press.layout.pagination.LAY_OUT_PRELOADED",
        "tests.press.engine_tasks:break_off_preloaded",
    )
    assert main(["build", "minimal", "--edition", "pdf"]) == 2
    told = capsys.readouterr().err
    assert re.match(r"notepress: laying out [\w -]+: an unexpected error", told)
    (report,) = reports(project)
    text = report.read_text("utf-8")
    assert "builtins.ZeroDivisionError" in text
    assert "in break_off_preloaded" in text
    assert "no width" not in text


def test_watch_says_it_and_lives_on(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(PARAGRAPH, fail)
    monkeypatch.setattr("pipeline.cli.commands.watch.changes", lambda *_: iter([("a",), ("b",)]))
    assert main(["watch", "minimal"]) == 0
    assert capsys.readouterr().err.count("this is a bug in notepress") == 3


def test_preview_shows_it_and_lives_on(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PARAGRAPH, fail)
    monkeypatch.setattr("pipeline.preview.builder.changes", lambda *_: iter([("a",), ("b",)]))
    workspace, board = find_workspace(project), Board()
    told: list[FaultError] = []
    note = project / "source/notes/minimal"
    with Engine() as engine:
        build = partial(build_folder, workspace=workspace, engine=engine)
        rebuild_on_change((note,), workspace, board, build, threading.Event(), told.append)
    assert len(told) == 3
    shown = board.find("minimal")
    assert shown is not None
    assert "an unexpected error occurred" in shown.error
    assert SECRET not in shown.error


class BrokenPages:
    """Pages of which none can be written."""

    index = staticmethod(fail)


@pytest.fixture
def broken_server(tmp_path: Path) -> Iterator[tuple[PreviewServer, list[NotepressError]]]:
    told: list[NotepressError] = []
    pages: Any = BrokenPages()
    with PreviewServer(tmp_path, Board(), pages, 0, told.append) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server, told
        server.shutdown()
        thread.join()


def test_a_request_that_fails_is_told_and_the_next_one_is_answered(
    broken_server: tuple[PreviewServer, list[NotepressError]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    server, told = broken_server
    with closing(http.client.HTTPConnection("127.0.0.1", server.server_port)) as connection:
        connection.request("GET", "/")
        with pytest.raises(http.client.HTTPException):
            connection.getresponse()
    with closing(http.client.HTTPConnection("127.0.0.1", server.server_port)) as connection:
        connection.request("GET", "/nothing")
        assert connection.getresponse().status == 404
    assert [type(one) for one in told] == [FaultError]
    assert capsys.readouterr() == ("", "")


def test_a_fault_is_the_same_on_the_other_side_of_a_process() -> None:
    fault = FaultError("it broke", ("builtins.KeyError",), "laying out x")
    again = pickle.loads(pickle.dumps(fault))
    assert (str(again), again.trace, again.doing) == ("it broke", fault.trace, fault.doing)
