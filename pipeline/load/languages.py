"""Language tags: their form by BCP 47, and the two-letter languages by ISO 639-1."""

from __future__ import annotations

from typing import Final

from pydantic import TypeAdapter, ValidationError

from pipeline.languages import meant_tag
from pipeline.note.types import LanguageTag

_FORM: Final = TypeAdapter(LanguageTag)

# All of ISO 639-1 (set 1).
_ISO_639_1: Final = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv "
    "cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho "
    "hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku "
    "kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn "
    "no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl "
    "sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve "
    "vi vo wa wo xh yi yo za zh zu"
)
_TWO_LETTERS: Final = frozenset(_ISO_639_1.split())


def is_language(tag: str) -> bool:
    """Whether a tag has the form of BCP 47 and names an existing language."""
    language = tag.partition("-")[0]
    return _has_form(tag) and (len(language) == 3 or language in _TWO_LETTERS)


def is_unknown_language(tag: str) -> bool:
    """Whether a tag has the form of BCP 47 but names no existing language, such as cn."""
    return _has_form(tag) and not is_language(tag)


def _has_form(tag: str) -> bool:
    try:
        _FORM.validate_python(tag)
    except ValidationError:
        return False
    return True


def language_hint(tag: str) -> str:
    """A hint: the tag that was probably meant, or what tags look like."""
    low = tag.lower().replace("_", "-")
    meant = meant_tag(tag.lower()) or meant_tag(low) or in_usual_case(low)
    if meant:
        return f"did you mean {meant}?"
    return "a tag is a language and perhaps a script or region: en, en-GB, fr, zh-Hans"


def in_usual_case(low: str) -> str:
    """A tag in small letters in the case BCP 47 recommends; empty if that is no language."""
    language, *rest = low.split("-")
    parts = [
        part.title()
        if len(part) == 4 and part.isalpha()
        else part.upper()
        if len(part) == 2
        else part
        for part in rest
    ]
    tag = "-".join((language, *parts))
    return tag if is_language(tag) else ""
