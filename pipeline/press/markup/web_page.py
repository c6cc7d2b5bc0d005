"""A page that carries its own style and scripts, and a policy that admits nothing else.

The policy (Content Security Policy Level 3, W3C) names each block of style and script by its
hash, so nothing that a page is made to hold by mistake or malice can run.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from pipeline.cache import Cache, key_of
from pipeline.press.markup.stylesheets import stylesheet
from pipeline.versions import version_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.house_style import Style

# Raise the number when what `minify_css` writes changes.
_RECIPE = "1"

_NO_SPACE_AFTER = frozenset("{};:,>(")
_NO_SPACE_BEFORE = frozenset("{};,>)")
_COMMENT_LINE = re.compile(r"^\s*//.*$", re.MULTILINE)
_LINE_ENDS = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Inlined:
    """What stands inside a page, as it stands there.

    ``early`` runs before the page is painted, ``script`` when all of it is there, ``data`` is
    JSON-LD.
    """

    style: Markup
    early: Markup
    script: Markup
    data: Markup


def inline(css: str, early: str, script: str, data: Mapping[str, Any]) -> Inlined:
    """Return a stylesheet, two scripts and data safe to stand in a page, the scripts made small."""
    return Inlined(
        style=_safe(css),
        early=_safe(minify_script(early)),
        script=_safe(minify_script(script)),
        data=_safe(_json(data)),
    )


def policy(inlined: Inlined, *, alone: bool) -> str:
    """Return the content security policy of a page.

    Fonts and pictures come from beside the page, or from inside it if it stands ``alone``. The
    page asks no other host for anything. It may connect to its own, as audits of a site do.
    """
    scripts = (inlined.early, inlined.script, inlined.data)
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {_hash(inlined.style)}",
            f"script-src {' '.join(map(_hash, scripts))}",
            "font-src data:" if alone else "font-src 'self'",
            "img-src data:" if alone else "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def data_url(media_type: str, content: bytes) -> str:
    """Return content as an address that holds it (RFC 2397)."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def small_stylesheet(style: Style, edition: str, cache: Cache) -> str:
    """Return the stylesheet of an edition made small: each state of it is parsed once."""
    css = stylesheet(style, edition)
    key = key_of("small-css", _RECIPE, version_of("tinycss2"), css)
    kept = cache.get(key)
    if kept is not None:
        return kept.decode()
    small = minify_css(css)
    cache.put(key, small.encode())
    return small


def minify_css(css: str) -> str:
    """Return a stylesheet without comments and without white space that means nothing."""
    import tinycss2

    parse: Any = vars(tinycss2)["parse_component_value_list"]  # it has no type hints
    return _join_tokens(parse(css, skip_comments=True)).strip()


def _join_tokens(tokens: Iterable[Any]) -> str:
    written = ""
    gap = False
    for token in tokens:
        if token.type == "whitespace":
            gap = True
            continue
        text = _token_text(token)
        if gap and written and _needs_space(written[-1], text[0]):
            written += " "
        written += text
        gap = False
    return written


def _needs_space(before: str, after: str) -> bool:
    return before not in _NO_SPACE_AFTER and after not in _NO_SPACE_BEFORE


def _token_text(token: Any) -> str:
    if token.type == "{} block":
        return f"{{{_join_tokens(token.content).rstrip(';')}}}"
    if token.type == "() block":
        return f"({_join_tokens(token.content)})"
    if token.type == "function":
        return f"{token.name}({_join_tokens(token.arguments)})"
    return str(token.serialize())


def minify_script(script: str) -> str:
    """Return a script without indents, blank lines and lines that are a comment.

    Scripts written for this end every statement with a semicolon or a brace, and hold no
    template literal of several lines.
    """
    return _LINE_ENDS.sub("\n", _COMMENT_LINE.sub("", script)).strip()


def _json(data: Mapping[str, Any]) -> str:
    # Neither `</script>` nor `<!--` may stand in a script element (HTML, section 4.12.1.3).
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _safe(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - our own style and scripts, and JSON without "<"
