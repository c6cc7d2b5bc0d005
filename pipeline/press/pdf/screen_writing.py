"""The writing for the screen: the painted pages as they are, cut to the trimmed size."""

from __future__ import annotations

from typing import Any

import pydyf

from pipeline.press.pdf.plain_pdf import page_dictionaries, to_bytes

_PRESS_BOXES = ("TrimBox", "BleedBox")


def write_for_screen(pdf: Any) -> bytes:
    """Return a painted and tagged PDF of pydyf as bytes."""
    for page in page_dictionaries(pdf):
        page["MediaBox"] = pydyf.Array(page["TrimBox"])
        page["Tabs"] = "/S"
        for key in _PRESS_BOXES:
            del page[key]
    names = pdf.catalog.get("Names")
    if names is not None:
        # Only what has a number of its own can be copied to another document.
        pdf.add_object(names["Dests"])
        names["Dests"] = names["Dests"].reference
    return to_bytes(pdf)
