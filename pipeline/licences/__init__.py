"""The licences that are known by their ids in the SPDX License List: names, labels, addresses."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPDX: Final = "https://spdx.org/licenses/{}.html"
_CC: Final = "https://creativecommons.org/"
_CREATIVE_COMMONS: Final = re.compile(
    r"CC-(?P<terms>BY(?:-NC)?(?:-ND|-SA)?|SA)-(?P<version>[0-9.]+)(?:-(?P<port>[A-Z]+))?"
)
_ADDRESSES: Final = {
    "CC0-1.0": f"{_CC}publicdomain/zero/1.0/",
    "CC-PDM-1.0": f"{_CC}publicdomain/mark/1.0/",
    "CC-PDDC": f"{_CC}licenses/publicdomain/",
    # The terms of its first version stand in another order.
    "CC-BY-NC-ND-1.0": f"{_CC}licenses/by-nd-nc/1.0/",
}
_LABELS: Final = {"CC0-1.0": "CC0 1.0", "CC-PDM-1.0": "Public Domain Mark 1.0"}
_GUESSES: Final = 0.7


@dataclass(frozen=True, slots=True)
class KnownLicence:
    """A licence of the SPDX License List.

    ``label`` is its short form, such as "CC BY 3.0 IGO", and its name where it has none; ``web`` is
    where it can be read. ``terms`` are those of Creative Commons, such as "by-nc", ``version``
    and ``port`` which of their texts it is; all three are empty for any other licence.
    """

    spdx: str
    name: str
    label: str
    web: str
    terms: str = ""
    version: str = ""
    port: str = ""

    @property
    def allows_changes(self) -> bool:
        """Whether it is a licence of Creative Commons under which the work may be adapted."""
        return bool(self.terms) and "nd" not in self.terms

    @property
    def shares_alike(self) -> bool:
        """Whether it is one of Creative Commons that adaptations of the work have to be under."""
        return self.allows_changes and "sa" in self.terms

    @property
    def is_intergovernmental(self) -> bool:
        """Whether it is a licence of Creative Commons for intergovernmental organisations."""
        return self.port == "igo"


@cache
def find_licence(spdx: str) -> KnownLicence | None:
    """The licence with an id, written as the list has it; None if the list has no such id."""
    name = _names().get(spdx)
    if name is None:
        return None
    if found := _CREATIVE_COMMONS.fullmatch(spdx):
        terms, version, port = (part.lower() for part in found.groups(default=""))
        path = "/".join(filter(None, (terms, version, port)))
        label = " ".join(("CC", *filter(None, found.groups())))
        web = _ADDRESSES.get(spdx, f"{_CC}licenses/{path}/")
        return KnownLicence(spdx, name, label, web, terms, version, port)
    web = _ADDRESSES.get(spdx, _SPDX.format(spdx))
    return KnownLicence(spdx, name, _LABELS.get(spdx, name), web)


def nearest_licence(text: str) -> str:
    """The id that is most like a text, such as "CC BY 4.0"; empty if none is."""
    wanted = re.sub(r"[\s_-]+", "-", text.strip()).lower()
    ids = {one.lower(): one for one in _names()}
    close = difflib.get_close_matches(wanted, ids, 1, _GUESSES)
    return ids[close[0]] if close else ""


@cache
def _names() -> Mapping[str, str]:
    return tomllib.loads(resources.files(__name__).joinpath("spdx.toml").read_text("utf-8"))
