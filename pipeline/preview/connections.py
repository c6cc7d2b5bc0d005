"""The connections of the preview: limited in number, so that idle ones block nobody."""

from __future__ import annotations

import socket
import threading
from collections import OrderedDict
from contextlib import suppress

MAX_CONNECTIONS = 64
"""The maximum of open connections; a browser opens six, some of them for events."""


class Connections:
    """The open connections; those that wait for no response in the order they became idle.

    At the maximum, the connection that has been idle, or has received events, for the longest
    time is closed in favour of a new one. Safe to use from several threads.
    """

    def __init__(self, maximum: int = MAX_CONNECTIONS) -> None:
        self._maximum = maximum
        self._lock = threading.Lock()
        self._idle: OrderedDict[socket.socket, None] = OrderedDict()
        self._busy: set[socket.socket] = set()

    def accept(self, connection: socket.socket) -> bool:
        """Accept a new connection; return False if all others are busy."""
        with self._lock:
            if len(self._idle) + len(self._busy) >= self._maximum:
                if not self._idle:
                    return False
                _shut_down(self._idle.popitem(last=False)[0])
            self._idle[connection] = None
            return True

    def mark_busy(self, connection: socket.socket) -> None:
        """Record that a connection has sent a complete request, which is being served."""
        with self._lock:
            # One that has just been closed is not accepted again.
            if connection in self._idle:
                del self._idle[connection]
                self._busy.add(connection)

    def mark_idle(self, connection: socket.socket) -> None:
        """Record that a connection has its response, or has begun to receive events."""
        with self._lock:
            if connection in self._busy:
                self._busy.remove(connection)
                self._idle[connection] = None

    def remove(self, connection: socket.socket) -> None:
        """Record that a connection has ended."""
        with self._lock:
            self._idle.pop(connection, None)
            self._busy.discard(connection)


def _shut_down(connection: socket.socket) -> None:
    # The thread that reads from it gets an end of file, and closes it.
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
