"""Files packed in a zip, the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def pack(parts: Mapping[str, str | bytes], first: str = "") -> bytes:
    """A zip of parts by path; ``first`` is stored uncompressed at its beginning."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for path in sorted(parts, key=lambda one: (one != first, one)):
            content = parts[path]
            method = zipfile.ZIP_STORED if path == first else zipfile.ZIP_DEFLATED
            data = content.encode() if isinstance(content, str) else content
            archive.writestr(zipfile.ZipInfo(path), data, method, compresslevel=6)
    return output.getvalue()
