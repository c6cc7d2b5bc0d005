"""Framed messages between our own processes: sizes, then a pickled object.

Large bytes in it, such as photos, go by memory that both processes see (memfd_create(2)), not
through the socket, which takes several times as long. Only pickles from processes that this
program started are ever read.
"""

from __future__ import annotations

import io
import os
import pickle
import socket
from typing import Any, BinaryIO

TASK, PRELOAD = b"t", b"p"
"""The purpose of a new connection to the fork server: run a function, or preload its result."""

_LARGE = 500_000
"""The fewest bytes for which a file in memory is faster than the socket."""

_LENGTH = 8


def send(connection: socket.socket, message: Any) -> None:
    """Send an object. Raises BrokenPipeError if the other process has gone."""
    content = io.BytesIO()
    pickler = _Pickler(content)
    pickler.dump(message)
    shared = _shared(pickler.large) if pickler.large else None
    if pickler.large and shared is None:
        content = io.BytesIO(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))
    size = len(content.getbuffer()).to_bytes(_LENGTH, "big")
    if shared is None:
        connection.sendall(size)
    else:
        try:
            socket.send_fds(connection, [size], [shared])
        finally:
            os.close(shared)
    connection.sendall(content.getbuffer())


def receive(connection: socket.socket) -> Any:
    """Wait for the next object. Raises EOFError if the other process has gone."""
    size, descriptors, _, _ = socket.recv_fds(connection, _LENGTH, 1)
    if not size:
        raise EOFError
    size += _exactly(connection, _LENGTH - len(size))
    with os.fdopen(descriptors[0], "rb") if descriptors else io.BytesIO() as shared:
        content = _exactly(connection, int.from_bytes(size, "big"))
        return _Unpickler(io.BytesIO(content), shared).load()


class _Pickler(pickle.Pickler):
    """Pickles all but ``large`` bytes, for which it gives a place: where they begin, and how many.

    Bytes that are met twice are one, as in any pickle.
    """

    def __init__(self, content: io.BytesIO) -> None:
        super().__init__(content, protocol=pickle.HIGHEST_PROTOCOL)
        self.large: list[bytes] = []
        self._places: dict[int, tuple[int, int]] = {}
        self._end = 0

    def persistent_id(self, obj: Any) -> tuple[int, int] | None:
        """The place of large bytes, None for all else."""
        if type(obj) is not bytes or len(obj) < _LARGE:
            return None
        if id(obj) not in self._places:
            self._places[id(obj)] = self._end, len(obj)
            self._end += len(obj)
            self.large.append(obj)
        return self._places[id(obj)]


class _Unpickler(pickle.Unpickler):
    """Takes large bytes from their places in a shared file."""

    def __init__(self, content: io.BytesIO, shared: BinaryIO) -> None:
        super().__init__(content)
        self._shared = shared
        self._read: dict[int, bytes] = {}

    def persistent_load(self, pid: tuple[int, int]) -> bytes:
        """The bytes at a place."""
        start, size = pid
        if start not in self._read:
            self._shared.seek(start)
            self._read[start] = self._shared.read(size)
        return self._read[start]


def _shared(contents: list[bytes]) -> int | None:
    """A file in memory with these contents; None if there is a limit that it would exceed."""
    descriptor = os.memfd_create("notepress")
    try:
        for content in contents:
            view = memoryview(content)
            while view:
                view = view[os.write(descriptor, view) :]
    except OSError:
        # The limit on the size of files (RLIMIT_FSIZE) is for those in memory too.
        os.close(descriptor)
        return None
    return descriptor


def _exactly(connection: socket.socket, size: int) -> bytearray:
    content = bytearray(size)
    view = memoryview(content)
    done = 0
    while done < size:
        count = connection.recv_into(view[done:])
        if not count:
            raise EOFError
        done += count
    return content
