"""What WeasyPrint needs of fontTools only for other fonts is imported when it is called."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

START = """
import sys
from pipeline.press.engine.put_off import FONT_WORK, put_off

with put_off(FONT_WORK):
    from weasyprint.pdf import fonts
"""


def _said(code: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", START + code], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_an_engine_that_has_started_has_imported_none_of_it() -> None:
    # What they import in their turn is the greater part.
    assert _said("print(*(name in sys.modules for name in (*FONT_WORK, 'lxml')))") == ["False"] * 3


def test_what_is_called_after_all_is_the_real_thing() -> None:
    code = """
print(fonts.subset.Options(drop_tables=['kern']).drop_tables)
print(sys.modules['fontTools.subset'] is not fonts.subset)
"""
    assert _said(code) == ["['kern']", "True"]


def test_what_is_imported_later_is_the_real_thing() -> None:
    code = """
from fontTools.varLib.instancer import instantiateVariableFont
print(instantiateVariableFont.__module__)
"""
    assert _said(code) == ["fontTools.varLib.instancer"]


def test_what_was_imported_before_stays() -> None:
    code = """
import fontTools.subset as before
with put_off(FONT_WORK):
    import fontTools.subset as within
print(before is within, sys.modules['fontTools.subset'] is before)
"""
    assert _said(code) == ["True", "True"]
