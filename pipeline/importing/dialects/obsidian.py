"""Marks of Obsidian: ``[[links]]``, ``![[picture.png]]``, ``==highlight==``, ``%%comment%%``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.importing.dialects.stretches import rewrite

if TYPE_CHECKING:
    from pipeline.importing.ledger import Ledger

_COMMENT: Final = re.compile(r"(?<![\w%])%%(?!%)(?P<words>(?:[^%]|%(?!%))+?)%%(?!%)")
_LINK: Final = re.compile(
    r"(?P<embedded>!?)\[\[(?P<target>[^\[\]|\n]+)(?:\|(?P<label>[^\[\]\n]*))?\]\](?![(\[])"
)
_MARKED: Final = re.compile(r"(?<![=\w])==(?P<words>[^=\s](?:[^=\n]*[^=\s])?)==(?![=\w])")
_PICTURE: Final = re.compile(r".+\.(?:png|jpe?g|webp|svg|gif|bmp|tiff?)", re.IGNORECASE)
_BLOCK_ID: Final = re.compile(r"(?<=\S)[ \t]+\^(?P<name>[a-zA-Z0-9-]{2,40})[ \t]*$", re.MULTILINE)


def read_obsidian(text: str, ledger: Ledger) -> str:
    """A text without marks of Obsidian: pictures as pictures, links as their words."""
    text = rewrite(text, _COMMENT, lambda match: _comment(match, ledger))
    if "[[" in text:
        text = rewrite(text, _LINK, lambda match: _link(match, ledger))
        text = rewrite(text, _BLOCK_ID, lambda match: _block_id(match, ledger))
    return rewrite(text, _MARKED, lambda match: f"[{match['words']}]{{.mark}}")


def _comment(match: re.Match[str], ledger: Ledger) -> str:
    ledger.leave_out(
        0,
        " ".join(match["words"].split()),
        "comment in the manuscript, which a reader does not see",
    )
    return ""


def _link(match: re.Match[str], ledger: Ledger) -> str:
    target, label = match["target"].strip(), (match["label"] or "").strip()
    if match["embedded"] and _PICTURE.fullmatch(target):
        size = re.fullmatch(r"\d+(?:x\d+)?", label)
        if size:
            ledger.leave_out(0, label, "size of a picture in px, which the style sets")
        return f"![{'' if size else label}](<{target}>)"
    page, _, place = target.partition("#")
    words = label or " ".join(one for one in (page, place.lstrip("^#")) if one)
    if label:
        ledger.leave_out(0, target, "other file that the manuscript links to")
    if match["embedded"]:
        ledger.complete("text", target, "the manuscript shows the text of another file here")
    else:
        ledger.change(0, words, f"link to the file “{page or target}” became plain text")
    return words


def _block_id(match: re.Match[str], ledger: Ledger) -> str:
    ledger.leave_out(0, match["name"], "name of a paragraph in Obsidian")
    return ""
