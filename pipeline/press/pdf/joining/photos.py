"""The photos of a joined document, put in the places that the layout has kept for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pikepdf

from pipeline.press.parts.photo_copies import PLACEHOLDER

if TYPE_CHECKING:
    from pipeline.press.parts.photo_copies import PdfPicture

_KEY = f"/{PLACEHOLDER}"
_INVERTED = (1, 0, 1, 0, 1, 0, 1, 0)
_PNG_FILTERS = 15


def embed_photos(document: pikepdf.Pdf, photos: Mapping[str, PdfPicture]) -> None:
    """Put photos, given by their paths, in the place of those that are missing in a document."""
    if not photos:
        return
    for entry in document.objects:
        if isinstance(entry, pikepdf.Stream) and _KEY in entry:
            _fill(document, entry, photos[str(entry[_KEY])])


def _fill(document: pikepdf.Pdf, place: pikepdf.Stream, photo: PdfPicture) -> None:
    del place[_KEY]
    kind = pikepdf.Name.DCTDecode if photo.is_jpeg else pikepdf.Name.FlateDecode
    _set(place, photo.width, photo.height, photo.space)
    parameters = None
    if photo.predicted:
        parameters = pikepdf.Dictionary(
            Predictor=_PNG_FILTERS, Columns=photo.width, Colors=photo.predicted
        )
    place.write(photo.data, filter=kind, decode_parms=parameters)
    if photo.is_inverted:
        place.Decode = pikepdf.Array(_INVERTED)
    if photo.mask:
        mask = document.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        _set(mask, photo.width, photo.height, "DeviceGray")
        mask.write(photo.mask, filter=pikepdf.Name.FlateDecode)
        place.SMask = mask


def _set(picture: pikepdf.Stream, width: int, height: int, space: str) -> None:
    picture.Width, picture.Height = width, height
    picture.ColorSpace = pikepdf.Name(f"/{space}")
    picture.BitsPerComponent = 8
    picture.Interpolate = False
