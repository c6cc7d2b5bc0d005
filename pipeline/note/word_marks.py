"""Names that connect the parts of a Word file for review with those of the source."""

from __future__ import annotations

import hashlib
from typing import Final

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
    "bullet": "List Bullet",
    "number": "List Number",
    "continue": "List Continue",
    "cell": "Table Text",
    "head": "Table Head",
    "figure": "Figure",
    "caption": "Caption",
    "source": "Source Line",
    "box title": "Box Title",
    "box": "Box Text",
    "box bullet": "Box List Bullet",
    "box number": "Box List Number",
    "box continue": "Box List Continue",
    "recommendation": "Recommendation",
    "person": "Person",
    "delegation": "Delegation",
    "label": "Label",
    "value": "Value",
}
"""Word's styles by what is set in them; headings, footnotes and quotations have Word's own."""

BOXED: Final = frozenset(
    STYLES[name] for name in ("box", "box bullet", "box number", "box continue", "recommendation")
)
"""The styles of what a box or a recommendation contains."""

SECTIONS: Final = {
    "participants": "notepress__participants",
    "observers": "notepress__observers",
    "front matter": "notepress__front_matter",
}
"""Bookmarks of the headings that have no text of the note under them."""

SOURCE_SPACE: Final = "urn:notepress:source"
"""XML name space of the part in which a Word file contains the source it was made from."""

_LONGEST: Final = 40


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
