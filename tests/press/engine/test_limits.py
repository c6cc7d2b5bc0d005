"""Limits apply to a process for a while and are lifted again."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

# Limits are those of a whole process, so each test has one of its own.
START = """
import resource, signal, time
from pipeline.press.engine.limits import Limits, limits_applied

KINDS = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE)
before = [resource.getrlimit(kind) for kind in KINDS]
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", START + code], capture_output=True, text=True, check=False
    )


def test_limits_end_with_their_context() -> None:
    done = run("""
with limits_applied(Limits(memory=1000, processor=7, clock=30)):
    memory, processor, core = (resource.getrlimit(kind)[0] for kind in KINDS)
    used = time.process_time()
    print(memory, core, 7 <= processor <= 8 + used)
    print(0 < signal.alarm(30) <= 30)
print([resource.getrlimit(kind) for kind in KINDS] == before, signal.alarm(0))
""")
    held, has_alarm, after = done.stdout.splitlines()
    assert held == f"{1000 * 2**20} 0 True"
    assert (has_alarm, after) == ("True", "True 0")


def test_they_end_after_a_failure_too() -> None:
    done = run("""
try:
    with limits_applied(Limits(memory=1000)):
        bytearray(2**31)
except MemoryError:
    print(len(bytearray(2**31)), [resource.getrlimit(kind) for kind in KINDS] == before)
""")
    assert done.stdout.split() == [str(2**31), "True"]


def test_time_spent_before_does_not_count() -> None:
    done = run("""
while time.process_time() < 1.5:
    pass
with limits_applied(Limits(processor=1)):
    begun = time.process_time()
    while time.process_time() < begun + 0.5:
        pass
print("free again")
""")
    assert done.stdout.split() == ["free", "again"]
