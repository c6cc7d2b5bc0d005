"""Requests to the preview: raw bytes, as a socket gives them, to the server as it is."""

from __future__ import annotations

import shutil
import socket
import tempfile
import zipfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from random import Random

import pikepdf

from fuzz.kinds.stylesheets import built_in
from fuzz.mutation import NUMBERS, altered_bytes
from fuzz.trial import Files, Kind
from pipeline.findings import Finding, Place
from pipeline.press.markup.templates import Templates
from pipeline.preview.pages import Pages
from pipeline.preview.server import PreviewServer
from pipeline.preview.state import Board, File, Shown

_SECRET = b"what nobody may read"
_PATHS = (
    *("/", "/note/tiny/pages", "/note/tiny/epub", "/note/tiny", "/files/tiny/web/index.html"),
    *("/page/tiny/tiny.pdf/0.png", "/page/tiny/tiny.pdf/9.png", "/epub/tiny/tiny.epub/a.xhtml"),
    *("/preview.js", "/preview.css", "/events", "/files/tiny/tiny.epub", "/files/../secret", "/x"),
)
_PIECES = (
    *(
        "/",
        "//",
        "..",
        "/../",
        "%2e%2e/",
        "%00",
        "%",
        "%zz",
        "%C3%28",
        "?",
        "#",
        ";",
        ":",
        "@",
        "[",
        "]",
    ),
    *(
        "\\",
        "*",
        "~",
        ".cache/part",
        "tiny",
        ".pdf/",
        ".epub/",
        ".png",
        "²",
        "é",
        "http://",
        "//x/",
    ),
    *("http://[", "http://[::1]:1/", "secret", "x" * 300, "9" * 5000, " ", "\t", "\x7f", *NUMBERS),
)
_METHODS = ("GET", "GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "TRACE", "get", "", "GET GET")
_VERSIONS = (
    "HTTP/1.1",
    "HTTP/1.1",
    "HTTP/1.1",
    "HTTP/1.0",
    "HTTP/0.9",
    "HTTP/2",
    "HTTP/1.x",
    "",
    "X",
)
_HEADERS = (
    *("Origin: null", "Origin: http://127.0.0.1:{port}", "Host: evil.example", "Host:", "X"),
    *("Content-Length: 5", "Content-Length: -1", "Content-Length: x", "Transfer-Encoding: chunked"),
    *("Connection: keep-alive", "Connection: close", "Expect: 100-continue", ": x", " folded"),
    *("Range: bytes=0-", "X: " + "y" * 70_000, "Accept-Encoding: gzip", "If-None-Match: *"),
)
_TOKENS = (b"\r\n", b"\n", b"\r", b"\0", b" ", b":", b"HTTP/1.1", b"GET ", b"Host: ", b"\xff", b"%")


def _refuse(*said: object) -> None:
    """Take a fault that the server would tell on the terminal for a failure."""
    raise AssertionError(said)


@cache
def _server() -> PreviewServer:
    """The preview of a small folder of outputs, with a file beside it that is none of them."""
    root = Path(tempfile.mkdtemp(prefix="fuzz-preview-"))
    out = root / "build"
    (out / "tiny" / "web").mkdir(parents=True)
    (out / "tiny" / "web" / "index.html").write_text("<p>A page</p>")
    (out / ".cache").mkdir()
    (out / ".cache" / "part").write_bytes(_SECRET)
    (root / "secret").write_bytes(_SECRET)
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(30, 20))
        document.save(out / "tiny" / "tiny.pdf")
    with zipfile.ZipFile(out / "tiny" / "tiny.epub", "w") as book:
        book.writestr("a.xhtml", "<p/>")
    board = Board()
    outputs = (
        File("tiny.pdf", "pdf", "application/pdf", "0" * 64),
        File("tiny.epub", "epub", "application/epub+zip", "0" * 64),
        File("web/index.html", "web", "text/html", "0" * 64),
    )
    finding = Finding("N104", "a message", Place("text/1-a.md", 1, 1, "a line"), "a hint")
    board.show(Shown("tiny", "A note", outputs=outputs, findings=(finding,)))
    pages = Pages(Templates(built_in()), out, {"tiny": root}, "vscode://file{path}:{line}:{column}")
    server = PreviewServer(out, board, pages, 0, _refuse)
    server.ending = True  # News end after the first.
    return server


def close() -> None:
    """Take away the server and its folder."""
    server = _server()
    server.server_close()
    shutil.rmtree(server.out.parent)
    _server.cache_clear()


def make(dice: Random) -> Files:
    """A request, or two in one, of a browser that is not sound."""
    _server()  # Made before the sandbox is closed: its files are outside.
    requests = b"".join(_request(dice) for _ in range(dice.choice((1, 1, 1, 2))))
    if dice.random() < 0.3:
        requests = altered_bytes(requests, dice, _TOKENS)
    return {"request.bin": requests}


def _request(dice: Random) -> bytes:
    path = dice.choice(_PATHS)
    for _ in range(dice.choice((0, 1, 1, 2, 4))):
        at = dice.randint(0, len(path))
        path = path[:at] + dice.choice(_PIECES) + path[at + dice.choice((0, 0, 1, 5)) :]
    host = f"Host: {dice.choice(('127.0.0.1', 'localhost'))}:{{port}}"
    lines = [f"{dice.choice(_METHODS)} {path} {dice.choice(_VERSIONS)}"]
    lines += [host] if dice.random() < 0.95 else []
    lines += [dice.choice(_HEADERS) for _ in range(dice.choice((0, 0, 0, 1, 2)))]
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode("latin-1", "replace")


def run(files: Files, folder: Path) -> Iterable[Finding]:
    """Send the request; what is answered holds nothing from outside."""
    server = _server()
    port = str(server.server_port).encode()
    browser, connection = socket.socketpair()
    with browser, connection:
        browser.sendall(files["request.bin"].replace(b"{port}", port))
        browser.shutdown(socket.SHUT_WR)
        server.finish_request(connection, ("127.0.0.1", 1))
        connection.close()
        answer = b"".join(iter(lambda: browser.recv(1 << 16), b""))
    assert _SECRET not in answer, "a file from outside was sent"
    return ()


KIND = Kind("requests", make, run, short=600, share=2, close=close)
