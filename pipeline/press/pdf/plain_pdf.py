"""A PDF of pydyf turned into bytes, as often as one likes."""

from __future__ import annotations

import io
from typing import Any


def to_bytes(pdf: Any) -> bytes:
    """Return a PDF of pydyf as bytes, itself unchanged: writing adds objects of its own."""
    count = len(pdf.objects)
    output = io.BytesIO()
    pdf.info.clear()
    pdf.current_position = 0
    pdf.write(output, b"1.7", None, True)  # noqa: FBT003 - compress, as pydyf has it
    del pdf.objects[count:]
    return output.getvalue()


def page_dictionaries(pdf: Any) -> list[Any]:
    """Return the pages of a PDF of pydyf."""
    return [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
