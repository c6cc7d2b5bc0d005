"""WeasyPrint finds its libraries, and no compiler is run to look for them."""

from __future__ import annotations

import subprocess
import sys

import pytest

LOAD = """
import sys
from pipeline.press.engine.shared_libraries import library_search_disabled

started = []
sys.addaudithook(lambda event, _: event == "subprocess.Popen" and started.append(event))
with library_search_disabled():
    from weasyprint.text.ffi import pango
print(len(started), pango.pango_units_from_double(1))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="ctypes asks no compiler elsewhere")
@pytest.mark.slow
def test_no_process_is_started() -> None:
    done = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "1024"]
