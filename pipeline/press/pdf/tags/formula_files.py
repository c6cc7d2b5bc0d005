"""Formulas as MathML, files that are associated with their structure elements (ISO 19005-3, 6.8).

A reader that knows MathML can go through the parts of a formula, of which others say the words.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pydyf


def add_formula_file(pdf: Any, mathml: str) -> bytes:
    """Add a MathML document to a PDF of pydyf; return the reference of its file specification."""
    content = mathml.encode()
    stream = pydyf.Stream(
        [content],
        {
            "Type": "/EmbeddedFile",
            "Subtype": "/application#2Fmathml+xml",
            "Params": pydyf.Dictionary({"Size": len(content)}),
        },
    )
    pdf.add_object(stream)
    # Parts are joined without renaming, and name the same formula alike.
    name = pydyf.String(f"formula-{sha256(content).hexdigest()[:8]}.mml")
    file = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": name,
            "UF": name,
            "AFRelationship": "/Supplement",
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
        }
    )
    pdf.add_object(file)
    reference: bytes = file.reference
    return reference
