"""The templates: Jinja2 with strict names and autoescape, overridden file by file by a style."""

from __future__ import annotations

import traceback
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from jinja2 import (
    ChoiceLoader,
    Environment,
    FunctionLoader,
    PackageLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    meta,
)
from jinja2.sandbox import SandboxedEnvironment

from pipeline.errors import SourceError
from pipeline.findings import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.house_style import Style
    from pipeline.press.markup.writer import Writer

_FOLDER: Final = "styles/templates/"
_PREFIX: Final = "templates/"
_HINT: Final = "compare it with the built-in template of the same path"
# What the code in a template can raise; Jinja has no error of its own for all of it.
_FAILURES: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    TemplateError,
    TypeError,
    ValueError,
)


class Templates:
    """The templates of one style; if it has some of its own, all are filled in in a sandbox.

    Templates of its own see a page's data and no more.

    Raises SourceError (N511) for a template of the style's own that cannot be read.
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
        """Read the templates in a folder, and return their names.

        They are then at hand when a page is to be filled in: Jinja takes longer to read most of
        them than to fill them in.
        """
        found = [name for name in _built_in().list_templates() if name.startswith(f"{folder}/")]
        for name in found:
            self._environment.get_template(name)
        return tuple(found)

    def render(self, name: str, writer: Writer, **context: Any) -> str:
        """Return a template filled in; it finds the dialect's writer as ``write``.

        Raises SourceError (N511) where a template of the style's own asks for what is not there.
        """
        try:
            return self._environment.get_template(name).render(write=writer, **context)
        except _FAILURES as error:
            place = self._place_of(error)
            if place is None:
                raise
            said = f"the template cannot be filled in: {error}"
            raise SourceError([Finding("N511", said, place, _HINT)]) from error

    def _check(self, name: str) -> Iterator[Finding]:
        text = self._own[name]
        try:
            self._environment.compile(text, raw=True)
            tree = self._environment.parse(text)
        except TemplateSyntaxError as error:
            said = f"the template is broken: {error.message}"
            yield Finding("N511", said, self._place(name, error.lineno), _HINT)
            return
        known = {*self._own, *_built_in().list_templates()}
        for wanted in meta.find_referenced_templates(tree):
            if wanted is not None and wanted not in known:
                lines = text[: text.find(wanted)].count("\n")
                said = f"the template asks for {wanted}, which is not there"
                yield Finding("N511", said, self._place(name, lines + 1), _HINT)

    def _place(self, name: str, line: int) -> Place:
        text = self._own[name].split("\n")[line - 1]
        indent = len(text) - len(text.lstrip())
        return Place(f"{_FOLDER}{name}", line, indent + 1, text, max(1, len(text.strip())))

    def _place_of(self, error: Exception) -> Place | None:
        """Return the innermost line of the style's own templates on the way to an error."""
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename.startswith(_FOLDER) and frame.lineno:
                return self._place(frame.filename.removeprefix(_FOLDER), frame.lineno)
        return None


@cache
def _built_in() -> PackageLoader:
    return PackageLoader("pipeline", "templates")


@lru_cache(maxsize=4)
def _environment(own: tuple[tuple[str, str], ...]) -> Environment:
    """Return what reads templates and keeps what it has read: it is there for the next build."""
    texts = dict(own)

    def load(name: str) -> tuple[str, str, None] | None:
        return (texts[name], f"{_FOLDER}{name}", None) if name in texts else None

    # The sandbox looks at every name that is used; the built-in templates need no watching.
    environment = SandboxedEnvironment if own else Environment
    return environment(
        loader=ChoiceLoader([FunctionLoader(load), _built_in()]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
