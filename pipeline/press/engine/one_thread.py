"""A check that a process has one thread only, and can be forked safely.

Only the thread that calls fork() continues in the child. A lock that another thread holds, in
malloc, fontconfig or GLib, stays locked in the child for ever, and requests to that thread are
never answered. Such threads belong to C libraries, so Python's `threading` does not list them.
"""

from __future__ import annotations

import ctypes
import os
import time

from pipeline.errors import CannotRunError

_THREADS = "/proc/self/task"
_CLONE_THREAD = 0x10000
_PAUSE = 0.0005


def wait_for_one_thread(timeout: float = 5) -> None:
    """Wait until this process has one thread; one that is ending takes a moment.

    Raises CannotRunError if there are more after ``timeout`` seconds.
    """
    deadline = time.monotonic() + timeout
    while not has_one_thread():
        if time.monotonic() > deadline:
            raise CannotRunError(
                "the layout engine cannot be forked: a library has left a thread running in it",
                hint="report this, with the versions that `notepress doctor` lists",
            )
        time.sleep(_PAUSE)


def has_one_thread() -> bool:
    """Whether this process has a single thread, those of C libraries included."""
    try:
        return len(os.listdir(_THREADS)) == 1  # noqa: PTH208 - called before every task
    except FileNotFoundError:
        return _can_unshare_threads()


def _can_unshare_threads() -> bool:
    """Whether the kernel lets this thread leave its group, which it does only if it is alone.

    Used where /proc is not mounted. The call changes nothing: see unshare(2), CLONE_THREAD.
    """
    return int(ctypes.CDLL(None).unshare(_CLONE_THREAD)) == 0
