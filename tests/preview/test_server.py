"""The preview's server copes with any input: it responds or closes, and continues serving."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, redirect_stderr
from dataclasses import dataclass
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.house_style import load_style
from pipeline.press.markup.templates import Templates
from pipeline.preview import connections
from pipeline.preview.pages import Pages
from pipeline.preview.server import PreviewServer
from pipeline.preview.state import Board, Shown
from pipeline.workspace import built_in_styles

PATIENCE = 600.0


@dataclass(frozen=True)
class Served:
    """A server that runs, and what it printed to standard error."""

    server: PreviewServer
    printed: io.StringIO

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.server.server_port), PATIENCE)

    def send(self, request: bytes, *, end: bool = True) -> bytes:
        """Send bytes and return all that comes back until the connection is closed."""
        with closing(self.connect()) as connection:
            try:
                connection.sendall(request)
                if end:
                    connection.shutdown(socket.SHUT_WR)
                return read_to_end(connection)
            except OSError:
                return b""

    def get(self, target: bytes, *headers: bytes, method: bytes = b"GET") -> bytes:
        lines = (method + b" " + target + b" HTTP/1.1", b"Host: " + self.host, *headers)
        return self.send(b"\r\n".join((*lines, b"", b"")))

    @property
    def host(self) -> bytes:
        return f"127.0.0.1:{self.server.server_port}".encode()


def read_to_end(connection: socket.socket) -> bytes:
    received = b""
    # News never end by themselves.
    while b"text/event-stream" not in received and (piece := connection.recv(1 << 16)):
        received += piece
    return received


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of one note, whose outputs are a page, an EPUB and a PDF that is none."""
    out = tmp_path_factory.mktemp("out")
    (out / "note" / "web").mkdir(parents=True)
    (out / "note" / "web" / "index.html").write_text("page")
    (out / "note" / "note.pdf").write_text("not a PDF")
    with ZipFile(out / "note" / "note.epub", "w") as book:
        book.writestr("EPUB/text.xhtml", "text")
    (out / "note" / "circle").symlink_to("circle")
    board = Board()
    board.show(Shown("note"))
    board.show(Shown("work/fr"))
    pages = Pages(Templates(load_style(built_in_styles())), out, {}, "{path}")
    printed = io.StringIO()
    with (
        redirect_stderr(printed),
        PreviewServer(
            out, board, pages, 0, lambda error: printed.writelines([str(error)])
        ) as server,
    ):
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield Served(server, printed)
        server.ending = True
        board.show(Shown("note"))
        server.shutdown()
        thread.join()


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ")[1])


def is_whole(served: Served) -> bool:
    answer = served.get(b"/files/note/web/index.html", b"Connection: close")
    return status_of(answer) == 200 and answer.endswith(b"page") and not served.printed.getvalue()


@pytest.mark.parametrize("target", [b"/note/work/fr", b"/note/work/fr/", b"/note/work/fr/pages"])
def test_one_language_of_a_note_has_pages_of_its_own(served: Served, target: bytes) -> None:
    assert status_of(served.get(target, b"Connection: close")) == 200
    assert status_of(served.get(b"/note/work/pages", b"Connection: close")) == 404


@pytest.mark.parametrize(
    "target",
    [
        "/page/note/note.pdf/\N{SUPERSCRIPT TWO}.png".encode("latin-1"),
        "/page/note/note.pdf/\N{SUPERSCRIPT TWO}.png".encode(),
        b"/page/note/note.pdf/" + b"9" * 5000 + b".png",
        b"/page/note/note.pdf/0.png",
        b"/page/note/note.pdf/-1.png",
        b"/files/" + b"x" * 300,
        b"/files/note/" + b"x/" * 4000,
        b"/files/note/circle/x",
        b"/files/note/%00",
        b"/files/%ff%fe",
        b"/epub/" + b"x" * 300 + b".epub/EPUB/text.xhtml",
        b"/epub/note/note.epub/" + b"x" * 60000,
        b"/epub/note/note.pdf.epub/x",
        b"/note/\xff/pages",
    ],
)
def test_there_is_no_such_thing(served: Served, target: bytes) -> None:
    assert status_of(served.get(target, b"Connection: close")) == 404
    assert is_whole(served)


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET http://[ HTTP/1.1", 400),
        (b"GET http://\xe2\x84\x80.example/ HTTP/1.1", 400),
        (b"GET http://evil.example/ HTTP/1.1", 400),
        (b"GET * HTTP/1.1", 400),
        (b"GET \xb2 HTTP/1.1", 400),
        (b"GET", 400),
        (b"GET /preview.css", 200),
        (b"GET / HTTP/1.\xb2", 400),
        (b"GET / HTTP/9.9", 505),
        (b"GET / / HTTP/1.1", 400),
        (b"\xff\xfe\xfd x HTTP/1.1", 501),
        (b"POST / HTTP/1.1", 501),
        (b"GET /" + b"x" * 70000 + b" HTTP/1.1", 414),
    ],
)
def test_odd_request_lines_are_refused(served: Served, request_line: bytes, status: int) -> None:
    answer = served.send(request_line + b"\r\nHost: " + served.host + b"\r\n\r\n")
    assert status_of(answer) == status
    assert is_whole(served)


