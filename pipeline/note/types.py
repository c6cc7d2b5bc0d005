"""Checked scalar types shared by the models: language tags, web addresses, ids, partial text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    HttpUrl,
    Tag,
    TypeAdapter,
    WithJsonSchema,
)
from pydantic_core.core_schema import CoreSchema, is_instance_schema

from pipeline.works import TAG, is_language_folder

# BCP 47 (RFC 5646, section 2.1): language, script, region, variants; no private use, no extension.
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
)
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_NOTE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WEB_ADDRESS = TypeAdapter(HttpUrl)


class Model(BaseModel):
    """Base of every model: frozen, unknown keys refused, docstrings descriptions in schemas."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        revalidate_instances="never",
    )


class Unvalidated:
    """An annotation for models of one kind that are not validated again: they were when made.

    It keeps the classes of a tree from describing the whole tree again, each for itself.
    """

    def __init__(self, kind: type[Model]) -> None:
        self._kind = kind

    def __get_pydantic_core_schema__(self, _: object, __: object) -> CoreSchema:
        """Tell pydantic to check only the class."""
        return is_instance_schema(self._kind)


def _check_email(text: str) -> str:
    # Its library is only imported for a note that has an address; pydantic's own type needs it to
    # describe any model.
    from pydantic.networks import validate_email

    return validate_email(text)[1]


EmailAddress = Annotated[
    str, AfterValidator(_check_email), WithJsonSchema({"type": "string", "format": "email"})
]
"""An address for letters by e-mail, such as ana@example.org."""


def _check_language(tag: str) -> str:
    if not _LANGUAGE.fullmatch(tag):
        raise ValueError(f"{tag!r} is not a language tag of BCP 47, such as en, en-GB or zh-Hans")
    return tag


def _check_folder_tag(tag: str) -> str:
    if not is_language_folder(tag):
        raise ValueError(f"{tag!r} is not a language tag in small letters, such as en or zh-hans")
    return tag


def is_language_tag(tag: str) -> bool:
    """Whether a text is a language tag of BCP 47 in its usual case."""
    return _LANGUAGE.fullmatch(tag) is not None


def _check_id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise ValueError(f"{text!r} is not an id: lower-case letters, digits and single hyphens")
    return text


def _check_note_name(text: str) -> str:
    if not _NOTE_NAME.fullmatch(text):
        raise ValueError(f"{text!r} is not a name: lower-case letters, digits and single hyphens")
    return text


def _check_web_address(address: str) -> str:
    _WEB_ADDRESS.validate_python(address)
    return address


LanguageTag = Annotated[
    str,
    AfterValidator(_check_language),
    Field(json_schema_extra={"pattern": f"^{_LANGUAGE.pattern}$"}),
]
"""A language tag of BCP 47 in its usual case: ``en``, ``en-GB``, ``zh-Hans``."""

FolderTag = Annotated[
    str,
    AfterValidator(_check_folder_tag),
    Field(json_schema_extra={"pattern": f"^{TAG.pattern}$"}),
]
"""The name of the folder of a note in a work, a language tag in small letters: ``zh-hans``."""

Id = Annotated[
    str, AfterValidator(_check_id), Field(json_schema_extra={"pattern": f"^{_ID.pattern}$"})
]
"""An anchor that stays the same in every edition."""

NoteName = Annotated[
    str,
    AfterValidator(_check_note_name),
    Field(json_schema_extra={"pattern": f"^{_NOTE_NAME.pattern}$"}),
]
"""The name of a note's folder; it can begin with a digit, as ids in pages cannot."""

WebAddress = Annotated[
    str, AfterValidator(_check_web_address), Field(json_schema_extra={"format": "uri"})
]
"""An http or https address, kept as it was typed."""

Line = Annotated[str, Field(min_length=1, max_length=400)]
"""A line of plain text that is not empty."""

LocalText = Annotated[Mapping[LanguageTag, Line], Field(min_length=1)]
"""The same text in one or more languages, by language tag, in reading order."""


def _way_of_writing(value: object) -> str:
    return "[by language]" if isinstance(value, Mapping) else "[plain]"


PlainOrLocalText = Annotated[
    Annotated[Line, Tag("[plain]")] | Annotated[LocalText, Tag("[by language]")],
    Discriminator(_way_of_writing),
]
"""A text in the language of the note, or the same text by language."""
