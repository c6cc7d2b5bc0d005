"""Numbers typed before headings: the order gives them, and a style may print them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBERED: Final = re.compile(
    r"^(?P<signs>#{1,6})[ \t]+"
    r"(?P<number>\d{1,3}(?:\.\d{1,3})+\.?|\d{1,2}[.)]|[IVXL]{1,6}[.)]|[A-Z]\.)[ \t]+(?=\S)",
    re.MULTILINE,
)


def find_numbers(text: str, path: str) -> Iterator[re.Match[str]]:
    """The headings of a covered text that begin with a number, the group ``number``.

    One alone may be a measure or an ordinal, such as "1.5 degrees", so there must be two, or it
    must be the number of the theme, which the name of its file begins with.
    """
    found = list(_NUMBERED.finditer(text))
    theme = _THEME.match(path)
    for match in found:
        if len(found) > 1 or (theme is not None and _is_of_theme(match, theme[1])):
            yield match


def _is_of_theme(match: re.Match[str], theme: str) -> bool:
    first, *rest = match["number"].rstrip(".)").split(".")
    follower = match.string[match.end()]
    return first == theme and bool(rest or match["signs"] == "#") and follower.isupper()


_THEME: Final = re.compile(r"text/(\d+)-")
