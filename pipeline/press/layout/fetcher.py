"""A fetcher for the layout engine that serves given bytes only: no disk, no network."""

from __future__ import annotations

from posixpath import splitext
from typing import TYPE_CHECKING
from urllib.parse import unquote

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from pipeline.press.parts.parts import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Mapping

_TYPES = {
    ".avif": "image/avif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
}


class GivenFiles(URLFetcher):  # type: ignore[misc]
    """Serves files below `ADDRESS` from memory; ``refused`` lists all other URLs requested."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._files = files
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        """Serve a given file. Raises FatalURLFetchingError, which ends the layout."""
        path = unquote(url.removeprefix(ADDRESS))
        kind = _TYPES.get(splitext(path)[1].lower())
        if not url.startswith(ADDRESS) or path not in self._files or kind is None:
            # WeasyPrint swallows even fatal errors within an SVG, so the refusal is recorded too.
            self.refused.append(url[:200])
            raise FatalURLFetchingError(f"refused: {url[:200]}")
        return URLFetcherResponse(url, self._files[path], {"Content-Type": kind})
