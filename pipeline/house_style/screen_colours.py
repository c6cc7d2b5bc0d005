"""The colours of a style on screens, light and dark: those it gives, and shades made of them.

The built-in sheets have shades of the built-in colours for small text, for a dark window and for
the grounds of reading apps. A style that changes a colour and not these sheets has the same shades
of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.house_style.colours import BLACK, HEX, WHITE, between, contrast, mixed, readable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

SHEET: Final = "parts/screen_colours.css"
"""The sheet with the colours of screens."""
DARK: Final = ':root[data-colours="dark"]'
"""The rule of that sheet for dark windows."""

_LIGHT: Final = ":root"
_BY_SYSTEM: Final = ':root:not([data-colours="light"])'
_TEXT: Final = ("blue", "cinnabar", "teal", "ochre", "grey")
_THEMES: Final = ("theme-1", "theme-2", "theme-3", "theme-4")
_COLOURS: Final = (*_TEXT, *_THEMES, "ink", "paper", "rule")
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_DECLARED: Final = re.compile(r"--([a-z0-9-]+)\s*:\s*([^;]+)")
_REFERENCE: Final = re.compile(r"var\(--([a-z0-9-]+)\)")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
# Small text has a contrast of 7 to 1 (WCAG 2.2, success criterion 1.4.6).
_SMALL: Final = 7.0
_LARGE: Final = 4.5
_EPUB: Final = ("editions/epub.css", "editions/charts_epub.css")
_WEB: Final = "editions/web.css"


def screen_tokens(tokens: Mapping[str, str], sheet: str, *, dark: bool) -> dict[str, str]:
    """The colours of a light or a dark window, by token."""
    declared = _declared(sheet)
    found = {**tokens, **declared.get(_LIGHT, {})}
    if dark:
        found |= declared.get(DARK, {})
    return {name: value for name in found if HEX.fullmatch(value := resolved(name, found))}


def resolved(name: str, tokens: Mapping[str, str]) -> str:
    """The value of a token with references to others replaced."""
    return tokens.get(resolved_name(name, tokens), "")


def resolved_name(name: str, tokens: Mapping[str, str]) -> str:
    """The name of the token to which a token refers at last, its own if it has a value.

    Sheets are not checked for circles; a token in one has no colour.
    """
    seen = set()
    while name not in seen and (match := _REFERENCE.fullmatch(tokens.get(name, ""))) is not None:
        seen.add(name)
        name = match[1]
    return name


def with_screen_colours(
    files: Mapping[str, str],
    tokens: Mapping[str, str],
    built_in: Mapping[str, str],
    own: Collection[str],
) -> dict[str, str]:
    """The sheets, of those that are not the style's ``own``, with shades of its colours."""
    changed = {name for name in _COLOURS if tokens[name] != built_in[name]}
    if not changed:
        return {}
    plain = {name: resolved(name, tokens) for name in _COLOURS}
    found = {}
    if SHEET not in own:
        found[SHEET] = files[SHEET] + "".join(_rules(files[SHEET], plain, changed))
    shades = {built_in[name]: plain[name] for name in changed if HEX.fullmatch(built_in[name])}
    for path in _EPUB:
        if path not in own:
            found[path] = _replaced(files[path], _for_reading_apps(plain, changed))
    if _WEB not in own:
        found[_WEB] = _replaced(files[_WEB], {**shades, **_for_paper(plain, changed)})
    return found


def _rules(sheet: str, plain: Mapping[str, str], changed: Collection[str]) -> Iterator[str]:
    light, dark = _declared(sheet)[_LIGHT], _declared(sheet)[DARK]
    bright = dict(_light_shades(plain, (light["surface"], plain["paper"]), changed))
    dim = dict(_dark_shades(plain, (dark["surface"], dark["paper"]), changed))
    yield _rule(_LIGHT, bright)
    yield f"@media (prefers-color-scheme: dark) {{ {_rule(_BY_SYSTEM, dim)} }}\n"
    yield _rule(DARK, dim)
    if "theme-3" in changed:
        # The built-in third theme is brighter than its small text.
        yield f"{_LIGHT} .theme-3 {{ --theme: var(--theme-3) }}\n"


def _light_shades(
    plain: Mapping[str, str], grounds: tuple[str, ...], changed: Collection[str]
) -> Iterator[tuple[str, str]]:
    for name in ("cinnabar", "grey"):
        if name in changed:
            yield name, readable(plain[name], grounds, _SMALL, BLACK)
    if "cinnabar" in changed:
        yield "cinnabar-bright", plain["cinnabar"]
    if "blue" in changed:
        yield "masthead", plain["blue"]
        yield "masthead-edge", mixed(plain["blue"], _far(plain["blue"]), 0.6)
        tint = mixed(plain["blue"], WHITE, 0.9)
        yield "tint", readable(tint, (plain["blue"],), _LARGE, WHITE)


def _dark_shades(
    plain: Mapping[str, str], grounds: tuple[str, ...], changed: Collection[str]
) -> Iterator[tuple[str, str]]:
    for name in (*_TEXT, *_THEMES):
        if name in changed and plain[name]:
            yield name, readable(plain[name], grounds, _SMALL, WHITE)
    if "cinnabar" in changed:
        yield "cinnabar-bright", readable(plain["cinnabar"], grounds, _LARGE, WHITE)
    if "blue" in changed:
        yield "masthead", mixed(plain["blue"], BLACK, 0.25)
        text = readable(plain["blue"], grounds, _SMALL, WHITE)
        yield "tint", readable(mixed(grounds[0], plain["blue"], 0.35), (text,), _SMALL, BLACK)


def _for_reading_apps(plain: Mapping[str, str], changed: Collection[str]) -> dict[str, str]:
    """Shades for the EPUB in the places of the built-in ones, on grounds that readers choose."""
    given = {"blue": "#2f76a8", "cinnabar": "#bc4029", "ochre": "#94691a"}
    return {shade: between(plain[name]) for name, shade in given.items() if name in changed}


def _for_paper(plain: Mapping[str, str], changed: Collection[str]) -> dict[str, str]:
    """Shades for a printed page of the web edition in the places of the built-in ones."""
    given = {"cinnabar": "#8e2a17", "grey": "#46505a", "ochre": "#8a6116"}
    shades = {
        shade: readable(plain[name], (WHITE,), _SMALL, BLACK)
        for name, shade in given.items()
        if name in changed
    }
    return {**shades, **({"#c4452d": plain["cinnabar"]} if "cinnabar" in changed else {})}


def _far(colour: str) -> str:
    return WHITE if contrast(colour, WHITE) > contrast(colour, BLACK) else BLACK


def _replaced(sheet: str, shades: Mapping[str, str]) -> str:
    return re.sub(r"#[0-9a-f]{6}\b", lambda match: shades.get(match[0], match[0]), sheet)


def _rule(selector: str, declared: Mapping[str, str]) -> str:
    inside = " ".join(f"--{name}: {value};" for name, value in declared.items())
    return f"{selector} {{ {inside} }}\n" if inside else ""


def _declared(sheet: str) -> dict[str, dict[str, str]]:
    """The tokens that the rules of a sheet declare, by selector, later ones over earlier ones."""
    found: dict[str, dict[str, str]] = {}
    for rule in _RULE.finditer(_COMMENT.sub("", sheet)):
        declared = {name: value.strip() for name, value in _DECLARED.findall(rule[2])}
        found.setdefault(" ".join(rule[1].split()), {}).update(declared)
    return found
