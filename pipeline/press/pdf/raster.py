"""Pages as pictures: a page of a PDF drawn as a small PNG."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

# Flat art and type need few colours: with more, thin lines gain nothing and the file grows.
_COLOURS = 24
# The colours are found in every fourth pixel of every fourth row, in a fifteenth of the time.
_THINNED = 4
# The next level takes twice the time and saves three parts in a hundred.
_COMPRESSION = 8


def draw_page(pdf: bytes, page: int, width: int) -> bytes:
    """Return a page of a PDF, counted from 0, as a PNG ``width`` px wide.

    The picture has a palette of its 24 main colours and no metadata; the same page gives the
    same bytes.
    """
    from PIL import Image

    picture = _drawn(pdf, page, width)
    # One round of k-means gives flat areas their exact colour.
    size = (max(1, picture.width // _THINNED), max(1, picture.height // _THINNED))
    palette = picture.resize(size, Image.Resampling.NEAREST).quantize(
        _COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE
    )
    flat = picture.quantize(palette=palette, dither=Image.Dither.NONE)
    out = BytesIO()
    flat.save(out, "PNG", compress_level=_COMPRESSION)
    return out.getvalue()


def count_pages(pdf: bytes) -> int:
    """Return how many pages a PDF has; 0 if the bytes are no PDF that can be read."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(pdf) as document:  # type: ignore[no-untyped-call]
            return len(document)
    except pypdfium2.PdfiumError:
        return 0


def show_page(pdf: bytes, page: int, width: int) -> bytes:
    """Return a page of a PDF, counted from 0, as a PNG ``width`` px wide in all its colours."""
    out = BytesIO()
    _drawn(pdf, page, width).save(out, "PNG", compress_level=1)
    return out.getvalue()


def _drawn(pdf: bytes, page: int, width: int) -> Image.Image:
    """Return a page in all its colours; of its copies on the way none is kept."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:  # type: ignore[no-untyped-call]
        sheet = document[page]
        bitmap = sheet.render(scale=width / sheet.get_width(), may_draw_forms=False)
        picture: Image.Image = bitmap.to_pil()
    return picture if picture.mode == "RGB" else picture.convert("RGB")
