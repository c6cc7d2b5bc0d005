"""The preview's server on 127.0.0.1: pages of the editions, files of the outputs, events."""

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
from pipeline.faults import translate_errors
from pipeline.preview.connections import Connections
from pipeline.preview.guard import find_file, is_local
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
# Seconds to wait for a request, or for the reader of a response.
_TIMEOUT = 20.0
# How many chunks of 64 KiB are read and discarded after a response.
_MAX_UNREAD = 16
_PICTURE = re.compile("([0-9]{1,6})[.]png", re.ASCII)
_TYPES = {
    ".epub": "application/epub+zip",
    ".md": "text/plain",  # Browsers do not show Markdown, but offer to save it.
    ".opf": "application/oebps-package+xml",
    ".woff2": "font/woff2",
    ".xhtml": "application/xhtml+xml",
}


@dataclass(frozen=True, slots=True)
class Response:
    """A response: bytes of a media type; ``policy`` is the CSP for pages of our own."""

    content: bytes
    media_type: str
    policy: str = ""


_TOO_MANY = b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class PreviewServer(ThreadingHTTPServer):
    """Serves one folder of outputs and the state of a board, to this machine only.

    ``report`` is called for unexpected errors while a request is handled.
    """

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self,
        out: Path,
        board: Board,
        pages: Pages,
        port: int,
        report: Callable[[NotepressError], None],
    ) -> None:
        self.out = out
        self.report = report
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
        """Serve a connection in a thread of its own, or respond with 503 if there are too many."""
        if self.connections.accept(request):
            super().process_request(request, client_address)
            return
        with suppress(OSError):
            request.send(_TOO_MANY)
        self.shutdown_request(request)

    def shutdown_request(self, request: Any) -> None:
        """Close a connection."""
        self.connections.remove(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """Ignore a browser that closed the connection; report any other error."""
        error = sys.exc_info()[1]
        if error is None or isinstance(error, ConnectionError | TimeoutError):
            return
        try:
            with translate_errors():
                raise error
        except NotepressError as translated:
            self.report(translated)

    @property
    def address(self) -> str:
        """The address to open in a browser."""
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version = "notepress"
    sys_version = ""
    timeout = _TIMEOUT
    # Without it a request with an unreadable version would get a response without a status.
    default_request_version = protocol_version

    _ROUTES: ClassVar[dict[str, str]] = {
        "": "_index",
        "note": "_note",
        "files": "_file",
        "epub": "_inside_epub",
        "page": "_page",
        "beside": "_beside",
        "beside.js": "_beside_script",
        "preview.js": "_script",
        "preview.css": "_style",
    }

    def handle(self) -> None:
        """Serve one request after another, and close so that the last response arrives."""
        super().handle()
        # Unread input would make the system discard the response.
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            for _ in range(_MAX_UNREAD):
                if not self.connection.recv(1 << 16):
                    break

    def do_GET(self) -> None:
        """Respond to a GET request."""
        self._respond()

    def do_HEAD(self) -> None:
        """Respond to a HEAD request like a GET, without a body."""
        self._respond()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Print nothing: only the command line prints."""

    def _respond(self) -> None:
        self.server.connections.mark_busy(self.connection)
        if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            # A body has no meaning here, and must not be parsed as the next request.
            self.close_connection = True
        if not self._is_local():
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        if not self.path.startswith("/"):
            # An absolute URL is for proxies, and might have another host than the header.
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        path = self.path.partition("?")[0].lstrip("/")
        if path == "events":
            self._events()
        elif (response := self._respond_to(path)) is None:
            self._refuse(HTTPStatus.NOT_FOUND)
        else:
            self._send(response)
        self.server.connections.mark_idle(self.connection)

    def _is_local(self) -> bool:
        hosts = self.headers.get_all("Host", [])
        # RFC 9112, 3.2: a request with several Host headers is invalid, maybe an attack.
        host = hosts[0] if len(hosts) == 1 else None
        return is_local(host, self.headers["Origin"], self.server.server_port)

    def _respond_to(self, path: str) -> Response | None:
        first, _, rest = path.partition("/")
        route = self._ROUTES.get(first)
        try:
            return getattr(self, route)(rest) if route else None
        except OSError:
            # A build has just replaced the files.
            return None

    def _send(self, response: Response) -> None:
        headers = {
            "Cache-Control": "no-cache",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        if response.policy:
            headers["Content-Security-Policy"] = response.policy
        self._write(HTTPStatus.OK, response, headers)

    def _refuse(self, status: HTTPStatus) -> None:
        self._write(status, _text(f"{status.value} {status.phrase}\n", "text/plain"), {})

    def _write(self, status: HTTPStatus, response: Response, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", response.media_type)
        self.send_header("Content-Length", str(len(response.content)))
        for name, value in headers.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.content)

    def _index(self, rest: str) -> Response | None:
        if rest:
            return None
        return _own_page(self.server.pages.index(self.server.board.all()))

    def _note(self, rest: str) -> Response | None:
        # The name of a note in several languages has a slash of its own.
        name, _, view = (rest, "", "") if self.server.board.find(rest) else rest.rpartition("/")
        shown = self.server.board.find(name)
        page = self.server.pages.note(shown, view or "pages") if shown else None
        return _own_page(page) if page else None

    def _file(self, rest: str) -> Response | None:
        path = find_file(self.server.out, rest)
        return Response(path.read_bytes(), _media_type(path.name)) if path else None

    def _inside_epub(self, rest: str) -> Response | None:
        book, found, inside = rest.partition(".epub/")
        path = find_file(self.server.out, f"{book}.epub") if found else None
        if path is None:
            return None
        name = unquote(inside)
        try:
            with ZipFile(BytesIO(path.read_bytes())) as archive:
                return Response(archive.read(name), _media_type(name))
        except (KeyError, BadZipFile, zlib.error):
            return None

    def _page(self, rest: str) -> Response | None:
        name, found, number = rest.partition(".pdf/")
        path = find_file(self.server.out, f"{name}.pdf") if found else None
        wanted = _PICTURE.fullmatch(number)
        if path is None or wanted is None:
            return None
        picture = self.server.pages.drawing.draw(path, int(wanted[1]))
        return Response(picture, "image/png") if picture else None

    def _beside(self, rest: str) -> Response | None:
        """The page of a note with marks in it; what it needs is as it is."""
        page = self.server.pages.beside_page(rest)
        return _text(page, "text/html") if page else self._file(rest)

    def _beside_script(self, rest: str) -> Response | None:
        return _text(self.server.pages.beside_script, "text/javascript") if not rest else None

    def _script(self, rest: str) -> Response | None:
        return _text(self.server.pages.script, "text/javascript") if not rest else None

    def _style(self, rest: str) -> Response | None:
        return _text(self.server.pages.style, "text/css") if not rest else None

    def _events(self) -> None:
        """Send changes as server-sent events for as long as the reader listens (HTML, 9.2)."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        if self.command == "HEAD":
            return
        # If the connection is closed in favour of another, the browser reconnects by itself.
        self.server.connections.mark_idle(self.connection)
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


def _own_page(html: str) -> Response:
    return Response(html.encode(), "text/html; charset=utf-8", _POLICY)


def _text(text: str, media_type: str) -> Response:
    return Response(text.encode(), f"{media_type}; charset=utf-8")


def _media_type(name: str) -> str:
    suffix = Path(name).suffix
    guess = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{guess}; charset=utf-8" if guess.startswith("text/") else guess
