"""Languages that may have no file: their scripts, and likely misspellings of tags."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from pipeline.languages.files import languages

if TYPE_CHECKING:
    from collections.abc import Mapping

HAN_TAG: Final = "zh-Hans"
"""The tag for text in Chinese characters whose language is not given."""


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(
        resources.files("pipeline.languages").joinpath("scripts.toml").read_text("utf-8")
    )


def is_han(tag: str) -> bool:
    """Whether a language is written with Chinese characters, alone or among others."""
    return tag.partition("-")[0].lower() in _table()["han"]


def word_tag(tag: str) -> str:
    """The name by which Word knows a language written with Chinese characters."""
    return str(_table()["word"].get(tag, tag))


def meant_tag(name: str) -> str | None:
    """The tag that is meant by something else, such as a country or a name; or None."""
    known: dict[str, str] = dict(_table()["meant"])
    for language in languages():
        known |= language.meant
    return known.get(name)
