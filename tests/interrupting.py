"""Programs that Ctrl-C ends, wherever the tests run."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def ctrl_c_heard() -> Iterator[None]:
    """Let programs that are started hear Ctrl-C.

    They inherit that it is ignored, as it is by what a shell starts behind itself.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
