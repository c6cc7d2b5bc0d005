"""Files of a style that can be seen in some editions alone.

All other files, such as tokens and words, concern all editions. The files of the index and of the
preview concern the web edition, so that the index is made again after them. What concerns a file
that readers are offered concerns the web edition as well, which gives its size.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

EVERYWHERE: Final = "everywhere "
"""What the name of a file begins with that uses a file of a group it is not in."""

_WEB: Final = (
    *("editions/web", "editions/languages_web", "editions/charts_web", "editions/logos_web"),
    *("editions/index", "editions/redline", "editions/social_image"),
    *("templates/web/", "templates/index/", "templates/redline/", "templates/preview/"),
)
_EPUB: Final = (
    *("editions/epub", "editions/charts_epub", "editions/logos_epub"),
    "templates/epub/",
)
GROUPS: Final[tuple[tuple[frozenset[str], tuple[str, ...]], ...]] = (
    (frozenset({"web"}), _WEB),
    (frozenset({"epub", "web"}), _EPUB),
    (
        frozenset({"one-pagers", "web"}),
        ("editions/one_pager.css", "templates/one_pager.html"),
    ),
    (frozenset({"docx"}), ("editions/charts_word.css", "templates/word/")),
)
"""The editions in which files of a group can be seen, and what their paths begin with."""

# A reference to a file of a group: an import of a sheet, or the path of a template.
_REFERENCE = re.compile(r"[\w./-]+\.(?:css|html|xhtml|js|svg|xml|opf)\b")


def editions_that_see(path: str) -> frozenset[str] | None:
    """The editions in which a file of a style can be seen; None for all.

    ``path`` is that in a style folder, as `style_inputs.style_files` names it.
    """
    path = path.removeprefix("overridden ").removeprefix("built-in ")
    return next((seen for seen, beginnings in GROUPS if path.startswith(beginnings)), None)


def seen_in(style: Mapping[str, str], edition: str) -> Mapping[str, str]:
    """The files of a style that can be seen in an edition, of files with anything by path.

    They are all of them if a file of the style uses what belongs to other editions.
    """
    if any(path.startswith(EVERYWHERE) for path in style):
        return style
    seen = {path: editions_that_see(path) for path in style}
    return {
        path: what for path, what in style.items() if (of := seen[path]) is None or edition in of
    }


def uses_other_groups(path: str, text: str) -> bool:
    """Whether a file of a style names a file that belongs to a group which it is not in."""
    own = editions_that_see(path)
    for name in _REFERENCE.findall(text):
        file = name.rpartition("../")[2]
        candidates = (file, f"editions/{file}", f"templates/{file}")
        for one in candidates:
            other = editions_that_see(one)
            if other is not None and (own is None or not own <= other):
                return True
    return False
