"""A style folder that is made from a brand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Final

from pipeline.house_style.colours import BLACK, WHITE, contrast, mixed, readable
from pipeline.workspace import FONT_PACKAGE, FONT_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.starting.brand import Brand, BrandFamily

_TEXT: Final = 4.5
# A colour of notepress, and those of a brand that can stand for it, the first that there is.
_TAKEN: Final = {
    "blue": ("primary",),
    "ink": ("foreground", "dark", "background"),
    "cinnabar": ("danger", "secondary"),
    "teal": ("success", "info"),
    "ochre": ("warning", "tertiary"),
    "grey": ("secondary",),
}
_INKS: Final = frozenset({"ink"})
_TOKENS: Final = {"serif": ("base",), "display": ("headings", "base"),
                  "sans": ("headings", "base"), "mono": ("monospace",)}  # fmt: skip
_FONT_PACKAGE: Final = "fontpkg-"


@dataclass(frozen=True, slots=True)
class BrandStyle:
    """The tokens of a style, the font files to copy, by path, and what is to be told."""

    colours: Mapping[str, str]
    comments: Mapping[str, str]
    faces: str
    stacks: Mapping[str, str]
    fonts: Mapping[str, str]
    told: tuple[str, ...]


def style_of(brand: Brand) -> BrandStyle:
    """The style that a brand makes: its colours where they can be read, its faces if they are here.

    What is not here is told with a way to get it.
    """
    colours, comments = _colours(brand)
    faces: list[str] = []
    fonts: dict[str, str] = {}
    here: set[str] = set()
    told: list[str] = []
    for family in brand.families.values():
        if family.name not in brand.roles.values():
            continue
        rules = tuple(_rules(family))
        if rules:
            here.add(family.name)
            faces += [rule for rule, _, _ in rules]
            fonts |= {target: source for _, target, source in rules if target}
        else:
            told.append(_absent(family))
    if brand.logo:
        told.append(_of_logo(brand))
    stacks = {}
    for token, roles in _TOKENS.items():
        named = next((brand.roles[role] for role in roles if role in brand.roles), "")
        if named in here:
            stacks[token] = f'"{named}"'
    return BrandStyle(colours, comments, "\n".join(faces), stacks, fonts, tuple(told))


def tokens_css(style: BrandStyle, inks: Mapping[str, str]) -> str:
    """The text of tokens.css; ``inks`` are those of colours, by token, where they are known."""
    lines = []
    for name, value in style.colours.items():
        lines.append(f"  --{name}: {value};{style.comments.get(name, '')}")
        if name in inks:
            lines.append(f"  --{name}-cmyk: {inks[name]};")
    lines += [f"  --{name}: {value};" for name, value in style.stacks.items()]
    head = "/* Made from a brand; what is not here is that of notepress. */\n"
    faces = f"{style.faces}\n\n" if style.faces else ""
    return f"{head}{faces}:root {{\n" + "\n".join(lines) + "\n}\n"


def _colours(brand: Brand) -> tuple[dict[str, str], dict[str, str]]:
    paper = _paper(brand)
    found = {"paper": paper} if paper else {}
    comments = {}
    grounds = (WHITE, paper) if paper else (WHITE, "#f4f1ea")
    used: set[str] = set()
    for token, names in _TAKEN.items():
        taken = (one for one in names if one in brand.colours and one not in used)
        # The foreground of a brand for dark grounds is no ink on paper, nor would its grey be.
        least = _TEXT if token in _INKS else 0.0
        name = next((one for one in taken if contrast(brand.colours[one], WHITE) >= least), None)
        if name is None:
            continue
        used.add(name)
        given = brand.colours[name]
        found[token] = readable(given, grounds, _TEXT, BLACK)
        changed = f", {given} made darker to be read" if found[token] != given else ""
        comments[token] = f" /* {name} of the brand{changed} */"
    if "blue" in found:
        found["sand"] = readable(mixed(found["blue"], WHITE, 0.8), (found["blue"],), _TEXT, WHITE)
        comments["sand"] = " /* a tint of blue, for the cover */"
    return found, comments


def _paper(brand: Brand) -> str:
    """The ground of panels: the light colour of the brand, or its ground if that is a tint."""
    for name in ("light", "background"):
        colour = brand.colours.get(name, WHITE)
        if colour != WHITE and contrast(colour, BLACK) >= 15:
            return colour
    return ""


def _rules(family: BrandFamily) -> Iterator[tuple[str, str, str]]:
    """Yield rules for a family, each with the file to copy: where to, and where from."""
    if family.files:
        names = [one.path.rpartition("/")[2] for one in family.files]
        for one, name in zip(family.files, names, strict=True):
            # Files of one name in several folders are told apart by these.
            is_alone = names.count(name) == 1
            target = f"fonts/{name if is_alone else one.path.replace('/', '-')}"
            more = f" font-weight: {one.weight};" if one.weight else ""
            more += f" font-style: {one.style};" if one.style in {"normal", "italic"} else ""
            yield _rule(family.name, target, more), target, one.path
        return
    for address in _in_package(family.name):
        yield _rule(family.name, address, ""), "", ""


def _rule(family: str, address: str, more: str) -> str:
    return f'@font-face {{ font-family: "{family}"; src: url("{address}");{more} }}'


def _in_package(family: str) -> tuple[str, ...]:
    """The addresses of the fonts of a family in the package of its name, if it is installed."""
    name = _package(family)
    try:
        files = metadata.distribution(name).files or ()
    except metadata.PackageNotFoundError:
        return ()
    fonts = sorted(one.name for one in files if one.suffix in FONT_SUFFIXES)
    return tuple(f"{FONT_PACKAGE}{name}/{font}" for font in fonts)


def _package(family: str) -> str:
    return _FONT_PACKAGE + re.sub(r"[^a-z0-9]+", "-", family.lower()).strip("-")


def _of_logo(brand: Brand) -> str:
    """What to do with the logo, which belongs to the publisher and not to a style."""
    plain = f"figures/{brand.logo.rpartition('/')[2]}"
    files, named = brand.logo, plain
    if brand.logo_on_dark:
        files += f" and {brand.logo_on_dark}"
        named = f"{{dark: {plain}, light: figures/{brand.logo_on_dark.rpartition('/')[2]}}}"
    return f"copy {files} to figures/ beside imprint.yaml, and write there: logo: {named}"


def _absent(family: BrandFamily) -> str:
    origin = {"google": "Google Fonts", "bunny": "Bunny Fonts", "system": "the machine"}
    where = origin.get(family.source, family.source)
    return (
        f"{family.name} comes from {where}, and notepress downloads nothing: put its files into "
        f"styles/fonts and declare them in tokens.css, or look whether PyPI has a package with it "
        f"(pip install {_package(family.name)}) and begin again"
    )
