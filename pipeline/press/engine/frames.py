"""Messages between our own processes: a length, then a pickled object.

Pickles are only ever read from a process that this program started.
"""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from socket import socket

TASK, MAKE_READY = b"t", b"r"
"""What comes with a new connection to the engine: a function to run, or one whose result is made
ready for others."""

_LENGTH = 8


def send(connection: socket, message: Any) -> None:
    """Send an object. Raises BrokenPipeError where nobody is left to read it."""
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    connection.sendall(len(content).to_bytes(_LENGTH, "big") + content)


def receive(connection: socket) -> Any:
    """Return the next object. Raises EOFError where the other side has gone."""
    length = int.from_bytes(_exactly(connection, _LENGTH), "big")
    return pickle.loads(_exactly(connection, length))  # noqa: S301 - from our own child


def _exactly(connection: socket, size: int) -> bytes:
    content = bytearray(size)
    view = memoryview(content)
    done = 0
    while done < size:
        count = connection.recv_into(view[done:])
        if not count:
            raise EOFError
        done += count
    return bytes(content)
