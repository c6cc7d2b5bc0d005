"""The processor time limit of a command: reported before the kernel kills the process."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from pipeline.limits import PROCESSOR, allowed, processor_time_exceeded

if TYPE_CHECKING:
    from pipeline.cli.console import Console

_RESERVE = 0.4
"""Seconds of processor time reserved for reporting."""


@contextmanager
def report_time_limit(console: Console) -> Iterator[None]:
    """Shortly before the processor time of this process is used up, report it and exit.

    The process exits at once, as if it were killed, which is safe: there is no time left for an
    exception to pass through all running work.
    """
    limit = allowed(PROCESSOR)
    if limit is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(*_: object) -> NoReturn:
        problem = processor_time_exceeded()
        console.problem(str(problem), problem.hint)
        sys.stderr.flush()
        os._exit(problem.exit_code)

    before = signal.signal(signal.SIGPROF, end)
    left = limit - time.process_time() - _RESERVE
    signal.setitimer(signal.ITIMER_PROF, max(left, 0.01))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
