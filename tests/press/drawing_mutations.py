"""Valid drawings of every kind, and mutations of them with errors."""

from __future__ import annotations

import random
import re

_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'width="100" height="60" viewBox="0 0 100 60">'
)
SEEDS = (
    _HEAD + '<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1" '
    'gradientTransform="rotate(20)"><stop offset="0" stop-color="red"/>'
    '<stop offset="50%" stop-color="blue" stop-opacity="0.5"/></linearGradient>'
    '<radialGradient id="r" cx="50%" cy="50%" r="40%" fx="0.4" xlink:href="#g"/>'
    '<pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse">'
    '<circle r="1" cx="2" cy="2"/></pattern></defs><rect x="1" y="2" width="30" height="20" rx="3" '
    'fill="url(#g)" stroke="url(#p)" stroke-width="2"/><circle cx="50" cy="30" r="10" '
    'fill="url(#r)" opacity="0.5"/><ellipse cx="70" cy="30" rx="9" ry="5" fill="url(#p)"/></svg>',
    _HEAD + "<style>.a{fill:none;stroke:#123456;stroke-width:2px} g > path:first-child{opacity:.5} "
    '#b{stroke-dasharray:4 2}</style><marker id="m" viewBox="0 0 4 4" refX="2" refY="2" '
    'markerWidth="4" markerHeight="4" orient="auto"><path d="M0 0L4 2L0 4z"/></marker>'
    '<g class="a" transform="translate(3,4) scale(1.2)"><path d="M1 1 L 10 10 H 20 V 30 '
    'C 1 2 3 4 5 6 S 7 8 9 10 Q 1 2 3 4 T 5 6 A 4 5 30 0 1 40 40 z m 3 3 l 4 4" '
    'marker-start="url(#m)" marker-mid="url(#m)" marker-end="url(#m)"/>'
    '<polyline id="b" points="1,2 3,4 5,6" marker-end="url(#m)"/>'
    '<polygon points="10,20 30,40 50,20"/><line x1="1" y1="2" x2="30" y2="40"/></g></svg>',
    _HEAD + '<text x="5" y="20" font-size="10" font-family="Note Serif" text-anchor="middle" '
    'rotate="10">Ab <tspan dx="2" dy="1em" font-weight="bold">cd</tspan> ef</text>'
    '<text textLength="40" lengthAdjust="spacingAndGlyphs" letter-spacing="1" y="40" '
    'style="font-style:italic">Long</text><a href="#x"><text id="x" y="50">Link</text></a>'
    '<path d="M0 0h9"/></svg>',
    _HEAD + '<defs><mask id="k"><rect width="100" height="60" fill="white"/></mask>'
    '<clipPath id="c"><circle cx="20" cy="20" r="15"/></clipPath><symbol id="s" '
    'viewBox="0 0 10 10"><path d="M0 0h10v10z"/></symbol><filter id="f"><feOffset dx="2" dy="3"/>'
    '<feBlend mode="multiply"/></filter></defs><g mask="url(#k)"><rect width="50" height="30" '
    'clip-path="url(#c)" filter="url(#f)"/></g><use href="#s" x="5" y="5" width="20" height="20"/>'
    '<use xlink:href="#s"/><svg x="3" y="3" width="10" height="10" viewBox="0 0 2 2" '
    'preserveAspectRatio="xMinYMax slice"><circle r="1"/></svg></svg>',
)
"""Good drawings that use what the engine knows."""


def _words(text: str) -> list[str]:
    return text.split()


