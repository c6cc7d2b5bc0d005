"""CSV as spreadsheets open it: nothing of it is run, and nothing else is changed."""

from __future__ import annotations

import csv
import io

import pytest

from pipeline.views.spreadsheets.csv_rows import write_csv


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def test_the_form_is_that_of_rfc_4180_with_a_byte_order_mark() -> None:
    content = write_csv([("Village", "Said"), ("Port, old", 'a "dry" year'), ("", "河")])
    assert content == (
        b'\xef\xbb\xbfVillage,Said\r\n"Port, old","a ""dry"" year"\r\n,' + "河".encode() + b"\r\n"
    )


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("=1+1", "'=1+1"),
        (" =1+1", " '=1+1"),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        # Where semicolons part the cells, these begin further ones.
        ("a;=1+1", "a;'=1+1"),
        ('a;"=1+1', "a;\"'=1+1"),
        ("a; @b; c", "a; '@b; c"),
        ("a\t=1+1", "a\t'=1+1"),
        ("a\n=1+1", "a\n'=1+1"),
    ],
)
def test_no_cell_is_a_formula(typed: str, written: str) -> None:
    assert cells(write_csv([("x", typed)])) == [["x", written]]


@pytest.mark.parametrize(
    "typed",
    [
        *("-3", "+4.5", "-12.5%", "-", "-1 204,5", "+41 22 917 12 34", "–5", "−5", "—"),
        *("a = b", "a; b", "e@f.org", "between 3; -5", "'tis", "a, =b"),
    ],
)
def test_numbers_and_words_stay_as_they_are(typed: str) -> None:
    assert cells(write_csv([(typed, "x")])) == [[typed, "x"]]
