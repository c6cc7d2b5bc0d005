"""Who may ask the preview for what: this machine only, and files of the outputs only.

A page on the web can make a browser send requests to 127.0.0.1. Its requests name a host that
is not ours (DNS rebinding) or an origin that is not ours; both are refused.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote


def is_ours(host: str | None, origin: str | None, port: int) -> bool:
    """Tell whether the Host and Origin of a request are those of the preview at a port."""
    hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
    if host not in hosts:
        return False
    return origin is None or origin in {f"http://{name}" for name in hosts}


def find_file(root: Path, path: str) -> Path | None:
    """Return the file that a URL path names below a folder, or None.

    Hidden files, links that lead out and everything outside of the folder do not exist.
    """
    parts = unquote(path).split("/")
    if any(part in ("", ".", "..") or part.startswith(".") or "\0" in part for part in parts):
        return None
    root = root.resolve()
    try:
        found = root.joinpath(*parts).resolve()
        return found if found.is_relative_to(root) and found.is_file() else None
    except (OSError, RuntimeError, ValueError):
        # No file has such a name: it is too long, runs in a circle of links, or cannot be written.
        return None
