"""The emblem of a publisher as it is shown: the variant for the ground, its size, its rules."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.editions.covers.logos import box_rule
from pipeline.editions.covers.places import place_of_key
from pipeline.findings import Finding
from pipeline.house_style.colours import luminance_of
from pipeline.profiles import find_profile
from pipeline.views.covers.logos import publisher_emblem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.editions.bench import Bench
    from pipeline.findings import Place
    from pipeline.press.photos.logo_pictures import LogoPicture
    from pipeline.profiles import EmblemRule
    from pipeline.views.covers.logos import LogoView

HEIGHT = 14.0
"""Its height on covers, in mm."""
BAND_HEIGHT = 8.0
"""Its height in the band of the one-pager of a theme, in mm."""
_WIDEST = 36.0
_CLEAR = 0.25
"""The part of its height that stays clear around it."""
_LIGHT = 0.18
"""The luminance from which a ground is light: as far from white as from black, in contrast."""
_GROUNDS = ("white", "blue", "theme-1", "theme-2", "theme-3", "theme-4")
"""The grounds on which it may stand."""
_LEAST_SEEN = 0.35
"""The part of it that has a contrast of 3 to 1 at least."""
_SHARED = 0.88
"""The part of their outline that two variants of one emblem share at least."""


@dataclass(frozen=True, slots=True)
class ShownEmblem:
    """The emblem on a ground; where no variant is made for it, on a plate of white."""

    name: str
    web: str
    path: str
    has_plate: bool


def emblem_on(bench: Bench, token: str) -> ShownEmblem | None:
    """The emblem of the publisher for a ground in the colour of a token, if it has one."""
    emblem = publisher_emblem(bench.note)
    if emblem is None:
        return None
    is_light = luminance_of(bench.style.token(token)) >= _LIGHT
    fitting = emblem.on_light if is_light else emblem.on_dark
    return _shown(fitting or emblem.on_light, has_plate=fitting is None)


def emblem_on_paper(bench: Bench) -> ShownEmblem | None:
    """The emblem of the publisher for white paper, if it has one."""
    return emblem_on(bench, "white")


def _shown(one: LogoView, *, has_plate: bool) -> ShownEmblem:
    return ShownEmblem(one.name, one.web, one.path, has_plate)


def page_rules(bench: Bench) -> str:
    """The style rules for the emblem on the covers, and for the series that stands beside it."""
    shown = emblem_on(bench, "blue")
    if shown is None:
        return ""
    picture = bench.logos[shown.path]
    column, outer = bench.style.length("margin-column"), bench.style.length("margin-outer")
    box = _box(bench)
    width = _width(picture, box)
    beside = outer + max(column, width + 2 * _CLEAR * box[1] + 2)
    clear = _CLEAR * box[1]
    return (
        box_rule(picture, ".emblem img", box, "mm")
        + f".emblem-plate{{padding:{clear:.2f}mm;margin:-{clear:.2f}mm}}"
        + f".with-emblem .cover-series{{inset-inline-start:{beside:.2f}mm}}"
    )


def band_rules(bench: Bench) -> str:
    """The style rules for the emblem in the bands of one-pagers, and for the counter beside it."""
    shown = emblem_on(bench, "blue")
    if shown is None:
        return ""
    picture, column = bench.logos[shown.path], bench.style.length("one-pager-column")
    large = (min(_WIDEST, column - 6) if column > HEIGHT + 6 else _WIDEST, HEIGHT)
    small = (_WIDEST * 0.66, BAND_HEIGHT)
    clear = _CLEAR * BAND_HEIGHT
    aside = bench.style.length("one-pager-margin") + _width(picture, small) + 2 * clear + 1
    return (
        box_rule(picture, ".band-emblem img", small, "mm")
        + box_rule(picture, ".band-emblem-large img", large, "mm")
        + f".emblem-plate{{padding:{clear:.2f}mm;margin:-{clear:.2f}mm}}"
        + f".with-emblem .band-counter{{inset-inline-end:{aside:.2f}mm}}"
    )


def head_rules(bench: Bench) -> str:
    """The style rule for the emblem in the head of the web page."""
    shown = emblem_on(bench, "blue")
    return (
        ""
        if shown is None
        else box_rule(bench.logos[shown.path], ".masthead-emblem img", (12, 2.8), "rem")
    )


def _box(bench: Bench) -> tuple[float, float]:
    column = bench.style.length("margin-column")
    return (min(_WIDEST, column - 6) if column > HEIGHT + 6 else _WIDEST, HEIGHT)


def _width(picture: LogoPicture, box: tuple[float, float]) -> float:
    return min(box[1] * picture.ratio, box[0])


def favicon(bench: Bench) -> str:
    """The icon of the web page as a data URL, empty without an emblem."""
    shown = emblem_on_paper(bench)
    if shown is None:
        return ""
    kind = "image/svg+xml" if shown.path.endswith(".svg") else "image/png"
    content = bench.logos[shown.path].content
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def emblem_findings(bench: Bench) -> Iterator[Finding]:
    """Yield a warning for each rule on the emblem that the profile has and the pages break."""
    publisher, emblem = bench.note.publisher, publisher_emblem(bench.note)
    if publisher is None or emblem is None:
        return
    if emblem.on_dark is not None:
        one, other = (bench.logos[view.path] for view in (emblem.on_light, emblem.on_dark))
        if _common(one.outline, other.outline) < _SHARED or abs(one.ratio / other.ratio - 1) > 0.05:
            message = f"{emblem.on_dark.source} and {emblem.on_light.source} differ in shape"
            hint = "the variants of an emblem differ in colour alone: an emblem is never changed"
            yield Finding("N239", message, _place(bench, "logo"), hint, severity="warning")
    yield from _unseen(bench)
    if publisher.profile is None or publisher.profile == "none":
        return
    rule = find_profile(publisher.profile).emblem
    if rule is not None:
        place = bench.style.token("emblem-place")
        if rule.place and rule.place != place:
            message = f"profile {publisher.profile} has the emblem at the {rule.place} of the cover"
            hint = f"set --emblem-place: {rule.place} in styles/tokens.css ({rule.source})"
            yield Finding("N238", message, _place(bench, "profile"), hint, severity="warning")
        yield from _sizes(bench, publisher.profile, rule)


def _unseen(bench: Bench) -> Iterator[Finding]:
    """Yield a warning if the emblem is hardly seen on one of the grounds on which it stands."""
    for token in _GROUNDS:
        shown, colour = emblem_on(bench, token), bench.style.token(token)
        if shown is None or shown.has_plate:
            continue
        seen = bench.logos[shown.path].seen_on(luminance_of(colour))
        if seen < _LEAST_SEEN:
            is_dark = luminance_of(colour) < _LIGHT
            message = f"hardly anything of the emblem is seen on --{token} ({colour})"
            hint = f"give a variant in {'light' if is_dark else 'dark'} colours, in " + (
                "light, or leave it out: the emblem stands on white" if is_dark else "dark"
            )
            yield Finding("N408", message, _place(bench, "logo"), hint, severity="warning")
            return


def _place(bench: Bench, key: str) -> Place:
    return place_of_key(bench.note, "imprint.yaml", key)


def _sizes(bench: Bench, profile: str, rule: EmblemRule) -> Iterator[Finding]:
    shown = emblem_on(bench, "blue")
    if shown is None or not rule.least_height:
        return
    box = _box(bench)
    picture = bench.logos[shown.path]
    height = min(box[1], box[0] / picture.ratio)
    if height < rule.least_height:
        message = f"the emblem is {height:.1f} mm high on the cover, and profile {profile} wants"
        message += f" {rule.least_height:g} mm at least ({rule.source})"
        hint = "give a variant without words beside it, which is higher at the same width"
        yield Finding("N407", message, _place(bench, "logo"), hint, severity="warning")


def _common(one: str, other: str) -> float:
    """The part of two outlines that is alike."""
    same = sum(a == b for a, b in zip(one, other, strict=True))
    return same / len(one)
