"""Computed values that no rule sets, without the way that values in rules take.

Of a part's values, 84 % are inherited or initial. The engine asks for each of them whether it is
pending, logical, a length to compute or a mathematical function; here it is looked up whether it
can be. Processor time: 0.95.
"""

from __future__ import annotations

from typing import Any, Final

from weasyprint.css import ComputedStyle, functions
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

from pipeline.press.faster.patch import Patch

_CUSTOM: Final = "__"
_PROPAGATED: Final = "text_decoration_"
_SPECIFIED: Final = {"position", "float", "display", "page"}
_check_function = check_math
_missing = ComputedStyle.__missing__


def _is_plain(name: str) -> bool:
    return name not in _SPECIFIED and not name.startswith(_PROPAGATED)


_INHERITED: Final = {name for name in INHERITED & INITIAL_VALUES.keys() if _is_plain(name)}
_INITIAL: Final = {
    name: value
    for name, value in INITIAL_VALUES.items()
    if _is_plain(name)
    and name not in INHERITED
    and name not in INITIAL_NOT_COMPUTED
    and not check_math(value)
}
_LOGICAL: Final = {
    direction: {
        name: logical(block="ttb", inline=direction) for name, logical in PHYSICAL_FUNCTIONS.items()
    }
    for direction in ("ltr", "rtl")
}
"""The logical property of each physical one, by the direction of the text."""


def _value(style: Any, key: str) -> Any:
    """Stand in for ``ComputedStyle.__missing__``: the computed value of a property."""
    if key in style.cascaded:
        return _missing(style, key)
    if key in _INITIAL:
        if key in PHYSICAL_FUNCTIONS and _LOGICAL[style["direction"]][key] in style.cascaded:
            return _missing(style, key)
        value = style[key] = _INITIAL[key]
        return value
    if (key in _INHERITED or key[:2] == _CUSTOM) and style.parent_style is not None:
        value = style[key] = style.parent_style[key]
        return value
    return _missing(style, key)


def _check_math(token: Any) -> Any:
    """Stand in for ``check_math``: whether a value is, or has, a mathematical function."""
    kind = type(token)
    if kind is str or kind is float or kind is int:
        return None
    if kind is tuple:
        return any(map(_check_math, token))
    return _check_function(token)


PATCHES: Final = (
    Patch(ComputedStyle, "__missing__", _value, "b318d8efc8ac79d7"),
    Patch(functions, "check_math", _check_math, "4f8e6a21258e09ba"),
)
