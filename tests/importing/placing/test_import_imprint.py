"""What the lines of an imprint say."""

from __future__ import annotations

import pytest
from piece_writing import reasons

from pipeline.importing.ledger import Ledger
from pipeline.importing.placing.imprint import ImprintReader, Publisher


def read(*lines: str) -> tuple[Publisher | None, Ledger]:
    ledger = Ledger()
    reader = ImprintReader(ledger)
    for place, line in enumerate(lines, 1):
        if not reader.paragraph(line, place):
            reader.line(line, place)
    return reader.result(), ledger


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("Tel.: +44 20 7946 0000", "phone", "+44 20 7946 0000"),
        ("Fax: +44 20 7946 0001", "fax", "+44 20 7946 0001"),
        ("https://rivers.example/notes", "web", "https://rivers.example/notes"),
        ("www.rivers.example", "web", "www.rivers.example"),
        ("Email: books@rivers.example", "email", "books@rivers.example"),
    ],
)
def test_a_line_is_known_by_its_form(line: str, key: str, value: str) -> None:
    found, _ = read("River Press", line)
    assert found is not None
    assert (found.name, getattr(found, key), found.address) == ("River Press", value, ())


def test_several_values_may_share_a_line() -> None:
    found, _ = read("River Press", "Tel: +44 20 7946 0000; www.rivers.example | 1 Mill Lane")
    assert found is not None
    assert (found.phone, found.web) == ("+44 20 7946 0000", "www.rivers.example")
    assert found.address == ("1 Mill Lane",)


@pytest.mark.parametrize(
    "line",
    [
        "© 2024 River Press",
        "Copyright © 2024 River Press. All rights reserved.",
        "(c) 2024, River Press",
    ],
)
def test_the_publisher_is_named_by_the_copyright(line: str) -> None:
    found, _ = read("1 Mill Lane", line)
    assert found is not None
    assert (found.name, found.copyright, found.address) == ("River Press", line, ("1 Mill Lane",))


def test_running_text_is_a_statement() -> None:
    text = " ".join(["word"] * 20)
    found, _ = read("River Press", text)
    assert found is not None
    assert found.statement == (text,)


def test_what_is_printed_twice_is_read_once() -> None:
    lines = ["© 2024 River Press", "1 Mill Lane", "www.rivers.example"]
    once, _ = read(*lines)
    twice, ledger = read(*lines, *lines)
    assert once == twice
    assert reasons(ledger) == ["repeats the imprint"] * 3


def test_a_second_address_is_told() -> None:
    found, ledger = read("River Press", "www.rivers.example", "www.floods.example")
    assert found is not None
    assert found.web == "www.rivers.example"
    assert reasons(ledger) == ["a second web"]


def test_nothing_is_no_publisher() -> None:
    assert read() == (None, Ledger())
