"""A process is checked for other threads, even without /proc."""

from __future__ import annotations

import subprocess
import sys

import pytest

START = """
import _thread, ctypes, time
from pipeline.errors import CannotRunError
from pipeline.press.engine import one_thread

def begin(seconds):
    # One that Python's threading does not know of.
    _thread.start_new_thread(time.sleep, (seconds,))
"""
LOOK = """
print(one_thread.has_one_thread())
begin(60)
print(one_thread.has_one_thread())
"""
WITHOUT_PROC = """
one_thread._THREADS = "/nowhere"
libc = ctypes.CDLL(None, use_errno=True)
if libc.unshare(one_thread._CLONE_THREAD) and ctypes.get_errno() == 1:
    raise SystemExit("not permitted")
"""


def _run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", START + code], capture_output=True, text=True, check=False
    )


def test_threads_of_any_library_are_seen() -> None:
    assert _run(LOOK).stdout.split() == ["True", "False"]


def test_the_kernel_says_it_where_there_is_no_proc() -> None:
    done = _run(WITHOUT_PROC + LOOK)
    if "not permitted" in done.stderr:
        pytest.skip("unshare(2) is not permitted here")
    assert done.stdout.split() == ["True", "False"]


def test_a_thread_that_ends_is_waited_for() -> None:
    code = "begin(0.2)\none_thread.wait_for_one_thread(60)\nprint(one_thread.has_one_thread())"
    assert _run(code).stdout.split() == ["True"]


def test_a_thread_that_stays_is_told() -> None:
    code = """
begin(60)
try:
    one_thread.wait_for_one_thread(0)
except CannotRunError as error:
    print(error, error.hint, sep=";")
"""
    message, hint = _run(code).stdout.strip().split(";")
    assert message == (
        "the layout engine cannot be forked: a library has left a thread running in it"
    )
    assert hint == "report this, with the versions that `notepress doctor` lists"
