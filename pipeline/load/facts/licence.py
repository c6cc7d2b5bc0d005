"""Checks of the licence in `note.yaml`: an id that is known, or terms that say what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.licences import find_licence, nearest_licence

if TYPE_CHECKING:
    from pipeline.load.facts.yaml_source import YamlSource
    from pipeline.load.report import Report
    from pipeline.note.metadata import Licence

_MEANINGS: Final = {
    "name": "Name of the licence, or of the terms.",
    "statement": "The line that is printed.",
}


def check_licence(licence: Licence, found: YamlSource, report: Report) -> None:
    """Report a licence that is not known, and terms of one's own that are not whole."""
    if licence.spdx is None:
        for key, meaning in _MEANINGS.items():
            if getattr(licence, key) is None:
                place = found.source.place(found.key_spot(("licence",)))
                hint = f"{key}: {meaning} Or give spdx: and the id of a known licence."
                report.add("N206", f"licence has no key {key}", place, hint)
    elif find_licence(licence.spdx) is None:
        near = nearest_licence(licence.spdx)
        own = "for terms that are not in the SPDX License List write name: and statement:"
        hint = f"did you mean {near}?" if near else own
        place = found.source.place(found.spot(("licence", "spdx")))
        report.add("N229", f"no licence has the id {licence.spdx!r}", place, hint)
