"""typst alone: ``typst_pdf.py INPUT OUTPUT``, as tagged and archivable as ours."""

from __future__ import annotations

import sys

import typst

typst.compile(sys.argv[1], output=sys.argv[2], pdf_standards=["ua-1", "a-2a"])
