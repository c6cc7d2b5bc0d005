"""Checks of a note against the profile of its publisher; what is missing is a warning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pipeline.findings import Place
from pipeline.profiles import find_profile

if TYPE_CHECKING:
    from pipeline.load.context import ShownMap
    from pipeline.load.facts.yaml_source import YamlSource
    from pipeline.load.report import Report
    from pipeline.note.metadata import Metadata, Publisher
    from pipeline.profiles import Profile

_WHOLE: Final = {"isbn": "isbns", "issn": "issns"}
"""Values that may be written in several ways, and the property that has them in one."""


def check_profile(
    metadata: Metadata, publisher: Publisher | None, found: YamlSource, report: Report
) -> None:
    """Report what the profile of the publisher asks of `note.yaml` and is not there."""
    profile = profile_of(publisher)
    if profile is None:
        return
    for one in profile.required:
        if not _value(metadata, one.key):
            message = f"profile {profile.name} requires {one.key}"
            report.add("N231", message, _place(one.key, found), one.source)
    _check_licence(profile, metadata, found, report)
    _check_emblem(profile, metadata, publisher, found, report)


def check_maps(
    publisher: Publisher | None, maps: list[ShownMap], language: str, report: Report
) -> None:
    """Report maps without what the profile of the publisher asks of each."""
    profile = profile_of(publisher)
    rule = profile.maps if profile else None
    if profile is None or rule is None:
        return
    wording = rule.disclaimer.get(language.partition("-")[0])
    for shown in maps:
        for name in rule.attributes:
            if name not in shown.attributes:
                message = f"profile {profile.name} requires a map to have a {name} ({rule.source})"
                report.add("N233", message, shown.place, _hint(name, wording))


def profile_of(publisher: Publisher | None) -> Profile | None:
    """The profile that a publisher follows; None where it follows none."""
    if publisher is None or publisher.profile in (None, "none"):
        return None
    return find_profile(publisher.profile)


def _check_licence(profile: Profile, metadata: Metadata, found: YamlSource, report: Report) -> None:
    rule, licence = profile.licence, metadata.licence
    if rule is None or (licence is not None and licence.spdx in rule.ids):
        return
    message = f"profile {profile.name} requires the licence {' or '.join(rule.ids)} ({rule.source})"
    hint = f"write licence: {{spdx: {rule.ids[0]}}}"
    report.add("N232", message, _place("licence.spdx", found), hint)


def _check_emblem(
    profile: Profile,
    metadata: Metadata,
    publisher: Publisher | None,
    found: YamlSource,
    report: Report,
) -> None:
    """Report an emblem that is required and not there, or stands beside logos of others."""
    rule = profile.emblem
    if rule is None or publisher is None:
        return
    if rule.is_required and not publisher.logo:
        message = f"profile {profile.name} requires the emblem of the publisher on the cover"
        hint = f"write logo: figures/emblem.svg in imprint.yaml ({rule.source})"
        report.add("N237", message, Place("imprint.yaml"), hint)
    with_logos = [place for place, one in enumerate(metadata.partners) if one.logo]
    if rule.stands_alone and publisher.logo and with_logos:
        at = found.source.place(found.key_spot(("partners", with_logos[0], "logo")))
        message = (
            f"profile {profile.name} has no logo of others beside the emblem without permission"
        )
        report.add("N240", message, at, rule.source)


def _hint(attribute: str, wording: str | None) -> str:
    if attribute != "note":
        return f'write {attribute}="…" in its braces: where the map comes from'
    if wording is None:
        return 'write note="…" in its braces: what the publisher says of boundaries and names'
    return f'write note="{wording}" in its braces'


def _value(metadata: Metadata, key: str) -> Any:
    value: Any = metadata
    for name in key.split("."):
        value = getattr(value, _WHOLE.get(name, name), None)
    return value


def _place(key: str, found: YamlSource) -> Place:
    """The key, or the nearest group around it that is there; else the file."""
    path = tuple(key.split("."))
    while path and path not in found.keys:
        path = path[:-1]
    return found.source.place(found.key_spot(path) if path else None)
