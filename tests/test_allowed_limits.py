"""Commands under the limits of a shell, container or cluster: they do, or they name the limit."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.limits import PROCESSOR, allowed, capped, is_below

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
MEBIBYTE = 2**20
UNDER = """
import resource, sys
from pipeline.cli import main
kind, most, *words = sys.argv[1:]
resource.setrlimit(getattr(resource, kind), (int(most), int(most)))
sys.exit(main(words))
"""
CHECK = ("check", "minimal", "--source-only")
NO_MEMORY = "the memory allowed to this process (ulimit -v 200000) ran out"
NO_TIME = "the processor time allowed to this process (ulimit -t 1) ran out"
BUILD = ("build", "minimal", "--edition", "pdf")
LONG = ("build", "minimal")
"""All editions, which no machine makes in a second."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests/notes/minimal", tmp_path / "source/notes/minimal")
    (tmp_path / "words.md").write_text("# A title\n\nSome words.\n")
    return tmp_path


def run(
    project: Path, kind: str, most: int, *words: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", UNDER, kind, str(most), *words],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def refusal(done: subprocess.CompletedProcess[str]) -> str:
    """The sentence of a command that could not run."""
    said, *hint = done.stderr.splitlines()
    assert done.returncode == 2, done.stderr
    assert [line[:6] for line in hint] == ["hint: "], done.stderr
    return said.removeprefix("notepress: ")


@pytest.mark.parametrize(
    ("kind", "most"),
    [
        ("RLIMIT_AS", 3_000_000 * 1024),
        ("RLIMIT_CPU", 60),
        ("RLIMIT_NOFILE", 64),
    ],
)
def test_a_build_does_with_less_than_it_may_use(kind: str, most: int, project: Path) -> None:
    done = run(project, kind, most, *BUILD)
    assert (done.returncode, done.stderr) == (0, "")
    assert (project / "build/minimal/minimal.pdf").is_file()


@pytest.mark.parametrize(
    ("kind", "most", "words", "said"),
    [
        ("RLIMIT_AS", 200_000 * 1024, CHECK, NO_MEMORY),
        ("RLIMIT_AS", 200_000 * 1024, BUILD, NO_MEMORY),
        ("RLIMIT_AS", 200_000 * 1024, ("import", "words.md", "--to", "x"), NO_MEMORY),
        ("RLIMIT_CPU", 1, LONG, NO_TIME),
        ("RLIMIT_NOFILE", 8, BUILD, "too many open files (ulimit -n 8)"),
        ("RLIMIT_FSIZE", 2048, BUILD, "a file would be larger than allowed (ulimit -f 2)"),
    ],
)
def test_what_cannot_run_names_the_limit(
    kind: str, most: int, words: tuple[str, ...], said: str, project: Path
) -> None:
    assert refusal(run(project, kind, most, *words)).endswith(said)
    assert not (project / "build/minimal").exists()
    assert not (project / "x").exists()


@pytest.mark.parametrize("most", [1, 3, 8])
def test_as_many_processes_as_are_allowed(most: int, project: Path) -> None:
    for path in project.rglob("*"):
        os.chown(path, *_nobody())
    program = [sys.executable, "-c", UNDER, "RLIMIT_NPROC", str(most), *BUILD, "--out", "build"]
    done = subprocess.run(
        [*_as_nobody(), *program],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": "/tmp"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    said, hint = done.stderr.splitlines()[-2:]
    assert said == f"notepress: no more processes can be started (ulimit -u {most})"
    assert hint.startswith("hint: ")


def _nobody() -> tuple[int, int]:
    return (65534, 65534) if os.geteuid() == 0 else (os.geteuid(), os.getegid())


def _as_nobody() -> list[str]:
    """The command prefix that runs a program as a user to whom limits apply, but who can read all.

    Root is not held to it.
    """
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may start as many processes as it likes, and setpriv is missing")
    may = ("--inh-caps=+dac_override", "--ambient-caps=+dac_override")
    return ["setpriv", "--reuid=65534", "--clear-groups", *may]


def test_a_hard_limit_is_taken_as_it_is_and_warns_a_second_before() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert allowed(resource.RLIMIT_NOFILE) == before[0]
    assert capped(resource.RLIMIT_NOFILE, 10, 20) == (10, 20)
    most = before[0]
    assert capped(resource.RLIMIT_NOFILE, most + 10, most + 20) == (most, most)
    assert is_below(resource.RLIMIT_NOFILE, most + 1)
    assert not is_below(resource.RLIMIT_NOFILE, most - 1)
    assert capped(PROCESSOR, 65, 65) == (64, 65)
    assert capped(PROCESSOR, 1, 1) == (1, 1)
