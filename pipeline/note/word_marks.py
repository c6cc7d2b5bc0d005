"""Names that connect the parts of a Word file for review with those of the source."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

STYLES: Final = {
    "key": "Key Message",
    "pull": "Pull Quote",
    "series": "Series",
    "title": "Title",
    "subtitle": "Subtitle",
    "kind": "Kind",
    "author": "Author",
    "affiliation": "Affiliation",
    "lead": "Theme Lead",
    "theme subtitle": "Theme Subtitle",
    "text": "Body Text",
    "equation": "Equation",
    "bullet": "List Bullet",
    "number": "List Number",
    "continue": "List Continue",
    "cell": "Table Text",
    "head": "Table Head",
    "table bullet": "Table List Bullet",
    "table number": "Table List Number",
    "table continue": "Table List Continue",
    "figure": "Figure",
    "caption": "Caption",
    "source": "Source Line",
    "box title": "Box Title",
    "box": "Box Text",
    "box bullet": "Box List Bullet",
    "box number": "Box List Number",
    "box continue": "Box List Continue",
    "recommendation": "Recommendation",
    "abbreviation": "Abbreviation",
    "work": "Bibliography",
    "person": "Person",
    "delegation": "Delegation",
    "label": "Label",
    "value": "Value",
    "caption number": "Caption Number",
    "reference": "Cross-reference",
    "reference with page": "Cross-reference With Page",
    "citation": "Citation",
}
"""Word's styles by what is set in them; headings, footnotes and quotations have Word's own."""

BOXED: Final = {
    **{STYLES[name]: "box" for name in ("box", "box bullet", "box number", "box continue")},
    STYLES["recommendation"]: "recommendation",
}
"""The styles of what a box or a recommendation contains, and which of the two."""
STYLE_IDS: Final = {what: re.sub("[ -]", "", name) for what, name in STYLES.items()}
"""The ids of the styles in the file."""

SECTIONS: Final = {
    "abbreviations": "notepress__abbreviations",
    "references": "notepress__references",
    "participants": "notepress__participants",
    "observers": "notepress__observers",
    "front matter": "notepress__front_matter",
}
"""Bookmarks of the headings that have no text of the note under them."""

SOURCE_SPACE: Final = "urn:notepress:source"
"""XML name space of the part in which a Word file contains the source it was made from."""

_LONGEST: Final = 40


def reference_of(bookmarks: Iterable[str], *, page: bool) -> str:
    """A reference to the ids of bookmarks, as it is typed in the source.

    An id longer than a bookmark can be is not found again.
    """
    ids = ",".join("#" + bookmark.replace("_", "-") for bookmark in bookmarks)
    return f"[]({ids}){'{.page}' if page else ''}"


def signature_mark(number: int) -> str:
    """The name of the picture of a signature, numbered from 0, among the parts of its part."""
    return f"signature_{number + 1}"


def bookmark_of(name: str, part: str = "") -> str:
    """The bookmark for an id, or for a part of the element with it, such as its caption.

    Word takes letters, digits and underscores, 40 at most, beginning with a letter. An id has no
    two hyphens together, so that two underscores keep a part apart from every other id.
    """
    bookmark = name.replace("-", "_") + (f"__{part}" if part else "")
    if len(bookmark) <= _LONGEST:
        return bookmark
    digest = hashlib.sha256(f"{name}/{part}".encode()).hexdigest()[:8]
    return f"{bookmark[: _LONGEST - 10]}__{digest}"
