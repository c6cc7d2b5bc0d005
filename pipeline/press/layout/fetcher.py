"""What the layout engine may read: the bytes it was given, and nothing else."""

from __future__ import annotations

from posixpath import splitext
from typing import TYPE_CHECKING
from urllib.parse import unquote

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from pipeline.press.parts.parts import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Mapping

_TYPES = {
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
}


class GivenFiles(URLFetcher):  # type: ignore[misc]
    """Serves files below `ADDRESS` from memory; whatever else is asked for is in ``refused``."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._files = files
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        """Return a given file. Raises FatalURLFetchingError, which ends the layout."""
        path = unquote(url.removeprefix(ADDRESS))
        kind = _TYPES.get(splitext(path)[1].lower())
        if not url.startswith(ADDRESS) or path not in self._files or kind is None:
            # Drawing an SVG swallows even fatal errors, so the refusal is kept as well.
            self.refused.append(url[:200])
            raise FatalURLFetchingError(f"refused: {url[:200]}")
        return URLFetcherResponse(url, self._files[path], {"Content-Type": kind})
