"""Pictures of figures as editions use them: checked, and drawings cleaned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.cache import key_of
from pipeline.load.pictures.photos import check_photo

if TYPE_CHECKING:
    from pipeline.cache import Cache
    from pipeline.load.report import Report

# Increase the number when drawings are cleaned in another way.
_CLEANING: Final = "4"


def take_picture(path: str, data: bytes, report: Report, cache: Cache, language: str = "") -> bytes:
    """A picture as editions use it: photos as they are, drawings cleaned.

    Of a drawing in several languages it has what is in ``language``.
    Reports what is wrong with it; one found good is remembered in the cache.
    """
    if path.endswith(".svg"):
        # Few notes have drawings, and the import compiles large expressions.
        chosen = language if b"systemLanguage" in data else ""
        key = key_of("drawing", _CLEANING, chosen, data)
        kept = cache.get(key)
        if kept is not None:
            return kept
        from pipeline.load.pictures.drawing import clean_drawing

        found = len(report.findings)
        cleaned = clean_drawing(path, data, report, chosen) or data
        if len(report.findings) == found:
            cache.put(key, cleaned)
        return cleaned
    check_photo(path, data, report, cache)
    return data
