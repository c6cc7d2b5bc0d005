"""The connections of the preview: never more than a few, and no silent one in anybody's way."""

from __future__ import annotations

import socket
import threading
from collections import OrderedDict
from contextlib import suppress

MOST = 64
"""How many connections may be open at once; a browser opens six and keeps some for news."""


class Connections:
    """The open connections, those that are owed no answer in the order they came.

    When there are as many as there may be, the one that has been silent longest, or has listened
    to news longest, is closed for the next one. Safe to use from several threads.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._silent: OrderedDict[socket.socket, None] = OrderedDict()
        self._answered: set[socket.socket] = set()

    def admit(self, connection: socket.socket) -> bool:
        """Take a new connection in; return False if all the others are being answered."""
        with self._lock:
            if len(self._silent) + len(self._answered) >= self._most:
                if not self._silent:
                    return False
                _hang_up(self._silent.popitem(last=False)[0])
            self._silent[connection] = None
            return True

    def asks(self, connection: socket.socket) -> None:
        """Note that a connection has sent a whole request, which is being answered."""
        with self._lock:
            # One that was hung up on in this moment is not taken in again.
            if connection in self._silent:
                del self._silent[connection]
                self._answered.add(connection)

    def is_silent(self, connection: socket.socket) -> None:
        """Note that a connection has its answer, or the beginning of its news."""
        with self._lock:
            if connection in self._answered:
                self._answered.remove(connection)
                self._silent[connection] = None

    def forget(self, connection: socket.socket) -> None:
        """Note that a connection has ended."""
        with self._lock:
            self._silent.pop(connection, None)
            self._answered.discard(connection)


def _hang_up(connection: socket.socket) -> None:
    # Whoever reads from it in another thread finds its end, and closes it.
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
