"""Serve a folder on 127.0.0.1 as a good web host would: compressed and with a cache lifetime."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import brotli

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPRESSED = frozenset({".html", ".xhtml", ".css", ".js", ".json", ".svg", ".txt", ".xml"})


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder while the block runs; gives the address of its root, ending in a slash."""
    handler = partial(_Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with Brotli where the kind of file gains by it."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.endswith("/"):
            path /= "index.html"
        is_asked = "br" in self.headers.get("Accept-Encoding", "")
        if not is_asked or not path.is_file() or path.suffix not in COMPRESSED:
            super().do_GET()
            return
        body = _compress(path, path.stat().st_mtime_ns)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        """Add the cache lifetime that Lighthouse looks for."""
        self.send_header("Cache-Control", "public, max-age=31536000")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (named by its base)
        """Say nothing."""


@cache
def _compress(path: Path, _modified: int) -> bytes:
    return bytes(brotli.compress(path.read_bytes()))
