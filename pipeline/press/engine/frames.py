"""Framed messages between our own processes: a length, then a pickled object.

Only pickles from processes that this program started are ever read.
"""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from socket import socket

TASK, PRELOAD = b"t", b"p"
"""The purpose of a new connection to the fork server: run a function, or preload its result."""

_LENGTH = 8


def send(connection: socket, message: Any) -> None:
    """Send an object. Raises BrokenPipeError if the other process has gone."""
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    connection.sendall(len(content).to_bytes(_LENGTH, "big"))
    connection.sendall(content)


def receive(connection: socket) -> Any:
    """Wait for the next object. Raises EOFError if the other process has gone."""
    length = int.from_bytes(_exactly(connection, _LENGTH), "big")
    return pickle.loads(_exactly(connection, length))  # noqa: S301 - from our own child


def _exactly(connection: socket, size: int) -> bytearray:
    content = bytearray(size)
    view = memoryview(content)
    done = 0
    while done < size:
        count = connection.recv_into(view[done:])
        if not count:
            raise EOFError
        done += count
    return content
