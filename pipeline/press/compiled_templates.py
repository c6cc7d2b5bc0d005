"""Compiled templates of the package, kept where Python keeps its compiled modules.

Jinja takes longer to compile a template than to render it; those of the package are compiled once
for an installation. They are trusted, and found stale, as modules are: whoever can write to that
folder can change the program itself. Those of a style are compiled whenever they are used.
"""

from __future__ import annotations

import hashlib
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import cache_from_source
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

import jinja2
from jinja2.bccache import BytecodeCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

_OPTIONS: Final = (
    *("autoescape", "keep_trailing_newline", "lstrip_blocks", "newline_sequence", "optimized"),
    *("sandboxed", "trim_blocks"),
)
"""What code depends on besides its template; the marks of expressions are always Jinja's own."""


class CompiledTemplates(BytecodeCache):
    """Keeps the templates below a folder as an environment compiles them.

    Jinja compares a digest of the source before it uses one. A folder that cannot be written to
    keeps none.
    """

    def __init__(self, folder: Path, environment: jinja2.Environment) -> None:
        self._folder = folder
        options = {name: getattr(environment, name) for name in _OPTIONS}
        told = f"{jinja2.__version__} {sorted(options.items())}"
        self._form = hashlib.sha256(told.encode()).hexdigest()[:12]

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The path of a compiled template; empty for one that is not in the folder."""
        if filename != str(self._folder / name):
            return ""
        # Not among the templates, which are listed by their folders.
        module = f"{self._folder.name}.{name.replace('/', '.')}.py"
        return cache_from_source(str(self._folder.parent / module), optimization=self._form)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a compiled template, if there is one."""
        path = Path(bucket.key)
        if bucket.key and path.is_file():
            bucket.load_bytecode(BytesIO(path.read_bytes()))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, as Python would a module."""
        if bucket.key and not sys.dont_write_bytecode:
            # It replaces a file at once, and does without where it may not write.
            SourceFileLoader("template", bucket.key).set_data(
                bucket.key, bucket.bytecode_to_string()
            )