@pytest.mark.parametrize("target", [b"/", b"/events", b"/nothing", b"/preview.js"])
def test_an_answer_to_head_has_no_body_and_ends(served: Served, target: bytes) -> None:
    answer = served.get(target, b"Connection: close", method=b"HEAD")
    head, end, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 ")
    assert (end, body) == (b"\r\n\r\n", b"")


def test_a_second_host_is_refused(served: Served) -> None:
    answer = served.get(b"/", b"Host: evil.example", b"Connection: close")
    assert status_of(answer) == 403


@pytest.mark.parametrize(
    "headers", [b"Content-Length: %d", b"Transfer-Encoding: chunked", b"Content-Length: x%d"]
)
def test_a_body_is_never_taken_for_a_request(served: Served, headers: bytes) -> None:
    smuggled = b"GET /preview.js HTTP/1.1\r\nHost: " + served.host + b"\r\n\r\n"
    said = headers % len(smuggled) if b"%d" in headers else headers
    request = b"GET / HTTP/1.1\r\nHost: " + served.host + b"\r\n" + said + b"\r\n\r\n"
    answer = served.send(request + smuggled)
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"Connection: close" in answer


def test_two_requests_on_one_connection_are_answered(served: Served) -> None:
    request = b"GET /preview.css HTTP/1.1\r\nHost: " + served.host + b"\r\n\r\n"
    assert served.send(request * 2).count(b"HTTP/1.1 200 OK") == 2


def test_the_answer_arrives_before_an_endless_body(served: Served) -> None:
    request = b"POST / HTTP/1.1\r\nHost: " + served.host + b"\r\nContent-Length: 900000\r\n\r\n"
    assert status_of(served.send(request + b"x" * 900000)) == 501


def test_a_request_that_is_never_finished_is_given_up(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served.server.RequestHandlerClass, "timeout", 0.2)
    assert served.send(b"GET / HTTP/1.1\r\nHost: ", end=False) == b""
    assert is_whole(served)


@pytest.mark.slow
def test_many_silent_connections_take_few_threads_and_are_in_nobodys_way(served: Served) -> None:
    before = threading.active_count()
    silent = [served.connect() for _ in range(300)]
    try:
        for connection in silent:
            connection.sendall(b"GET / HT")
        assert is_whole(served)
        assert threading.active_count() - before <= 2 * connections.MAX_CONNECTIONS
    finally:
        for connection in silent:
            connection.close()


def test_readers_of_news_are_in_nobodys_way(served: Served) -> None:
    request = b"GET /events HTTP/1.1\r\nHost: " + served.host + b"\r\n\r\n"
    readers = []
    try:
        for _ in range(2 * connections.MAX_CONNECTIONS):
            connection = served.connect()
            readers.append(connection)
            connection.sendall(request)
            assert connection.recv(12) == b"HTTP/1.1 200"
        assert is_whole(served)
        # The one that has listened longest gave up its place.
        read_to_its_end(readers[0])
    finally:
        for connection in readers:
            connection.close()
    assert is_whole(served)


def read_to_its_end(connection: socket.socket) -> None:
    while connection.recv(1 << 16):
        pass


PIECES = st.one_of(
    st.binary(max_size=40),
    st.sampled_from([b"GET ", b"HEAD ", b" HTTP/1.1", b"\r\n", b"\r\n\r\n", b"/page/", b"/events"]),
    st.sampled_from(
        [b"/note/note/", b"/files/", b"/epub/", b".pdf/", b".epub/", b"%", b"http://["]
    ),
    st.sampled_from([b"Content-Length: ", b"Expect: 100-continue", b"Connection: keep-alive"]),
)


def check_the_answer(served: Served, answer: bytes) -> None:
    assert answer == b"" or answer.startswith(b"HTTP/1.1 ")
    assert served.printed.getvalue() == ""


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=12).map(b"".join))
def test_whatever_is_asked_for_it_answers_or_closes(served: Served, target: bytes) -> None:
    check_the_answer(served, served.get(target, b"Connection: close"))


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=12).map(b"".join))
def test_whatever_is_sent_it_answers_or_closes(served: Served, sent: bytes) -> None:
    host = b"Host: " + served.host + b"\r\n"
    check_the_answer(served, served.send(b"GET / HTTP/1.1\r\n" + host + sent))


def test_it_still_serves(served: Served) -> None:
    assert is_whole(served)
