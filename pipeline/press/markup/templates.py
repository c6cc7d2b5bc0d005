"""Jinja2 templates with strict names and autoescaping; a style may replace single files."""

from __future__ import annotations

import traceback
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    meta,
)
from jinja2.sandbox import SandboxedEnvironment

from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.press.compiled_templates import CompiledTemplates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.house_style import Style
    from pipeline.press.markup.writer import Writer

_FILES: Final = Path(__file__).parent.parent.parent / "templates"
_FOLDER: Final = "styles/templates/"
_PREFIX: Final = "templates/"
_HINT: Final = "compare it with the built-in template of the same path"
# Errors that template code can raise; Jinja does not wrap all of them.
_FAILURES: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    TemplateError,
    TypeError,
    ValueError,
)


class Templates:
    """The templates of a style; if it has templates of its own, all are rendered in a sandbox.

    The style's own templates have access to the data of the page only.

    Raises SourceError (N511) for a template of the style that cannot be read.
    """

    def __init__(self, style: Style) -> None:
        self._own = {
            path.removeprefix(_PREFIX): text
            for path, text in style.files.items()
            if path.startswith(_PREFIX)
        }
        self._environment = _environment(tuple(sorted(self._own.items())))
        if findings := [found for name in self._own for found in self._check(name)]:
            raise SourceError(findings)

    def read(self, folder: str) -> tuple[str, ...]:
        """Load the templates in a folder ahead of use, and return their names.

        Jinja takes longer to compile most of them than to render them.
        """
        found = [name for name in _built_in().list_templates() if name.startswith(f"{folder}/")]
        for name in found:
            self._environment.get_template(name)
        return tuple(found)

    def render(self, name: str, writer: Writer, **context: Any) -> str:
        """Render a template; ``write`` is the writer of the dialect in it.

        Raises SourceError (N511) if a template of the style uses an unknown name.
        """
        try:
            return self._environment.get_template(name).render(write=writer, **context)
        except _FAILURES as error:
            place = self._place_of(error)
            if place is None:
                raise
            message = f"the template cannot be rendered: {error}"
            raise SourceError([Finding("N511", message, place, _HINT)]) from error

    def _check(self, name: str) -> Iterator[Finding]:
        text = self._own[name]
        try:
            self._environment.compile(text, raw=True)
            tree = self._environment.parse(text)
        except TemplateSyntaxError as error:
            message = f"the template has a syntax error: {error.message}"
            yield Finding("N511", message, self._place(name, error.lineno), _HINT)
            return
        known = {*self._own, *_built_in().list_templates()}
        for referenced in meta.find_referenced_templates(tree):
            if referenced is not None and referenced not in known:
                lines = text[: text.find(referenced)].count("\n")
                message = f"the template uses {referenced}, which does not exist"
                yield Finding("N511", message, self._place(name, lines + 1), _HINT)

    def _place(self, name: str, line: int) -> Place:
        text = self._own[name].split("\n")[line - 1]
        indent = len(text) - len(text.lstrip())
        return Place(f"{_FOLDER}{name}", line, indent + 1, text, max(1, len(text.strip())))

    def _place_of(self, error: Exception) -> Place | None:
        """The innermost line of the style's own templates in the traceback of an error."""
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename.startswith(_FOLDER) and frame.lineno:
                return self._place(frame.filename.removeprefix(_FOLDER), frame.lineno)
        return None


@cache
def _built_in() -> FileSystemLoader:
    return FileSystemLoader(_FILES)


@lru_cache(maxsize=4)
def _environment(own: tuple[tuple[str, str], ...]) -> Environment:
    """The Jinja environment; it keeps compiled templates for the next build."""
    texts = dict(own)

    def load(name: str) -> tuple[str, str, None] | None:
        return (texts[name], f"{_FOLDER}{name}", None) if name in texts else None

    # The sandbox checks every name that is used; built-in templates do not need it.
    environment = SandboxedEnvironment if own else Environment
    made = environment(
        loader=ChoiceLoader([FunctionLoader(load), _built_in()]),
        undefined=StrictUndefined,
        autoescape=True,
        # It takes longer than it saves: a template is rendered a few times.
        optimized=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.bytecode_cache = CompiledTemplates(_FILES, made)
    return made
