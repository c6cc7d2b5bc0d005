"""Whether a process has one thread, and may be copied.

A copy has only the thread that made it. A lock that another one held, of memory, of fontconfig or
of GLib, stays locked in it for ever, and what another one was to answer is never answered. These
threads are of C libraries: Python's `threading` does not know of them.
"""

from __future__ import annotations

import ctypes
import os
import time

from pipeline.errors import CannotRunError

_THREADS = "/proc/self/task"
_CLONE_THREAD = 0x10000
_PAUSE = 0.0005


def wait_for_one_thread(patience: float = 5) -> None:
    """Wait until this process has one thread: one that was told to end takes a moment.

    Raises CannotRunError if there are more after ``patience`` seconds.
    """
    end = time.monotonic() + patience
    while not has_one_thread():
        if time.monotonic() > end:
            raise CannotRunError(
                "the layout engine cannot be copied: a library keeps a thread in it",
                hint="report this, with the versions that `notepress doctor` names",
            )
        time.sleep(_PAUSE)


def has_one_thread() -> bool:
    """Return whether this process has a single thread, of whatever library."""
    try:
        return len(os.listdir(_THREADS)) == 1  # noqa: PTH208 - called before every task
    except FileNotFoundError:
        return _may_share_no_thread()


def _may_share_no_thread() -> bool:
    """Ask the kernel to part this thread from others, which it does only if there are none.

    See unshare(2), CLONE_THREAD: nothing changes. For where /proc is not mounted.
    """
    return int(ctypes.CDLL(None).unshare(_CLONE_THREAD)) == 0
