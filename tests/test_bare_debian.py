"""The script that builds in bare systems: nothing outlives it, and no difference escapes it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parent.parent / ".ci" / "bare_debian"
ISOLATED = """
import subprocess, sys
sys.path.insert(0, sys.argv[1])
from machine import isolated
subprocess.run(isolated("sh", "-c", sys.argv[2]))
"""


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The modules of the script by name, taken out of reach of other tests afterwards."""
    monkeypatch.syspath_prepend(str(SCRIPT))
    before = set(sys.modules)
    yield __import__
    for name in set(sys.modules) - before:
        if str(SCRIPT) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


def test_what_a_killed_run_mounted_and_started_is_gone(tmp_path: Path) -> None:
    if os.geteuid() != 0 or subprocess.run(["unshare", "--mount", "true"], check=False).returncode:
        pytest.skip("not run: namespaces need root")
    command = f"mount -t tmpfs tmpfs {tmp_path} && touch {tmp_path}/inside && echo up && sleep 3600"
    wrapper = [sys.executable, "-c", ISOLATED, SCRIPT, command]
    with subprocess.Popen(wrapper, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        assert run.stdout.readline() == "up\n"
        run.kill()
        # The end of the pipe comes when the last process that could write to it has ended.
        assert run.stdout.read() == ""
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_on_the_disk_goes_with_the_next(
    modules: Any, tmp_path: Path
) -> None:
    throw_away_folder = modules("archive").throw_away_folder
    (tmp_path / "run-killed" / "bookworm").mkdir(parents=True)
    with throw_away_folder(tmp_path) as first:
        assert list(tmp_path.iterdir()) == [first]
        (first / "trixie").mkdir()
        with throw_away_folder(tmp_path) as second:
            assert (first / "trixie").is_dir()
            assert second != first
    assert list(tmp_path.iterdir()) == []


def test_every_difference_between_builds_is_listed(modules: Any, tmp_path: Path) -> None:
    outputs = modules("outputs")
    for name, text in (("one", "same"), ("two", "same"), ("three", "other")):
        note = tmp_path / name / "river"
        (note / ".hidden").mkdir(parents=True)
        (note / ".hidden" / "key").write_text(name)
        (note / "manifest.json").write_text(name)
        (note / "river.pdf").write_text(text)
    (tmp_path / "two" / "river" / "extra.pdf").write_text("")
    builds = {path.name: outputs.digests(path) for path in tmp_path.iterdir()}
    assert outputs.differences({"one": builds["one"]}) == []
    assert outputs.differences(builds) == ["river/extra.pdf", "river/river.pdf"]
    assert outputs.differences({"one": builds["one"], "two": builds["two"]}) == ["river/extra.pdf"]


def test_a_note_that_was_built_again_is_named(modules: Any, tmp_path: Path) -> None:
    outputs = modules("outputs")
    for name in ("river", "mills/en", "mills/fr"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "note.yaml").write_text("title: T")
    printed = "river: up to date\nmills/en: up to date\n"
    assert outputs.not_up_to_date(printed, tmp_path) == ["mills/fr"]
    assert outputs.not_up_to_date(f"{printed}mills/fr: up to date\n", tmp_path) == []
