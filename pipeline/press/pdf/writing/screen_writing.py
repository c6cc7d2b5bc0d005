"""Writing painted pages as a screen PDF: unchanged, but cropped to the trim size."""

from __future__ import annotations

from typing import Any

import pydyf

from pipeline.press.pdf.writing.plain_pdf import page_dictionaries, to_bytes

_PRESS_BOXES = ("TrimBox", "BleedBox")


def write_for_screen(pdf: Any) -> bytes:
    """Write a painted and tagged pydyf PDF for the screen."""
    for page in page_dictionaries(pdf):
        page["MediaBox"] = pydyf.Array(page["TrimBox"])
        page["Tabs"] = "/S"
        for key in _PRESS_BOXES:
            del page[key]
    names = pdf.catalog.get("Names")
    if names is not None:
        # Only indirect objects can be copied to another document.
        pdf.add_object(names["Dests"])
        names["Dests"] = names["Dests"].reference
    return to_bytes(pdf)
