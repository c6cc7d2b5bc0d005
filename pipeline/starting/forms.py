"""The templates in ``files/``, and how they are filled in."""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_BLANK: Final = re.compile(r"@\{([a-z_]+)\}")
_FILES: Final = resources.files("pipeline.starting") / "files"


def fill(path: str, values: Mapping[str, str]) -> str:
    """A form with each ``@{name}`` replaced by the value of that name."""
    return _BLANK.sub(lambda match: values[match.group(1)], read_form(path))


def blanks_of(path: str) -> frozenset[str]:
    """The names that occur as ``@{name}`` in a form."""
    return frozenset(_BLANK.findall(read_form(path)))


def read_form(path: str) -> str:
    """A form as it is."""
    return _FILES.joinpath(path).read_text("utf-8")


def quoted(text: str) -> str:
    """Text as a scalar of YAML in double quotation marks (YAML 1.2, section 7.3.1)."""
    return json.dumps(text, ensure_ascii=False)
