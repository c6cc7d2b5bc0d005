"""The server of the preview, on 127.0.0.1: pages of the editions, files of the outputs, news."""

from __future__ import annotations

import json
import mimetypes
import re
import socket
import sys
import zlib
from contextlib import suppress
from dataclasses import asdict, dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from pipeline.errors import CannotRunError, NotepressError
from pipeline.faults import put_in_words
from pipeline.preview.connections import Connections
from pipeline.preview.guard import find_file, is_ours
from pipeline.preview.pages import Pages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipeline.preview.state import Board

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "frame-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
_HEARTBEAT = 15.0
_PATIENCE = 20.0
# Seconds that a request, or the reader of an answer, may keep us waiting.
_MOST_UNREAD = 16
# How many pieces of 64 KiB are read after an answer, of what nobody asked for.
_PICTURE = re.compile("([0-9]{1,6})[.]png", re.ASCII)
_TYPES = {
    ".epub": "application/epub+zip",
    ".md": "text/plain",  # Browsers do not show Markdown, but offer to save it.
    ".opf": "application/oebps-package+xml",
    ".woff2": "font/woff2",
    ".xhtml": "application/xhtml+xml",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back: bytes of a media type; ``policy`` is the CSP of a page of ours."""

    content: bytes
    media_type: str
    policy: str = ""


_TOO_MANY = b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class PreviewServer(ThreadingHTTPServer):
    """Serves one folder of outputs and what a board shows; nothing else, to nobody else.

    ``tell`` is told what went wrong in a request where nobody foresaw it.
    """

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self,
        out: Path,
        board: Board,
        pages: Pages,
        port: int,
        tell: Callable[[NotepressError], None],
    ) -> None:
        self.out = out
        self.tell = tell
        self.board = board
        self.pages = pages
        self.connections = Connections()
        self.ending = False
        try:
            super().__init__(("127.0.0.1", port), _Handler)
        except OSError as error:
            raise CannotRunError(
                f"cannot listen on port {port}: {error.strerror}",
                hint="choose another with --port, or 0 for any that is free",
            ) from error

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer a connection in a thread of its own; with 503 where there are too many."""
        if self.connections.admit(request):
            super().process_request(request, client_address)
            return
        with suppress(OSError):
            request.send(_TOO_MANY)
        self.shutdown_request(request)

    def shutdown_request(self, request: Any) -> None:
        """Close a connection."""
        self.connections.forget(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """Pass over a browser that went away before its answer; tell anything else."""
        error = sys.exc_info()[1]
        if error is None or isinstance(error, ConnectionError | TimeoutError):
            return
        try:
            with put_in_words():
                raise error
        except NotepressError as told:
            self.tell(told)

    @property
    def address(self) -> str:
        """The address to open in a browser."""
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version = "notepress"
    sys_version = ""
    timeout = _PATIENCE
    # Without it a request whose version cannot be read would get an answer without a status.
    default_request_version = protocol_version

    _ROUTES: ClassVar[dict[str, str]] = {
        "": "_index",
        "note": "_note",
        "files": "_file",
        "epub": "_inside_epub",
        "page": "_page",
        "preview.js": "_script",
        "preview.css": "_style",
    }

    def handle(self) -> None:
        """Answer request after request, and end so that the last answer arrives."""
        super().handle()
        # What was sent and not read would make the system throw the answer away as well.
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            for _ in range(_MOST_UNREAD):
                if not self.connection.recv(1 << 16):
                    break

    def do_GET(self) -> None:
        """Answer a GET."""
        self._respond()

    def do_HEAD(self) -> None:
        """Answer a HEAD as a GET, without a body."""
        self._respond()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing: only the command line prints."""

    def _respond(self) -> None:
        self.server.connections.asks(self.connection)
        if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            # A body means nothing here, and must not be taken for the next request.
            self.close_connection = True
        if not self._is_ours():
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        if not self.path.startswith("/"):
            # A whole address is for proxies, and could name another host than the header does.
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        path = self.path.partition("?")[0].lstrip("/")
        if path == "events":
            self._events()
        elif (answer := self._answer(path)) is None:
            self._refuse(HTTPStatus.NOT_FOUND)
        else:
            self._send(answer)
        self.server.connections.is_silent(self.connection)

    def _is_ours(self) -> bool:
        hosts = self.headers.get_all("Host", [])
        # RFC 9112, 3.2: one Host, or somebody wants it to be taken for another.
        host = hosts[0] if len(hosts) == 1 else None
        return is_ours(host, self.headers["Origin"], self.server.server_port)

    def _answer(self, path: str) -> Answer | None:
        first, _, rest = path.partition("/")
        route = self._ROUTES.get(first)
        try:
            return getattr(self, route)(rest) if route else None
        except OSError:
            # A build has just put other files in their place.
            return None

    def _send(self, answer: Answer) -> None:
        headers = {
            "Cache-Control": "no-cache",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        if answer.policy:
            headers["Content-Security-Policy"] = answer.policy
        self._write(HTTPStatus.OK, answer, headers)

    def _refuse(self, status: HTTPStatus) -> None:
        self._write(status, _text(f"{status.value} {status.phrase}\n", "text/plain"), {})

    def _write(self, status: HTTPStatus, answer: Answer, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.content)))
        for name, value in headers.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.content)

    def _index(self, rest: str) -> Answer | None:
        if rest:
            return None
        return _page_of_ours(self.server.pages.index(self.server.board.all()))

    def _note(self, rest: str) -> Answer | None:
        slug, _, view = rest.partition("/")
        shown = self.server.board.find(slug)
        page = self.server.pages.note(shown, view or "pages") if shown else None
        return _page_of_ours(page) if page else None

    def _file(self, rest: str) -> Answer | None:
        path = find_file(self.server.out, rest)
        return Answer(path.read_bytes(), _media_type(path.name)) if path else None

    def _inside_epub(self, rest: str) -> Answer | None:
        book, found, inside = rest.partition(".epub/")
        path = find_file(self.server.out, f"{book}.epub") if found else None
        if path is None:
            return None
        name = unquote(inside)
        try:
            with ZipFile(BytesIO(path.read_bytes())) as archive:
                return Answer(archive.read(name), _media_type(name))
        except (KeyError, BadZipFile, zlib.error):
            return None

    def _page(self, rest: str) -> Answer | None:
        name, found, number = rest.partition(".pdf/")
        path = find_file(self.server.out, f"{name}.pdf") if found else None
        wanted = _PICTURE.fullmatch(number)
        if path is None or wanted is None:
            return None
        picture = self.server.pages.drawing.draw(path, int(wanted[1]))
        return Answer(picture, "image/png") if picture else None

    def _script(self, rest: str) -> Answer | None:
        return _text(self.server.pages.script, "text/javascript") if not rest else None

    def _style(self, rest: str) -> Answer | None:
        return _text(self.server.pages.style, "text/css") if not rest else None

    def _events(self) -> None:
        """Send news for as long as the reader listens, as server-sent events (HTML, 9.2)."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        if self.command == "HEAD":
            return
        # A browser that is hung up on for somebody else asks for its news again by itself.
        self.server.connections.is_silent(self.connection)
        version, _ = self.server.board.wait(0, 0)
        send: Callable[[bytes], int] = self.wfile.write
        try:
            send(f"event: hello\ndata: {version}\n\n".encode())
            while not self.server.ending:
                version, changed = self.server.board.wait(version, _HEARTBEAT)
                for shown in changed:
                    send(f"data: {json.dumps(asdict(shown))}\n\n".encode())
                if not changed:
                    send(b": still here\n\n")
        except OSError:
            return


def _page_of_ours(html: str) -> Answer:
    return Answer(html.encode(), "text/html; charset=utf-8", _POLICY)


def _text(text: str, media_type: str) -> Answer:
    return Answer(text.encode(), f"{media_type}; charset=utf-8")


def _media_type(name: str) -> str:
    suffix = Path(name).suffix
    guess = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{guess}; charset=utf-8" if guess.startswith("text/") else guess
