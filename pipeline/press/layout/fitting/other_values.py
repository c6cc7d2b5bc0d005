"""Computed styles of a document as they were with other values of custom properties."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

from weasyprint.css import AnonymousStyle, ComputedStyle

_CSS: Final[Any] = import_module("tinycss2")  # untyped


class OtherValues:
    """Styles with other custom properties of the root element: what applies stays as it is.

    ``values`` are written as in a stylesheet and keyed by the names of the properties.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self._made: dict[int, tuple[Any, Any]] = {}

    def of(self, style: Any) -> Any:
        """What a style is with the other values."""
        made = self._made.get(id(style))
        if made is None:
            # The style is kept as well: another one must not get its id.
            made = self._made[id(style)] = (style, self._make(style))
        return made[1]

    def _make(self, style: Any) -> Any:
        if isinstance(style, AnonymousStyle):
            return AnonymousStyle(self.of(style.parent_style))
        parent = style.parent_style
        made = ComputedStyle(
            None if parent is None else self.of(parent),
            self._on_root(style.cascaded) if parent is None else style.cascaded,
            style.pseudo_type,
            style.root_style if parent is None else self.of(style.root_style),
            style.base_url,
            style.font_config,
            style.initial_page_sizes,
        )
        # The proportions of letters, which are the same at any size.
        made.cache = style.cache
        return made

    def _on_root(self, cascaded: Mapping[str, Any]) -> dict[str, Any]:
        changed = dict(cascaded)
        for name, value in self._values.items():
            key = name.replace("-", "_")
            _, weight = changed[key]
            changed[key] = _CSS.parse_component_value_list(value), weight
        return changed
