"""The families of a style: which faces of its own each token asks for, and what it becomes.

A role is one of the tokens for faces. Its family, such as ``Note Sans``, is that of the first font
of the role; further fonts of one's own have ``Note Sans 2`` and so on, and those that come with
notepress ``House Sans``, where they stand in for what the others lack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROLES: Final = {
    "serif": "Note Serif",
    "display": "Note Display",
    "sans": "Note Sans",
    "mono": "Note Mono",
    "han": "Note Han",
}
"""The tokens for faces, and the family of each that comes with notepress."""

_NAME: Final = re.compile(r'"([^"]+)"')
_QUOTED: Final = re.compile(r"""(["'])([^"'\n]+)\1""")
_GENERIC: Final = re.compile(r"[a-z-]+$")


@dataclass(frozen=True, slots=True)
class Families:
    """The families of one's own of each role, in order; "" is the family that comes with it."""

    of_role: Mapping[str, tuple[str, ...]]

    def names(self, role: str) -> tuple[str, ...]:
        """The families of a role as style sheets name them."""
        ours = ROLES[role]
        order = self.of_role.get(role, ("",))
        numbered = (ours, *(f"{ours} {number}" for number in range(2, len(order) + 1)))
        return tuple(
            house_family(role) if not family and place else name
            for place, (family, name) in enumerate(zip(order, numbered, strict=True))
        )


def house_family(role: str) -> str:
    """The family that comes with notepress, where one's own stands before it."""
    return ROLES[role].replace("Note", "House")


def families_of(tokens: Mapping[str, str], own: Sequence[str]) -> Families:
    """The families of the roles that ask for a family of one's own."""
    found = {}
    for role, ours in ROLES.items():
        named = _NAME.findall(tokens.get(role, ""))
        chain = [("" if name == ours else name) for name in named if name in own or name == ours]
        if any(chain):
            found[role] = tuple(dict.fromkeys((*chain, "")))
    return Families(found)


def tokens_of(
    families: Families, tokens: Mapping[str, str], built_in: Mapping[str, str]
) -> dict[str, str]:
    """The tokens for faces with the families that editions have, and those to fall back on."""
    if not families.of_role:
        return {}
    return {role: _stack(role, families, tokens[role], built_in[role]) for role in ROLES}


def with_families(css: str, families: Families) -> str:
    """A style sheet in which families of one's own, in quotation marks, have their new names."""
    shown: dict[str, str] = {}
    for role, order in families.of_role.items():
        names = ", ".join(f'"{name}"' for name in families.names(role))
        for family in filter(None, order):
            shown.setdefault(family, names)
    return _QUOTED.sub(lambda match: shown.get(match[2], match[0]), css)


def _stack(role: str, families: Families, value: str, built_in: str) -> str:
    wanted = [*_NAME.findall(value), *_NAME.findall(built_in)]
    names = dict.fromkeys(name for one in wanted for name in _expanded(one, role, families))
    generic = _GENERIC.search(value) or _GENERIC.search(built_in)
    return ", ".join([*(f'"{name}"' for name in names), *([generic[0]] if generic else [])])


def _expanded(name: str, role: str, families: Families) -> Iterator[str]:
    """Yield the families that one named in the stack of a role stands for."""
    if name == ROLES[role] or name in families.of_role.get(role, ()):
        yield from families.names(role)
        return
    for other, ours in ROLES.items():
        if name == ours:
            yield from families.names(other)


def root_rule(tokens: Mapping[str, str]) -> str:
    """A rule that declares tokens, or nothing."""
    declared = " ".join(f"--{name}: {value};" for name, value in tokens.items())
    return f":root {{ {declared} }}\n" if declared else ""
