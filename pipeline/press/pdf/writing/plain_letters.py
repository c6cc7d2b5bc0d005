"""A painted PDF as it were if everything meant the letters that are painted, as print has it.

So pages that are the same for print and for the screen are painted once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pydyf

if TYPE_CHECKING:
    from pipeline.press.pdf.writing.whole_font import WholeFont

_FONT: Final = re.compile(rb"/(\S+) \S+ Tf")
_CODES: Final = re.compile(rb"(?<=<)[0-9a-f]+(?=>)")
_CODE: Final = re.compile(rb"[0-9a-f]{4}")


@dataclass(frozen=True, slots=True)
class FontObjects:
    """The fonts of a painted PDF, and where it has its objects for them.

    They are those from ``first`` up to ``end``; ``build`` adds such objects for other fonts to a
    PDF. From ``notes`` on there is what is noted about their codes.
    """

    fonts: Mapping[str, WholeFont]
    first: int
    end: int
    notes: int
    build: Callable[[Any, Mapping[str, Any]], None]

    @property
    def are_plain(self) -> bool:
        """Whether the fonts have no other codes than aliases besides those of their glyphs."""
        return not any(font.forms or font.missing for font in self.fonts.values())


@contextmanager
def plain_letters(pdf: Any, objects: FontObjects) -> Iterator[None]:
    """Take the meanings of aliases out of a PDF, whose fonts are plain, while active."""
    saved = list(pdf.objects)
    streams = [(one, one.stream) for one in saved if isinstance(one, pydyf.Stream)]
    aliases = {name.encode(): font.aliases for name, font in objects.fonts.items()}
    scratch = pydyf.PDF()
    scratch.objects[:] = saved[: objects.first]
    objects.build(scratch, {name: _plain(font) for name, font in objects.fonts.items()})
    try:
        del pdf.objects[objects.notes :]
        pdf.objects[objects.first : objects.end] = scratch.objects[objects.first :]
        for stream, items in streams:
            stream.stream = list(_with_glyphs(items, aliases))
        yield
    finally:
        pdf.objects[:] = saved
        for stream, items in streams:
            stream.stream = items


def _plain(font: WholeFont) -> Any:
    plain = copy(font)
    for name in ("to_unicode", "widths"):
        codes = getattr(font, name).items()
        setattr(plain, name, {code: one for code, one in codes if code not in font.aliases})
    return plain


def _with_glyphs(items: list[Any], aliases: Mapping[bytes, Mapping[int, int]]) -> Iterator[Any]:
    """Yield the operators of a stream, with the codes of glyphs in place of aliases of them."""
    own: Mapping[int, int] = {}

    def plain(codes: re.Match[bytes]) -> bytes:
        return _CODE.sub(lambda code: b"%04x" % own.get(found := int(code[0], 16), found), codes[0])

    for item in items:
        if isinstance(item, bytes):
            if font := _FONT.fullmatch(item):
                own = aliases.get(font[1], {})
            elif own and item.endswith(b"TJ"):
                yield _CODES.sub(plain, item)
                continue
        yield item
