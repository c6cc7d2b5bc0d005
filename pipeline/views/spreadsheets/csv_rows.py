"""Rows as CSV that spreadsheets open as what it says, and run nothing of."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

# Spreadsheets take a CSV file for UTF-8 only if it begins with this; RFC 4180 has nothing
# against it, while JSON must not have it (RFC 8259, 8.1).
_BYTE_ORDER_MARK: Final = "\ufeff"
# What a spreadsheet runs as a formula, unless it is a number: at the beginning of a cell, and
# behind the signs that part cells in the spreadsheets of other countries.
_NUMBER: Final = r"[\d ,.'’]*[%‰]?(?:;|$)"
_FORMULA: Final = re.compile(rf'(^|[;\t\r\n])([ "]*)(?=[=@＝＠]|[+\-＋－](?!{_NUMBER}))')


def write_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as CSV (RFC 4180), in UTF-8 with a byte order mark.

    What would be run as a formula has an apostrophe before it, by which it is text.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([_FORMULA.sub(r"\1\2'", cell) for cell in row] for row in rows)
    return f"{_BYTE_ORDER_MARK}{text.getvalue()}".encode()
