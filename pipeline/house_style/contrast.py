"""The contrast of every pair of text and ground that a style makes (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.findings import Finding
from pipeline.house_style.colours import BLACK, WHITE, contrast, readable
from pipeline.house_style.screen_colours import SHEET, resolved_name, screen_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.findings import Place

TEXT: Final = 4.5
"""The least contrast of text."""
LARGE: Final = 3.0
"""The least contrast of text of 18 pt, or of 14 pt in bold."""
PAPER_WHITE: Final = "the page"


@dataclass(frozen=True, slots=True)
class Pair:
    """A token for text, one for its ground, what is set so, and the contrast that it needs.

    The ground of a page is white paper.
    """

    text: str
    ground: str
    what: str
    least: float = TEXT


_SHADES: Final = {"cinnabar-bright": "cinnabar", "masthead": "blue", "tint": "blue"}
_THEMES: Final = ("theme-1", "theme-2", "theme-3", "theme-4")

ON_PAGES: Final = (
    Pair("ink", PAPER_WHITE, "text"),
    Pair("ink", "paper", "text in boxes"),
    Pair("blue", PAPER_WHITE, "headings and links"),
    Pair("blue", "paper", "key messages"),
    Pair("cinnabar", PAPER_WHITE, "labels"),
    Pair("cinnabar", "paper", "labels of key messages"),
    Pair("teal", PAPER_WHITE, "recommendations"),
    Pair("ochre", PAPER_WHITE, "labels of charts"),
    Pair("small-print", PAPER_WHITE, "running heads, sources and notes"),
    Pair("small-print", "paper", "notes in boxes"),
    Pair("white", "blue", "the cover"),
    Pair("sand", "blue", "the subtitle on the cover"),
    *(Pair("white", theme, "the opener of a theme") for theme in _THEMES),
    *(Pair(theme, PAPER_WHITE, "labels of a one-pager") for theme in _THEMES),
)
ON_SCREENS: Final = (
    Pair("ink", "surface", "text"),
    Pair("ink", "paper", "text in boxes"),
    Pair("blue", "surface", "headings and links"),
    Pair("blue", "paper", "key messages"),
    Pair("blue", "tint", "what is chosen"),
    Pair("cinnabar", "surface", "labels"),
    Pair("cinnabar", "paper", "labels of key messages"),
    Pair("cinnabar-bright", "surface", "numerals", LARGE),
    Pair("teal", "surface", "recommendations"),
    Pair("ochre", "surface", "labels of charts"),
    Pair("grey", "surface", "sources and notes"),
    Pair("grey", "paper", "notes in boxes"),
    Pair("white", "masthead", "the head"),
    Pair("sand", "masthead", "the subtitle"),
    Pair("hit-ink", "hit", "what was searched for"),
    Pair("hit-now-ink", "hit-now", "the current find"),
    *(Pair(theme, "surface", "the title of a theme", LARGE) for theme in _THEMES),
)


def contrast_findings(
    tokens: Mapping[str, str], sheet: str, places: Mapping[str, Place]
) -> Iterator[Finding]:
    """Yield a warning for each pair that cannot be read well.

    ``sheet`` has the colours of screens, ``places`` are those at which the style declares tokens,
    and its sheet of screen colours if it has one. Pairs that it has not touched are those of the
    built-in style.
    """
    if not places:
        return
    places = {**_inherited(tokens, places), **places}
    pages = {**screen_tokens(tokens, "", dark=False), PAPER_WHITE: WHITE}
    yield from _poor(ON_PAGES, pages, "on pages", places)
    for mode in ("light", "dark"):
        shown = screen_tokens(tokens, sheet, dark=mode == "dark")
        yield from _poor(ON_SCREENS, shown, f"on the web, {mode}", places)


def _inherited(tokens: Mapping[str, str], places: Mapping[str, Place]) -> dict[str, Place]:
    """The places of tokens that refer to others, and of shades, which are made of others."""
    origins = {**_SHADES, **{name: resolved_name(name, tokens) for name in _THEMES}}
    return {name: places[origin] for name, origin in origins.items() if origin in places}


def _poor(
    pairs: tuple[Pair, ...], colours: Mapping[str, str], where: str, places: Mapping[str, Place]
) -> Iterator[Finding]:
    for pair in pairs:
        place = places.get(pair.text) or places.get(pair.ground)
        if place is None and where != "on pages":
            place = places.get(SHEET)
        if place is None or pair.text not in colours or pair.ground not in colours:
            continue
        text, ground = colours[pair.text], colours[pair.ground]
        found = contrast(text, ground)
        if found < pair.least:
            yield _finding(pair, (text, ground), found, where, place, places)


def _finding(
    pair: Pair,
    colours: tuple[str, str],
    found: float,
    where: str,
    place: Place,
    places: Mapping[str, Place],
) -> Finding:
    text, ground = colours
    on = pair.ground if pair.ground == PAPER_WHITE else f"--{pair.ground}"
    message = (
        f"contrast of --{pair.text} ({text}) on {on} ({ground}) is {_shown(found)} : 1 {where}, "
        f"{pair.least:g} : 1 is needed: {pair.what}"
    )
    changes_ground = pair.text not in places and pair.ground in places
    name, colour, other = (
        (pair.ground, ground, text) if changes_ground else (pair.text, text, ground)
    )
    goal = WHITE if contrast(other, WHITE) > contrast(other, BLACK) else BLACK
    better = readable(colour, (other,), pair.least, goal)
    hint = f"--{name}: {better} has {_shown(contrast(better, other))} : 1"
    return Finding("N524", message, place, hint, severity="warning")


def _shown(ratio: float) -> str:
    """A contrast with one decimal, never rounded up to what is needed."""
    return f"{int(ratio * 10) / 10:g}"
