"""typst alone: ``typst_pdf.py INPUT OUTPUT FONTS``, as tagged and archivable as ours.

Of fonts it has its own and those in the folder FONTS, on every machine the same.
"""

from __future__ import annotations

import sys

import typst

typst.compile(
    sys.argv[1],
    output=sys.argv[2],
    font_paths=[sys.argv[3]],
    ignore_system_fonts=True,
    pdf_standards=["ua-1", "a-2a"],
)
