"""The processor time that is allowed to a command: its end is told before the kernel kills."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from pipeline.limits import PROCESSOR, allowed, processor_time_is_up

if TYPE_CHECKING:
    from pipeline.cli.console import Console

_IN_TIME = 0.4
"""Seconds of processor time that are left to say it."""


@contextmanager
def told_before_time_is_up(console: Console) -> Iterator[None]:
    """Say that the processor time allowed to this process is used up, and end it, before it is.

    It ends at once, as if it were killed, which harms nothing: an exception would have to pass
    through all the work that is going on, and there is no time left for that.
    """
    most = allowed(PROCESSOR)
    if most is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(*_: object) -> NoReturn:
        trouble = processor_time_is_up()
        console.trouble(str(trouble), trouble.hint)
        sys.stderr.flush()
        os._exit(trouble.exit_code)

    before = signal.signal(signal.SIGPROF, end)
    left = most - time.process_time() - _IN_TIME
    signal.setitimer(signal.ITIMER_PROF, max(left, 0.01))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
