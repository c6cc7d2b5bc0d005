"""The tokens of a formula in MathML: what holds its letters, numbers, signs and words.

They are the leaves of its tree (MathML 3, 3.2). A drawing has a group for each of them, in the same
order, so that a PDF can say which ink is which sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

NAMESPACE: Final = "http://www.w3.org/1998/Math/MathML"
INK: Final = "data-ink"
"""The attribute of a group in a drawn formula: the ink of a token, or of a rule."""
TOKEN, RULE = "token", "rule"
"""Its values."""
_NAMES: Final = frozenset(f"{{{NAMESPACE}}}{name}" for name in ("mi", "mn", "mo", "mtext", "ms"))


def tokens_of(math: Any) -> Iterator[Any]:
    """Yield the tokens in an element of MathML, as lxml has read it, in the order of the text."""
    return (element for element in math.iter() if is_token(element))


def has_tokens(drawing: Any) -> bool:
    """Whether an element of a page is a drawn formula with groups for its tokens."""
    return (
        drawing is not None
        and "formula" in drawing.get("class", "").split()
        and any(group.get(INK) == TOKEN for group in drawing)
    )


def is_token(element: Any) -> bool:
    """Whether an element is a token."""
    return element.tag in _NAMES