_VALUES = (
    *("", "0", "-1", "a", "1e9", "1e-9", "nan", "inf", "50%", "-50%", "2em", "1ex", "5px", "7PX"),
    *("1 2", "1,2 3", "none", "inherit", "auto", "normal", "url(#g)", "url(#p)", "url(#m)"),
    *("url(#k)", "url(#c)", "url(#s)", "url(#f)", "#g", "#s", "#x", "url(#none)", "currentColor"),
    *("1.5.5", "+3", "1e400", "9" * 30, "٣", "M0 0", "M1 1 1 1", "rotate(45)", "scale(0)"),
    *("matrix(1 0 0 1 0 0)", "rotate(45deg)", "translate(10%)", "bold", "italic", "0 0 10 10"),
    *("0 0 0 0", "userSpaceOnUse", "objectBoundingBox", "repeat", "reflect", "100 400", "url("),
    *("calc(1px + 2px)", "var(--x)", "bolder", "xMidYMid", "-0", ".5", "5.", "rtl", "preserve"),
)
_KEYS = _words(
    "x y width height rx ry cx cy r fx fy fr x1 y1 x2 y2 d points transform gradientTransform "
    "patternTransform transform-origin viewBox preserveAspectRatio fill stroke stroke-width "
    "stroke-dasharray stroke-dashoffset stroke-miterlimit opacity fill-opacity stroke-opacity "
    "stop-opacity offset font-size font-family font-weight font-style font text-anchor direction "
    "letter-spacing textLength lengthAdjust rotate dx dy mask filter clip-path marker marker-start "
    "marker-mid marker-end orient refX refY markerWidth markerHeight markerUnits href id class "
    "style display visibility overflow mode patternUnits patternContentUnits gradientUnits "
    "clipPathUnits maskUnits primitiveUnits spreadMethod xml:space dominant-baseline color"
)
_TAGS = _words(
    "g path rect circle ellipse line polyline polygon text tspan textPath a use svg symbol marker "
    "mask pattern clipPath filter linearGradient radialGradient stop defs switch title desc image"
)
_ATTRIBUTE = re.compile(r' (?!xmlns)([\w:-]+)="([^"]*)"')
_OPENING = re.compile(r"<([A-Za-z]+)")
_EMPTY = re.compile(r"<([A-Za-z]+)[^<>]*/>")


def mutated(dice: random.Random) -> str:
    """One of the drawings with one to three things changed."""
    drawing = dice.choice(SEEDS)
    for _ in range(dice.choice([1, 1, 1, 2, 3])):
        drawing = dice.choice([_revalue, _add, _scratch, _take, _copy, _wrap, _rename])(
            drawing, dice
        )
    return drawing


def _one(pattern: re.Pattern[str], drawing: str, dice: random.Random) -> re.Match[str]:
    return dice.choice(list(pattern.finditer(drawing)))


def _revalue(drawing: str, dice: random.Random) -> str:
    match = _one(_ATTRIBUTE, drawing, dice)
    return drawing[: match.start(2)] + dice.choice(_VALUES) + drawing[match.end(2) :]


def _add(drawing: str, dice: random.Random) -> str:
    at = _one(_OPENING, drawing, dice).end()
    return f'{drawing[:at]} {dice.choice(_KEYS)}="{dice.choice(_VALUES)}"{drawing[at:]}'


def _scratch(drawing: str, dice: random.Random) -> str:
    match = _one(_ATTRIBUTE, drawing, dice)
    at = dice.randint(match.start(2), match.end(2))
    sign = dice.choice(["", " ", "-", ".", ",", "e", "1", "#", "(", ")", "%", "a", "M", "0", "z"])
    return drawing[:at] + sign + drawing[min(match.end(2), at + dice.randrange(3)) :]


def _take(drawing: str, dice: random.Random) -> str:
    match = _one(_ATTRIBUTE, drawing, dice)
    return drawing[: match.start()] + drawing[match.end() :]


def _copy(drawing: str, dice: random.Random) -> str:
    at = dice.choice([match.start() for match in re.finditer(r"</?[A-Za-z]+", drawing)][1:])
    return drawing[:at] + _one(_EMPTY, drawing, dice).group() + drawing[at:]


def _wrap(drawing: str, dice: random.Random) -> str:
    match, tag = _one(_EMPTY, drawing, dice), dice.choice(_TAGS)
    inside = dice.choice(["", " ", "x", "<tspan>t</tspan>"]) + match.group()
    opening = f'<{tag} {dice.choice(_KEYS)}="{dice.choice(_VALUES)}">'
    return f"{drawing[: match.start()]}{opening}{inside}</{tag}>{drawing[match.end() :]}"


def _rename(drawing: str, dice: random.Random) -> str:
    match = _one(_EMPTY, drawing, dice)
    return drawing[: match.start(1)] + dice.choice(_TAGS) + drawing[match.end(1) :]
