"""All patches, applied while pages are laid out and painted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from pipeline.press.faster import (
    computed_values,
    html_parsing,
    shaped_lines,
    struts,
    text_layouts,
    used_lengths,
)

PATCHES: Final = (
    *computed_values.PATCHES,
    *html_parsing.PATCHES,
    *shaped_lines.PATCHES,
    *struts.PATCHES,
    *text_layouts.PATCHES,
    *used_lengths.PATCHES,
)


@contextmanager
def made_faster() -> Iterator[None]:
    """Replace the hot functions of the engine while the context is active."""
    with ExitStack() as stack:
        for patch in PATCHES:
            stack.enter_context(patch.applied())
        yield
