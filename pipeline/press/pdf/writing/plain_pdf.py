"""Serialisation of a pydyf PDF, which can be repeated."""

from __future__ import annotations

import io
from typing import Any


def to_bytes(pdf: Any) -> bytes:
    """Serialise a pydyf PDF, and remove the objects that writing adds to it."""
    count = len(pdf.objects)
    output = io.BytesIO()
    pdf.info.clear()
    pdf.current_position = 0
    pdf.write(output, b"1.7", None, True)  # noqa: FBT003 - compress, as pydyf has it
    del pdf.objects[count:]
    return output.getvalue()


def page_dictionaries(pdf: Any) -> list[Any]:
    """The pages of a PDF of pydyf."""
    return [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
