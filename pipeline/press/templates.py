"""The templates: Jinja2 with strict names and autoescape, overridden file by file by a style."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import ChoiceLoader, DictLoader, Environment, PackageLoader, StrictUndefined

if TYPE_CHECKING:
    from pipeline.house_style import Style
    from pipeline.press.markup import Writer


class Templates:
    """The templates of one style."""

    def __init__(self, style: Style) -> None:
        prefix = "templates/"
        own = {
            path.removeprefix(prefix): text
            for path, text in style.files.items()
            if path.startswith(prefix)
        }
        self._environment = Environment(
            loader=ChoiceLoader([DictLoader(own), PackageLoader("pipeline", "templates")]),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def render(self, name: str, writer: Writer, **context: Any) -> str:
        """Return a template filled in; it finds the dialect's writer as ``write``."""
        return self._environment.get_template(name).render(write=writer, **context)
