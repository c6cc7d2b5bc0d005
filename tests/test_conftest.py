"""What conftest.py holds tests to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TEST = """
import subprocess
import pytest

def test_few():
    start(5)

def test_many():
    start(6)

@pytest.mark.slow
def test_slow():
    start(6)

def start(times):
    for _ in range(times):
        subprocess.run(["true"], check=True)
"""


@pytest.mark.slow
def test_a_quick_test_starts_few_programs(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text((HERE / "conftest.py").read_text("utf-8"), "utf-8")
    (tmp_path / "test_programs.py").write_text(TEST, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n  slow: slow\n", "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tmp_path]
    around = {**os.environ, "PYTHONPATH": str(HERE)}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=tmp_path, env=around
    )
    assert done.returncode == pytest.ExitCode.TESTS_FAILED
    assert "1 failed, 2 passed" in done.stdout
    assert "it starts 6 programs: mark it slow" in done.stdout
