"""The lines of paragraphs as they are laid out on a page: their words, and where they stand."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from pathlib import Path

from part_jobs import part_job


def line_edges(*paragraphs: str, css: str) -> list[tuple[str, float, float]]:
    """The lines of paragraphs in a style: the words of each, and the edges of its text in px."""
    done = subprocess.run(
        [sys.executable, Path(__file__).parent / "part_edges.py"],
        input=pickle.dumps([(part_job("".join(paragraphs), css), "")]),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    boxes = [box for page in json.loads(done.stdout)[0][0] for box in page]
    *found, _folio = [(box[0][2:], box[1], box[3]) for box in boxes if box[0][:2] in ("- ", "= ")]
    return found
