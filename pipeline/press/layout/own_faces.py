"""Faces of one note, added to a style that was preloaded for all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from weasyprint import CSS

from pipeline.press.layout.engine_warnings import EngineWarnings
from pipeline.press.layout.fetcher import GivenFiles
from pipeline.press.parts.parts import ADDRESS
from pipeline.press.parts.style_places import STYLE
from pipeline.scratch import ScratchFolder

if TYPE_CHECKING:
    from pipeline.press.layout.weasyprint import PreloadedStyle
    from pipeline.press.parts.parts import OwnFaces


@contextmanager
def with_own_faces(style: PreloadedStyle, own: OwnFaces) -> Iterator[PreloadedStyle]:
    """Add the faces of a note to a preloaded style, in a process that lays out nothing else.

    Their files are there while the context is active.
    """
    if not own.fonts:
        yield style
        return
    fetcher = GivenFiles(own.fonts)
    with ScratchFolder() as folder:
        style.options["font_config"].keep_files_in(folder)
        with EngineWarnings(STYLE, fetcher, style.warnings) as warnings:
            CSS(string=own.css, base_url=ADDRESS, url_fetcher=fetcher, **style.options)
        yield replace(style, warnings=warnings.messages)
