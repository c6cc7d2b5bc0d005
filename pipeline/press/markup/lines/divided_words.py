"""Words that their author divides by soft hyphens, for pages."""

from __future__ import annotations

import re
from typing import Final

from pipeline.invisible import SOFT_HYPHEN

_DIVIDED: Final = re.compile(rf"\w+(?:{SOFT_HYPHEN}\w+)+")


def apart(markup: str) -> str:
    """Markup in which each word with soft hyphens is an element of its own.

    In a text with a soft hyphen, however far on, the engine hyphenates no other word by itself.
    """
    if SOFT_HYPHEN not in markup:
        return markup
    return _DIVIDED.sub(r"<span>\g<0></span>", markup)
