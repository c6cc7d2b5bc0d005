"""People and organisations as the formats in JSON name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.views.authors import AuthorView

ROR: Final = "https://ror.org/"
ORCID: Final = "https://orcid.org/"


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are not empty: files in JSON leave out what is not known."""
    return {name: value for name, value in values.items() if value not in ("", [], {}, None, ())}


def csl_names(authors: Iterable[AuthorView]) -> list[dict[str, str]]:
    """Authors as CSL has them; one whose name has no parts is a literal."""
    return [
        {"family": one.name.family, "given": one.name.given}
        if one.name.given
        else {"literal": one.written}
        for one in authors
    ]
