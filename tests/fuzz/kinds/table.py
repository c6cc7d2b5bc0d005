"""Every kind of input by its name."""

from __future__ import annotations

from typing import Final

from fuzz.kinds import (
    command_lines,
    drawings,
    heads,
    interface_words,
    manuscripts,
    markdown,
    metadata,
    pdfs,
    pictures,
    preview_requests,
    stylesheets,
    word_files,
    word_imports,
    word_merges,
    word_reviews,
)
from fuzz.trial import Kind

KINDS: Final[dict[str, Kind]] = {
    module.KIND.name: module.KIND
    for module in (
        metadata,
        heads,
        markdown,
        drawings,
        pictures,
        stylesheets,
        interface_words,
        word_files,
        word_imports,
        manuscripts,
        word_reviews,
        word_merges,
        pdfs,
        preview_requests,
        command_lines,
    )
}
