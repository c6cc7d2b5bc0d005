"""The names of languages in these languages themselves, as readers look for their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from pipeline.languages.dates import locale_of


def own_names(tags: Collection[str]) -> Mapping[str, str]:
    """The name of each language in itself, by tag: ``Français``, ``Русский``, ``中文``.

    Script or region are named where two of the languages differ in nothing else. Names are those
    of the Unicode CLDR, with a capital, as a name that stands alone is written.
    """
    shared = Counter(tag.partition("-")[0] for tag in tags)
    return {tag: _own_name(tag, is_alone=shared[tag.partition("-")[0]] == 1) for tag in tags}


def _own_name(tag: str, *, is_alone: bool) -> str:
    locale = locale_of(tag)
    whole = locale.languages.get(str(locale)) or locale.get_display_name(locale)
    name = (locale.get_language_name(locale) if is_alone else whole) or tag
    return name[0].upper() + name[1:]
