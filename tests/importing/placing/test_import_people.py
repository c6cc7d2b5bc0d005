"""Who the lines of a list of people name."""

from __future__ import annotations

import pytest
from piece_writing import in_region, reasons

from pipeline.importing.ledger import Ledger
from pipeline.importing.placing.outline import Placed
from pipeline.importing.placing.people import Group, read_people
from pipeline.importing.placing.person import read_person
from pipeline.importing.reading.pieces import Piece
from pipeline.importing.reading.runs import Run


@pytest.mark.parametrize(
    ("lines", "grouped", "name", "role", "affiliation"),
    [
        (["Ada Brook"], False, {"": "Ada Brook"}, {}, {}),
        (
            ["Ada Brook, Professor, River School"], False,
            {"": "Ada Brook"}, {"": "Professor"}, {"": "River School"},
        ),
        (
            ["Ada Brook, River University, Professor"], False,
            {"": "Ada Brook"}, {"": "Professor"}, {"": "River University"},
        ),
        (["Ada Brook – Director"], True, {"": "Ada Brook"}, {"": "Director"}, {}),
        (
            ["Ada Brook (Engineer)"], False,
            {"": "Ada Brook"}, {"": "Engineer"}, {},
        ),
        (["Ada Brook", "Secretary"], True, {"": "Ada Brook"}, {"": "Secretary"}, {}),
        (
            ["林月 LIN Yue", "河流学院 教授", "Professor, River School"], False,
            {"zh-Hans": "林月", "": "LIN Yue"},
            {"zh-Hans": "教授", "": "Professor"},
            {"zh-Hans": "河流学院", "": "River School"},
        ),
        (
            ["林月 LIN Yue", "河流学院副教授"], False,
            {"zh-Hans": "林月", "": "LIN Yue"}, {"zh-Hans": "副教授"}, {"zh-Hans": "河流学院"},
        ),
    ],
)  # fmt: skip
def test_a_person_is_read_from_lines(
    lines: list[str],
    grouped: bool,  # noqa: FBT001
    name: dict[str, str],
    role: dict[str, str],
    affiliation: dict[str, str],
) -> None:
    person = read_person(lines, grouped=grouped)
    assert (person.name, person.role, person.affiliation) == (name, role, affiliation)


def test_a_name_alone_is_doubtful_and_a_name_in_lines_is_not() -> None:
    alone = read_person(["Ada Brook"], grouped=False)
    led = read_person(["Ada Brook", "Secretary"], grouped=True)
    assert alone.confidence < 0.6 < led.confidence


def names(groups: tuple[Group, ...]) -> list[tuple[dict[str, str], list[str]]]:
    return [(one.organisation, [person.shown for person in one.people]) for one in groups]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["Ada Brook, Engineer", "Tom Ford, Clerk"], [({}, ["Ada Brook", "Tom Ford"])]),
        (
            ["**Water Board**", "- Tom Ford, Clerk", "**River School**", "- Ada Brook, Professor"],
            [({"": "Water Board"}, ["Tom Ford"]), ({"": "River School"}, ["Ada Brook"])],
        ),
        (
            ["**Those who watched, and wrote**", "- Tom Ford, Clerk"],
            [({"": "Those who watched, and wrote"}, ["Tom Ford"])],
        ),
        (["# Water Board", "Tom Ford, Clerk"], [({"": "Water Board"}, ["Tom Ford"])]),
        (
            ["水务局 Water Agency", "Tom Ford\nClerk"],
            [({"zh-Hans": "水务局", "": "Water Agency"}, ["Tom Ford"])],
        ),
    ],
)
def test_people_stand_under_their_organisations(
    typed: list[str], expected: list[tuple[dict[str, str], list[str]]]
) -> None:
    assert names(read_people(in_region("observers", *typed), "observers", Ledger())) == expected


def test_an_organisation_with_nobody_is_left_out() -> None:
    ledger = Ledger()
    typed = in_region("observers", "# Water Board", "# River School", "Ada Brook, Professor")
    assert names(read_people(typed, "observers", ledger)) == [({"": "River School"}, ["Ada Brook"])]
    assert reasons(ledger) == ["an organisation without people"]


def test_only_the_list_that_is_asked_for_is_read() -> None:
    typed = (*in_region("participants", "Ada Brook"), *in_region("observers", "Tom Ford"))
    assert names(read_people(typed, "participants", Ledger())) == [({}, ["Ada Brook"])]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Organisation|Name|Title", "River School|Ada Brook|Professor"),
        ("First name|Surname|Post|Institution", "Ada|Brook|Professor|River School"),
        ("Prénom|Nom|Fonction|Organisme", "Ada|Brook|Professor|River School"),
        ("Nachname|Vorname|Funktion|Einrichtung", "Brook|Ada|Professor|River School"),
        ("ФИО|Должность|Ведомство", "Ada Brook|Professor|River School"),
    ],
)
def test_the_columns_of_a_table_are_known_by_their_heads(head: str, row: str) -> None:
    rows = (head.split("|"), row.split("|"))
    table = Piece("table", rows=tuple(tuple((Run(cell),) for cell in row) for row in rows))
    ledger = Ledger()
    ((person,),) = (
        one.people for one in read_people([Placed(table, "participants")], "participants", ledger)
    )
    assert (person.name, person.role, person.affiliation) == (
        {"": "Ada Brook"}, {"": "Professor"}, {"": "River School"},
    )  # fmt: skip
    assert reasons(ledger) == ["column headings, which the style leaves out"]
