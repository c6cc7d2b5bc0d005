"""Files that are associated with structure elements of a PDF (ISO 19005-3, 6.8).

A reader that knows MathML can go through the parts of a formula, of which others say the words; the
data of a chart can be read and used again.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, Literal

import pydyf

_KINDS: Final = {
    "formula": ("mml", "/application#2Fmathml+xml", "/Supplement"),
    "data": ("csv", "/text#2Fcsv", "/Data"),
}
"""The suffix of the names of a kind of file, its media type, and how it relates to its element."""


@dataclass(frozen=True, slots=True)
class TagFile:
    """A file of a structure element: a formula as MathML, or the data of a chart as CSV."""

    kind: Literal["formula", "data"]
    text: str


def add_tag_file(pdf: Any, file: TagFile) -> bytes:
    """Add a file to a PDF of pydyf; return the reference of its file specification."""
    suffix, subtype, relation = _KINDS[file.kind]
    content = file.text.encode()
    stream = pydyf.Stream(
        [content],
        {
            "Type": "/EmbeddedFile",
            "Subtype": subtype,
            "Params": pydyf.Dictionary({"Size": len(content)}),
        },
    )
    pdf.add_object(stream)
    # Parts are joined without renaming, and name the same formula alike.
    name = pydyf.String(f"{file.kind}-{sha256(content).hexdigest()[:8]}.{suffix}")
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": name,
            "UF": name,
            "AFRelationship": relation,
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
        }
    )
    pdf.add_object(specification)
    reference: bytes = specification.reference
    return reference
