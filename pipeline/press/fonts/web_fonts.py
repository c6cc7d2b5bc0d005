"""The text that each web font has to cover, so that no font is larger than necessary."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from pipeline.languages import is_han
from pipeline.languages.writing import script_of, scripts_in
from pipeline.press.fonts.faces import FACES, HAN
from pipeline.press.fonts.font_sets import make_web_fonts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.cache import Cache
    from pipeline.press.fonts.font_sets import FontSet
    from pipeline.press.fonts.typefaces import Typefaces

_TAG = re.compile(r"<[^>]*>")
_TITLE = re.compile(r"<h[1-3][^>]*>(.*?)</h[1-3]>", re.DOTALL)
_STRONG = re.compile(r"<strong>(.*?)</strong>", re.DOTALL)
_EMPHASIS = re.compile(r"<em>(.*?)</em>", re.DOTALL)
# Tables, boxes, the words of figures and what stands below them, topics, lists of contents.
_SANS = re.compile(
    r"<(table|figcaption|nav|h[34])\b.*?</\1>"
    r'|<(aside|div|p)\b[^>]* class="(?:box|source|letter-note)\b.*?</\2>',
    re.DOTALL,
)
_SLANTED_SANS = ("note-sans-400-italic", "note-sans-600-italic")
_CODE = re.compile(r"<code\b[^>]*>(.*?)</code>", re.DOTALL)
_RECOMMENDED = re.compile(r'<section class="recommendation".*?</section>', re.DOTALL)
_NUMBER = re.compile(r'class="recommendation-number">([^<]*)<')
_WHOLE = (
    "note-serif-400",
    "note-serif-400-italic",
    "note-sans-400",
    "note-sans-600",
    "note-han-400",
)
_RUNNING_TEXT = re.compile(r'<p(?: id="[^"]*"| class="person-detail"[^>]*)?>.*?</p>', re.DOTALL)
# The names of other languages, and the titles in them, which readers of those languages know in the
# fonts they have; a page would double its fonts for a few words. And what is for machines.
_ELSEWHERE = re.compile(
    r'<script\b.*?</script>|<nav class="languages".*?</nav>'
    r'|<section [^>]*\bid="imprint-languages".*?</section>',
    re.DOTALL,
)
_LANGUAGE = re.compile(r'<html [^>]*\blang="([^"]*)"')
_TAGGED = re.compile(r'\blang="([^"]+)"')
_BOLD = 600
_NUMERALS = "0123456789CILVX"
_FROM_STYLES = "#()–·"
"""Characters that come from stylesheets, not from pages."""


def fonts_of_page(
    html: str, words: Mapping[str, str], cache: Cache, typefaces: Typefaces
) -> FontSet:
    """Make the fonts of a page, each with the characters set in it.

    All interface words are included, because scripts show some of them. The display face has the
    titles (``h1`` to ``h3``) and, in its light weight, numerals; the bold serif has the text in
    ``strong`` and in recommendations, the italic sans that in ``em`` in tables, boxes and the like,
    the one for code the text in ``code``. Only pages in Chinese
    need bold Chinese, for everything but running text. Faces of other scripts have what is set in
    them, the bold ones everything but running text and what is emphasised in it.
    """
    everything = _text(html) + "".join(words.values()) + _FROM_STYLES + _NUMERALS
    wanted = dict.fromkeys(_WHOLE, everything)
    recommended = "".join(_RECOMMENDED.findall(html))
    wanted["note-display-300"] = _NUMERALS + "".join(_NUMBER.findall(recommended))
    wanted["note-display-400"] = _text("".join(_TITLE.findall(html)))
    wanted["note-serif-600"] = _text("".join((*_STRONG.findall(html), recommended)))
    wanted |= dict.fromkeys(_SLANTED_SANS, _text("".join(_emphasised(html))))
    wanted["note-mono-400"] = _text("".join(_CODE.findall(html)))
    language = _LANGUAGE.search(html)
    beside = _text(_RUNNING_TEXT.sub("", html)) + wanted["note-serif-600"] + "".join(words.values())
    if language and is_han(language[1]):
        wanted["note-han-700"] = beside
    bold = beside + _text("".join(_EMPHASIS.findall(html)))
    wanted |= dict(_of_scripts(_ELSEWHERE.sub("", html), words, bold))
    return make_web_fonts(wanted, cache, typefaces)


def _of_scripts(html: str, words: Mapping[str, str], bold: str) -> Iterator[tuple[str, str]]:
    """Yield the faces of scripts other than Latin and simplified Chinese, each with its text."""
    text = _text(html) + "".join(words.values())
    scripts = scripts_in(text) | set(map(script_of, _TAGGED.findall(html)))
    for face in FACES:
        script = face.design.script
        if script in scripts and script not in {"Latn", HAN.script}:
            yield face.name, text if face.weight < _BOLD else bold


def _emphasised(html: str) -> Iterator[str]:
    """Yield what is emphasised in what is set in the sans."""
    for block in _SANS.finditer(html):
        yield from _EMPHASIS.findall(block[0])


def _text(html: str) -> str:
    return unescape(_TAG.sub("", html))
