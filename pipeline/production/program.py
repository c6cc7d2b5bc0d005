"""notepress itself and its tools, as outputs depend on them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipeline.versions import harfbuzz_version, pango_version, version_of

PACKAGES = (
    "babel",
    "fonttools",
    "fontpkg-amiri",
    "fontpkg-frank-ruhl-libre",
    "fontpkg-source-code-pro",
    "fontpkg-source-sans-3",
    "fontpkg-source-serif-4",
    "jinja2",
    "lxml",
    "manimgx-fonts-cjk",
    "notepress",
    "pikepdf",
    "pillow",
    "pydantic",
    "pydyf",
    "pylopdf-fonts-hi",
    "pyphen",
    "pypandoc-binary",
    "pypdfium2",
    "pyyaml",
    "resvg-py",
    "rjieba",
    "segno",
    "tinycss2",
    "uharfbuzz",
    "weasyprint",
    "ziafont",
    "ziamath",
)


def program_in_use() -> tuple[str, Mapping[str, str]]:
    """The SHA-256 of notepress's own files, and the versions of all tools, of this machine."""
    return program_digest(), tool_versions()


def program_and_tools() -> str:
    """A digest of notepress itself and of all its tools."""
    lines = [f"{name}\0{version}\n" for name, version in sorted(tool_versions().items())]
    return hashlib.sha256("".join([*lines, program_digest()]).encode()).hexdigest()


@cache
def program_digest() -> str:
    """The digest of our own files, as they are when the program starts."""
    package = str(Path(__file__).parent.parent)
    digest = hashlib.sha256()
    # Without objects for some hundred paths, which would take longer than their content.
    for folder, folders, names in os.walk(package):
        left_out = {"__pycache__", "styles"} if folder == package else {"__pycache__"}
        folders[:] = sorted({*folders} - left_out)
        for name in sorted(names):
            with open(f"{folder}{os.sep}{name}", "rb") as file:  # noqa: PTH123
                content = hashlib.sha256(file.read()).hexdigest()
            digest.update(f"{folder.removeprefix(package)}\0{name}\0{content}\n".encode())
    return digest.hexdigest()


def tool_versions() -> dict[str, str]:
    """The versions of all tools, by name."""
    found = {package: version_of(package) for package in PACKAGES}
    return {**found, "pango": pango_version(), "harfbuzz": harfbuzz_version()}
