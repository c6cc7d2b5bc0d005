"""Check digits: numbers that were assigned hold, and a sign that is mistyped or swapped is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.load.facts.check_digits import (
    is_isbn_10,
    is_isbn_13,
    is_issn,
    is_orcid,
    is_ror,
    last_of_isbn_13,
)

Check = Callable[[str], bool]
RIGHT = (
    (is_isbn_13, "978-0-306-40615-7"),
    (is_isbn_13, "978 1 86197 876 9"),
    (is_isbn_13, "9783161484100"),
    (is_isbn_10, "0-306-40615-2"),
    (is_isbn_10, "0-8044-2957-X"),
    (is_issn, "0317-8471"),
    (is_issn, "1050-124X"),
    (is_orcid, "0000-0002-1825-0097"),
    (is_orcid, "https://orcid.org/0000-0002-1694-233X"),
    (is_ror, "https://ror.org/04wxnsj81"),
    (is_ror, "021nxhr62"),
)


@pytest.mark.parametrize(("check", "number"), RIGHT)
def test_a_number_that_was_assigned_holds(check: Check, number: str) -> None:
    assert check(number)


@pytest.mark.parametrize(("check", "number"), RIGHT)
def test_every_other_last_digit_is_wrong(check: Check, number: str) -> None:
    others = set("0123456789") - {number[-1]}
    assert not any(check(number[:-1] + digit) for digit in others)


@pytest.mark.parametrize(("check", "number"), RIGHT)
def test_every_mistyped_digit_is_told(check: Check, number: str) -> None:
    start = number.rfind("/") + 1
    places = [place for place in range(start, len(number)) if number[place].isdigit()]
    for place in places:
        mistyped = "1" if number[place] != "1" else "2"
        assert not check(number[:place] + mistyped + number[place + 1 :]), place


def test_the_check_digit_of_an_isbn_that_gets_three_more() -> None:
    assert last_of_isbn_13("978030640615") == "7"
    assert last_of_isbn_13("978316148410") == "0"
