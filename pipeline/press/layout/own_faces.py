"""Faces of one note, added to a style that was preloaded for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from weasyprint import CSS

from pipeline.press.layout.engine_warnings import EngineWarnings
from pipeline.press.layout.fetcher import GivenFiles
from pipeline.press.parts.parts import ADDRESS
from pipeline.press.parts.style_places import STYLE
from pipeline.scratch import ScratchFolder

if TYPE_CHECKING:
    from pipeline.press.parts.parts import OwnFaces


@contextmanager
def own_faces(
    own: OwnFaces, options: Mapping[str, Any], earlier: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    """Add the faces of a note to those of a style, in a process that lays out nothing else.

    ``options`` are those of the style for rendering. Their files are there while the context is
    active. Yields the engine's warnings, after ``earlier`` ones.
    """
    if not own.fonts:
        yield tuple(earlier)
        return
    fetcher = GivenFiles(own.fonts)
    with ScratchFolder() as folder:
        options["font_config"].keep_files_in(folder)
        with EngineWarnings(STYLE, fetcher, earlier) as warnings:
            CSS(string=own.css, base_url=ADDRESS, url_fetcher=fetcher, **options)
        yield warnings.messages
