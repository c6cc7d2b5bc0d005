"""The faults that a typesetter circles in lines are not in the notes in source/."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROGRAM = """
import json, os, sys
sys.path.insert(0, sys.argv[1])
from line_figures import jobs_of, measure
from pathlib import Path
from pipeline.press.engine.fontconfig import use_private_fontconfig
jobs = jobs_of(Path(sys.argv[2]))
use_private_fontconfig()
found = measure(jobs, planned=True)
json.dump([found.pairs, found.names, found.short_last, found.count.planned,
           found.count.left, len(found.hyphens) / found.full], sys.stdout)
sys.stdout.flush()
os._exit(0)
"""


@pytest.mark.slow
@pytest.mark.parametrize("note", ["global-development-cooperation", "notepress-handbook"])
def test_no_fault_of_lines_comes_back(note: str) -> None:
    words = (sys.executable, "-c", PROGRAM, ROOT / "tests/benchmarks", ROOT / "source/notes" / note)
    done = subprocess.run(words, capture_output=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()
    pairs, names, short_last, planned, left, hyphens = json.loads(done.stdout)
    assert (pairs, names, short_last) == ([], [], [])
    assert planned > 100
    assert len(left) < planned / 100
    assert hyphens < 0.06
