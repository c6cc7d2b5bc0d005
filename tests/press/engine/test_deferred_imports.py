"""Modules of fontTools that WeasyPrint needs only for other fonts are imported on first use."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

START = """
import sys
from pipeline.press.engine.deferred_imports import UNUSED_FONT_MODULES, deferred_imports

with deferred_imports(UNUSED_FONT_MODULES):
    from weasyprint.pdf import fonts
"""


def _output(code: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", START + code], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_deferred_modules_are_not_imported_at_the_start() -> None:
    # Their own imports, such as lxml, are the greater part.
    code = "print(*(name in sys.modules for name in (*UNUSED_FONT_MODULES, 'lxml')))"
    assert _output(code) == ["False"] * 3


def test_a_deferred_function_that_is_called_is_the_real_one() -> None:
    code = """
print(fonts.subset.Options(drop_tables=['kern']).drop_tables)
print(sys.modules['fontTools.subset'] is not fonts.subset)
"""
    assert _output(code) == ["['kern']", "True"]


def test_later_imports_get_the_real_module() -> None:
    code = """
from fontTools.varLib.instancer import instantiateVariableFont
print(instantiateVariableFont.__module__)
"""
    assert _output(code) == ["fontTools.varLib.instancer"]


def test_modules_that_were_already_imported_stay() -> None:
    code = """
import fontTools.subset as before
with deferred_imports(UNUSED_FONT_MODULES):
    import fontTools.subset as within
print(before is within, sys.modules['fontTools.subset'] is before)
"""
    assert _output(code) == ["True", "True"]
