"""What a machine makes outputs with: with other versions it would make other bytes."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pipeline.errors import CannotRunError
from pipeline.production.program import program_in_use
from pipeline.versions import version_of

_ABSENT: Final = "absent"
_INSTALL: Final = "install the same versions on all machines"


@dataclass(frozen=True, slots=True)
class Machine:
    """The versions of everything that outputs are made with, and the SHA-256 of notepress."""

    versions: Mapping[str, str]
    program: str


def this_machine() -> Machine:
    """The versions on this machine."""
    program, tools = program_in_use()
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    versions = {
        "notepress": version_of("notepress"),
        "Python": python,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **tools,
    }
    return Machine(versions, program)


def refuse_other_machine(here: Machine, there: Machine, name: str) -> None:
    """Check that a machine, called by a name in messages, makes the same bytes as this one.

    Raises CannotRunError, which says what is different.
    """
    tools = dict.fromkeys((*here.versions, *there.versions))
    others = [
        f"{tool} {there.versions.get(tool, _ABSENT)} where {here.versions.get(tool, _ABSENT)} is "
        "wanted"
        for tool in tools
        if here.versions.get(tool) != there.versions.get(tool)
    ]
    if not others and here.program != there.program:
        others = [f"another program that calls itself notepress {here.versions['notepress']}"]
    if others:
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""
        raise CannotRunError(
            f"{name} would make other bytes: it has {', '.join(others[:3])}{more}", _INSTALL
        )
