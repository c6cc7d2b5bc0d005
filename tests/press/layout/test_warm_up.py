"""What the fork server loads once, so that no worker has to."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import re
from pipeline.press.layout.weasyprint import warm_up
from pipeline.typography import set_text

loaded = [*warm_up()]
re._compiler.compile = None
print(len(loaded), set_text("No. 5 of May 2021, 3 mm", "en").count("\u00a0"))
"""


@pytest.mark.slow
def test_after_it_english_text_is_set_without_compiling_an_expression() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    loaded, spaces = map(int, done.stdout.split())
    assert loaded >= 3
    assert spaces >= 2
