"""Access control of the preview: requests from this machine, for files of the outputs only.

A web page can make a browser send requests to 127.0.0.1. Such requests have a foreign host (DNS
rebinding) or a foreign origin; both are refused.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote


def is_local(host: str | None, origin: str | None, port: int) -> bool:
    """Whether the Host and Origin of a request are those of the preview at a port."""
    hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
    if host not in hosts:
        return False
    return origin is None or origin in {f"http://{name}" for name in hosts}


def find_file(root: Path, path: str) -> Path | None:
    """The file below a folder for a URL path, or None.

    Hidden files, links to the outside and everything outside the folder are treated as missing.
    """
    parts = unquote(path).split("/")
    if any(part in ("", ".", "..") or part.startswith(".") or "\0" in part for part in parts):
        return None
    root = root.resolve()
    try:
        found = root.joinpath(*parts).resolve()
        return found if found.is_relative_to(root) and found.is_file() else None
    except (OSError, RuntimeError, ValueError):
        # There is no such file: the name is too long or invalid, or links are circular.
        return None
