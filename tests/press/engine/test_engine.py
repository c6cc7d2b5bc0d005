"""Tasks run in separate processes, in a fixed environment and within limits."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import CannotRunError, FaultError, SourceError
from pipeline.press.engine.engine import Engine, LayoutFailedError, Preloaded
from pipeline.press.engine.limits import Limits

pytestmark = pytest.mark.slow

TASKS = "tests.press.engine_tasks"


@pytest.fixture(scope="module")
def strict() -> Iterator[Engine]:
    """An engine that allows a task a second of work, and little memory."""
    with Engine(Limits(memory=1200, processor=1)) as engine:
        yield engine


def test_a_task_returns_its_result(engine: Engine) -> None:
    assert engine.run(f"{TASKS}:double", 21) == 42


def test_a_task_may_send_requests(engine: Engine) -> None:
    task = engine.start(f"{TASKS}:add_replies", 3)
    requested = []
    while (message := task.next_message())[0] == "request":
        requested.append(message[1])
        task.reply(10)
    assert requested == [0, 1, 2]
    assert message == ("result", 30)


def test_tasks_run_in_parallel(engine: Engine) -> None:
    tasks = [engine.start(f"{TASKS}:double", number) for number in range(5)]
    assert [task.result() for task in reversed(tasks)] == [8, 6, 4, 2, 0]


def test_the_environment_is_the_same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    for seed, zone, locale in (("1", "Asia/Shanghai", "zh_CN.UTF-8"), ("2", "UTC", "C")):
        for name, value in (("PYTHONHASHSEED", seed), ("TZ", zone), ("LC_ALL", locale)):
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", seed)
        with Engine() as engine:
            found = engine.run(f"{TASKS}:environment", None)
        assert "SOURCE_DATE_EPOCH" not in found
        assert found["FONTCONFIG_FILE"].endswith("pipeline/press/engine/fonts.conf")
        seen.append((found["hash"], found["TZ"], found["LC_ALL"]))
    assert seen[0] == seen[1]


def test_the_environment_of_the_parent_is_not_changed(engine: Engine) -> None:
    engine.run(f"{TASKS}:double", 1)
    assert "pipeline/press" not in os.environ.get("FONTCONFIG_FILE", "")


def test_findings_travel(engine: Engine) -> None:
    with pytest.raises(SourceError) as raised:
        engine.run(f"{TASKS}:report", None)
    assert [finding.code for finding in raised.value.findings] == ["N390"]


@pytest.mark.parametrize(
    ("task", "message"),
    [
        ("recurse", "its elements are nested too deeply"),
        ("fill_memory", "it needs more than 1200 MiB of memory"),
        ("burn", "it needs more than 1 s of processor time"),
    ],
)
def test_a_task_that_needs_too_much_says_of_what(strict: Engine, task: str, message: str) -> None:
    with pytest.raises(LayoutFailedError) as raised:
        strict.run(f"{TASKS}:{task}", 0)
    assert str(raised.value) == message
    assert strict.run(f"{TASKS}:double", 2) == 4


@pytest.mark.parametrize(
    ("task", "kind", "message"),
    [
        ("break_off", FaultError, "an unexpected error occurred"),
        ("crash", FaultError, "the layout engine crashed (SIGABRT)"),
        ("exit_early", FaultError, "the layout engine ended with status 3"),
        ("fill_disk", CannotRunError, "fonts/x.ttf: no space left on the disk"),
        ("be_killed", CannotRunError, "the layout engine was stopped (SIGKILL)"),
    ],
)
def test_faults_and_refusals_of_the_machine_are_no_findings(
    strict: Engine, task: str, kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind) as raised:
        strict.run(f"{TASKS}:{task}", 0)
    assert str(raised.value) == message
    assert strict.run(f"{TASKS}:double", 2) == 4


def test_a_fault_says_where_it_was_and_nothing_of_what_was_laid_out(engine: Engine) -> None:
    with pytest.raises(FaultError) as raised:
        engine.run(f"{TASKS}:break_off", "confidential")
    trace = "\n".join(raised.value.trace)
    assert "builtins.ZeroDivisionError" in trace
    assert re.search(rf"{TASKS}:\d+ in break_off", trace)
    assert "no width" not in trace
    assert "confidential" not in trace


def test_tasks_are_given_the_preloaded_value(engine: Engine) -> None:
    preloaded = engine.preload(f"{TASKS}:make_double", 21)
    tasks = [preloaded.start(f"{TASKS}:first_of", number) for number in (1, 2, 3)]
    assert [task.result() for task in tasks] == [42, 84, 126]


def _server_of(preloaded: Preloaded) -> int:
    pid: int = preloaded.start(f"{TASKS}:fork_server_pid", None).result()
    return pid


def test_as_many_values_stay_preloaded_as_the_engine_allows() -> None:
    with Engine(max_preloaded=2) as engine:
        one, other = (engine.preload(f"{TASKS}:make_double", number) for number in (100, 200))
        server = _server_of(one)
        assert _server_of(other) == server
        assert _server_of(engine.preload(f"{TASKS}:make_double", 100)) == server
        last = engine.preload(f"{TASKS}:make_double", 300)
        again = engine.preload(f"{TASKS}:make_double", 100)
        assert _server_of(last) == _server_of(again) != server
        results = [value.start(f"{TASKS}:first_of", 2).result() for value in (last, again)]
        assert results == [1200, 400]


def test_a_server_that_was_replaced_is_stopped() -> None:
    with Engine(max_preloaded=1) as engine:
        old = engine.preload(f"{TASKS}:make_double", 1)
        engine.preload(f"{TASKS}:make_double", 2)
        with pytest.raises(CannotRunError, match="the layout engine was stopped"):
            old.start(f"{TASKS}:first_of", 1).result()


@pytest.mark.parametrize(
    ("task", "kind", "message"),
    [
        ("break_off", FaultError, "an unexpected error occurred"),
        ("fill_memory", LayoutFailedError, "it needs more than 1200 MiB of memory"),
        ("burn", LayoutFailedError, "it needs more than 1 s of processor time"),
        ("crash", FaultError, "the layout engine crashed (SIGABRT)"),
    ],
)
def test_every_task_fails_if_preloading_failed(
    strict: Engine, task: str, kind: type[Exception], message: str
) -> None:
    preloaded = strict.preload(f"{TASKS}:{task}", 0)
    for number in (1, 2):
        with pytest.raises(kind) as raised:
            preloaded.start(f"{TASKS}:first_of", [number] * 1_000_000).result()
        assert str(raised.value) == message
    assert strict.run(f"{TASKS}:double", 2) == 4


def test_a_server_that_was_killed_is_restarted(strict: Engine) -> None:
    dead = strict.preload(f"{TASKS}:crash", 0)
    with pytest.raises(FaultError):
        dead.start(f"{TASKS}:first_of", 1).result()
    preloaded = strict.preload(f"{TASKS}:make_double", 21)
    assert preloaded.start(f"{TASKS}:first_of", 1).result() == 42


def test_every_task_reports_the_findings_of_preloading(engine: Engine) -> None:
    preloaded = engine.preload(f"{TASKS}:refuse", None)
    for number in (1, 2):
        with pytest.raises(SourceError) as raised:
            preloaded.start(f"{TASKS}:first_of", number).result()
        assert [finding.code for finding in raised.value.findings] == ["N393"]


def test_tasks_with_a_preloaded_value_are_within_the_limits(strict: Engine) -> None:
    preloaded = strict.preload(f"{TASKS}:make_double", 1)
    with pytest.raises(LayoutFailedError, match="it needs more than 1 s of processor time"):
        preloaded.start(f"{TASKS}:burn_preloaded", 0).result()
    assert preloaded.start(f"{TASKS}:first_of", 3).result() == 6


def test_the_engine_imports_nothing_that_only_a_note_needs(engine: Engine) -> None:
    modules = engine.run(f"{TASKS}:modules", None)
    assert "weasyprint" in modules
    assert not modules & {"babel", "jinja2", "pikepdf", "pydantic", "yaml"}


def test_a_task_that_only_waits_is_ended_too_and_no_finding() -> None:
    with (
        Engine(Limits(clock=1)) as engine,
        pytest.raises(CannotRunError, match="but used little processor time"),
    ):
        engine.run(f"{TASKS}:sleep", None)


def test_an_engine_begins_when_it_is_first_needed() -> None:
    before = _children()
    with Engine(at_once=False) as engine:
        assert _children() == before
        engine.begin()
        (server,) = _children() - before
        engine.begin()
        assert engine.run(f"{TASKS}:double", 4) == 8
        assert _children() - before == {server}
    with Engine(at_once=False) as unused:
        pass
    with pytest.raises(CannotRunError, match="the layout engine was stopped"):
        unused.run(f"{TASKS}:double", 4)


def _children() -> set[str]:
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


def test_nothing_is_left_when_the_engine_ends() -> None:
    with Engine() as engine:
        folder = Path(engine.run(f"{TASKS}:environment", None)["TMPDIR"])
        task = engine.start(f"{TASKS}:sleep", None)
        assert folder.is_dir()
    assert not folder.exists()
    with pytest.raises(CannotRunError, match="the layout engine was stopped"):
        task.next_message()


def test_nothing_is_left_when_the_parent_is_killed() -> None:
    program = f"""
import sys
from pipeline.press.engine.engine import Engine
engine = Engine()
print(engine.run("{TASKS}:environment", None)["TMPDIR"], flush=True)
task = engine.start("{TASKS}:sleep", None)
sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        folder = Path(process.stdout.readline().strip())
        assert folder.is_dir()
        process.kill()
    patience = 9_000
    while folder.exists() and patience:
        time.sleep(0.1)
        patience -= 1
    assert not folder.exists()


def test_a_server_whose_parent_was_killed_at_once_ends_silently(tmp_path: Path) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    ours, control = socket.socketpair()
    ours.close()
    with control:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline.press.engine.fork_server", str(control.fileno())],
            pass_fds=[control.fileno()], env={**os.environ, "TMPDIR": str(folder)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not folder.exists()
