"""The logos of a note as data: those of its partners, and the emblem of its publisher."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pipeline.note.covers.logos import for_dark_ground, for_light_ground
from pipeline.note.wording import own_wording
from pipeline.workspace import LOGOS

if TYPE_CHECKING:
    from pipeline.note import Note

_MOST_IN_A_ROW = 5


@dataclass(frozen=True, slots=True)
class LogoView:
    """A logo: whose it is, the web address of that organisation if any, and its picture.

    ``path`` is that of the picture made ready for editions, ``source`` the file that it is made
    from; ``style`` is the class that has its size.
    """

    name: str
    web: str
    path: str
    source: str
    style: str


@dataclass(frozen=True, slots=True)
class EmblemView:
    """The emblem of a publisher: for light grounds and, if there is such a variant, for dark."""

    on_light: LogoView
    on_dark: LogoView | None


def partner_logos(note: Note) -> tuple[LogoView, ...]:
    """The logos of the partners that have one, in their order."""
    partners = [one for one in note.metadata.partners if one.logo]
    return tuple(
        _view(
            own_wording(partner.name, note.metadata.language),
            partner.web or "",
            for_light_ground(partner.logo or ""),
            f"logo-{number}",
        )
        for number, partner in enumerate(partners, start=1)
    )


def in_rows(logos: tuple[LogoView, ...]) -> tuple[tuple[LogoView, ...], ...]:
    """The logos in rows of about equal count, at most five in each."""
    count = -(-len(logos) // _MOST_IN_A_ROW)
    each = -(-len(logos) // count) if count else 0
    return tuple(logos[start : start + each] for start in range(0, len(logos), each or 1))


def publisher_emblem(note: Note) -> EmblemView | None:
    """The emblem of the publisher, if it has one."""
    publisher = note.publisher
    if publisher is None or not publisher.logo:
        return None
    name, web = publisher.name, publisher.web or ""
    light = for_dark_ground(publisher.logo)
    return EmblemView(
        _view(name, web, for_light_ground(publisher.logo), "emblem-dark"),
        _view(name, web, light, "emblem-light") if light else None,
    )


def all_logos(note: Note) -> tuple[LogoView, ...]:
    """Every picture of a logo that editions of a note may show."""
    emblem = publisher_emblem(note)
    own = (emblem.on_light, emblem.on_dark) if emblem else ()
    return (*partner_logos(note), *(one for one in own if one is not None))


def _view(name: str, web: str, source: str, style: str) -> LogoView:
    file = PurePosixPath(source).name
    # The PNG of a.jpg must not have the name of that of a.jpg.png.
    path = f"{LOGOS}{file}" if file.endswith(".svg") else f"{LOGOS}{file}.png"
    return LogoView(name, web, path, source, style)
