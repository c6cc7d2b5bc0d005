"""People by organisation -> `people.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.writing.yaml_text import write_yaml
from pipeline.languages import DEFAULT, is_han
from pipeline.load.ids import is_id, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.placing.names import Names
    from pipeline.importing.placing.people import Group
    from pipeline.importing.placing.person import Person

_LONGEST_LINE: Final = 400


def write_people(
    participants: Sequence[Group],
    observers: Sequence[Group],
    language: str,
    names: Names,
    ledger: Ledger,
) -> str:
    """Write `people.yaml`; missing roles and organisations are marked in the ledger."""
    writer = _PeopleWriter(language, names, ledger)
    values = {
        "participants": [
            writer.person(person, group.organisation, "participants")
            for group in participants
            for person in group.people
        ],
        "observers": [writer.delegation(group) for group in _by_organisation(observers)],
    }
    return write_yaml(values, {}) or "{}\n"


def _by_organisation(groups: Iterable[Group]) -> list[Group]:
    """Give each group an organisation, if need be that of the people in it."""
    found: list[Group] = []
    for group in groups:
        if group.organisation:
            found.append(group)
            continue
        by_place: dict[tuple[tuple[str, str], ...], list[Person]] = {}
        for person in group.people:
            by_place.setdefault(tuple(person.affiliation.items()), []).append(person)
        found += [
            type(group)(dict(place), tuple(people), group.place)
            for place, people in by_place.items()
        ]
    return found


class _PeopleWriter:
    def __init__(self, language: str, names: Names, ledger: Ledger) -> None:
        self.language = language
        self.names = names
        self.ledger = ledger

    def delegation(self, group: Group) -> dict[str, Any]:
        """The observers of one organisation."""
        organisation = self._local(group.organisation)
        if not organisation:
            organisation = self._blank(
                "An organisation", "observers", "the organisation of these observers"
            )
        return {
            "id": self._id(organisation, "delegation"),
            "organisation": organisation,
            "people": [self.person(person, None, "observers") for person in group.people],
        }

    def person(
        self, person: Person, organisation: Mapping[str, str] | None, where: str
    ) -> dict[str, Any]:
        """One person. ``organisation`` is that of a group; None for an observer."""
        name = self._local(person.name)
        found: dict[str, Any] = {"id": self._id(name, where.removesuffix("s")), "name": name}
        role = self._local(person.role)
        found["role"] = role or self._blank("Role", where, f"the role of {person.shown}")
        affiliation = self._local(person.affiliation or organisation or {})
        if affiliation and organisation is not None:
            found["affiliation"] = affiliation
        return found

    def _local(self, words: Mapping[str, str]) -> dict[str, str]:
        """Words by language tag; those without a tag are in the note's language."""
        own = DEFAULT if is_han(self.language) else self.language
        return {tag or own: text[:_LONGEST_LINE] for tag, text in words.items() if text}

    def _blank(self, value: str, where: str, why: str) -> dict[str, str]:
        self.ledger.complete(f"people.yaml: {where}", value, why)
        return self._local({"": value})

    def _id(self, words: Mapping[str, str], default: str) -> str:
        latin = next((text for tag, text in words.items() if not is_han(tag)), "")
        made = slug(latin, 5)
        return self.names.take(made if is_id(made) else "", "", default)
