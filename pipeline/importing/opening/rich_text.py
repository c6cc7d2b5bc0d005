"""A file of Rich Text Format (.rtf) made ready for pandoc, and its pictures."""

from __future__ import annotations

import binascii
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pipeline.importing.opening.rich_text_notes import cut_notes
from pipeline.languages import windows_tag

# Properties of a picture, within which pandoc would lose the picture.
_PROPERTIES: Final = re.compile(rb"\{\\\*\\picprop(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}")
_DESCRIPTION: Final = re.compile(rb"\\sn wzDescription\}\{\\sv ([^{}]*)\}")
# A heading in the list that numbers it, which pandoc would take for an item.
_NUMBERED: Final = re.compile(
    rb"(\\outlinelevel\d+[^{}\n]*)\{\\listtext[^{}]*\}(?:\\ls\d+|\\ilvl\d+)+ ?"
)
_PICTURE: Final = re.compile(
    rb"\{\\pict(?P<words>(?:\s*\\[a-z]+-?\d*)*)\s*(?P<data>[0-9a-fA-F\s]{40,})\}"
)
_SHOWN_TWICE: Final = re.compile(rb"\{\\nonshppict\s*\{\\pict[^{}]*\}\s*\}")
_ENDINGS: Final = {b"\\pngblip": "png", b"\\jpegblip": "jpg", b"\\emfblip": "emf"}
_CHARACTER: Final = re.compile(
    rb"\\[\\{}]|(?P<brace>[{}])|\\uc(?P<skip>\d+)|(?P<code>\\u-?\d+)(?P<stand_in>[^\\{}\s\d])"
)
_LANGUAGE: Final = re.compile(rb"\\deflang(\d+)")


@dataclass(frozen=True, slots=True)
class RichText:
    """The contents of an .rtf file: for pandoc, its pictures by the path that the tree names.

    ``described`` are their alternative texts by the same path.
    """

    content: bytes
    pictures: Mapping[str, bytes]
    described: Mapping[str, str]
    language: str


def read_rich_text(content: bytes) -> RichText:
    """A file of Rich Text Format; what is none is refused by pandoc."""
    descriptions = [_description(match.group()) for match in _PROPERTIES.finditer(content)]
    content = cut_notes(_with_whole_words(_NUMBERED.sub(rb"\1 ", content)))
    marked = _SHOWN_TWICE.sub(b"", _PROPERTIES.sub(b"", content))
    pictures: dict[str, bytes] = {}
    for match in _PICTURE.finditer(marked):
        try:
            data = binascii.unhexlify(re.sub(rb"\s", b"", match["data"]))
        except binascii.Error:
            continue
        ending = next((one for word, one in _ENDINGS.items() if word in match["words"]), "wmf")
        pictures[f"{hashlib.sha1(data, usedforsecurity=False).hexdigest()}.{ending}"] = data
    told = [one for one in dict.fromkeys(descriptions) if one]
    described = dict(zip(pictures, told, strict=True)) if len(told) == len(pictures) else {}
    language = _LANGUAGE.search(content)
    # The region is that of the program, not of the text.
    tag = windows_tag(language[1].decode()).partition("-")[0] if language else ""
    return RichText(marked, pictures, described, tag)


def _with_whole_words(content: bytes) -> bytes:
    r"""A file in which no word begins with what stands in for a character (RTF 1.9.1, Unicode).

    Of ``\u8217?s`` pandoc drops ``?s``, but of ``\u8217\'3fs`` only the question mark.
    """
    skips = [1]

    def settle(match: re.Match[bytes]) -> bytes:
        if match["brace"] == b"{":
            skips.append(skips[-1])
        elif match["brace"] and len(skips) > 1:
            skips.pop()
        elif match["skip"]:
            skips[-1] = int(match["skip"])
        elif match["code"] and skips[-1] == 1:
            return match["code"] + b"\\'%02x" % match["stand_in"][0]
        return match.group()

    return _CHARACTER.sub(settle, content) if b"\\u" in content else content


def _description(properties: bytes) -> str:
    found = _DESCRIPTION.search(properties)
    return found[1].decode("ascii", "ignore").strip() if found and b"\\" not in found[1] else ""
