"""Messages between processes arrive as they were sent, large bytes by shared memory."""

from __future__ import annotations

import os
import resource
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.press.engine import frames

LARGE = os.urandom(5_000_000)
OTHER = os.urandom(600_000)


@dataclass(frozen=True, slots=True)
class Photo:
    name: str
    content: bytes


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    one, other = socket.socketpair()
    with one, other:
        yield one, other


def sent(pair: tuple[socket.socket, socket.socket], *messages: Any) -> list[Any]:
    """The messages, all of them sent before the first is received."""
    sending = threading.Thread(target=lambda: [frames.send(pair[0], one) for one in messages])
    sending.start()
    found = [frames.receive(pair[1]) for _ in messages]
    sending.join()
    return found


@pytest.mark.parametrize(
    "message",
    [
        None,
        b"",
        b"small",
        LARGE,
        ("result", (LARGE, OTHER, b"x" * 499_999, b"x" * 500_000)),
        {"a": Photo("a", OTHER), "b": [Photo("b", LARGE)]},
        bytearray(LARGE),
    ],
    ids=["none", "no bytes", "few bytes", "many bytes", "tuples", "objects", "others"],
)
def test_a_message_arrives_as_it_was_sent(
    pair: tuple[socket.socket, socket.socket], message: Any
) -> None:
    assert sent(pair, message, "the next", message) == [message, "the next", message]


def test_the_same_bytes_are_sent_once(pair: tuple[socket.socket, socket.socket]) -> None:
    (found,) = sent(pair, [LARGE, OTHER, Photo("a", LARGE)])
    assert found[0] is found[2].content
    assert found[:2] == [LARGE, OTHER]


def test_a_limit_on_files_prevents_no_message(pair: tuple[socket.socket, socket.socket]) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (90_000, before[1]))
    try:
        assert sent(pair, [LARGE, OTHER], "next") == [[LARGE, OTHER], "next"]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_no_file_stays_open(pair: tuple[socket.socket, socket.socket]) -> None:
    def count() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    before = count()
    sent(pair, LARGE, OTHER)
    assert count() == before


def test_a_process_that_has_gone_is_told(pair: tuple[socket.socket, socket.socket]) -> None:
    pair[1].close()
    with pytest.raises(BrokenPipeError):
        frames.send(pair[0], LARGE)


def test_an_end_in_a_message_is_told(pair: tuple[socket.socket, socket.socket]) -> None:
    pair[0].sendall((10).to_bytes(8, "big") + b"half")
    pair[0].close()
    with pytest.raises(EOFError):
        frames.receive(pair[1])
    with pytest.raises(EOFError):
        frames.receive(pair[1])
