"""Inline styles and scripts of a web page, and a policy that allows nothing else.

The policy (Content Security Policy Level 3, W3C) lists the hash of each inline style and script,
so nothing that gets into a page by mistake or malice can run.
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

# Increase the number when the output of `minify_css` changes.
_VERSION = "1"

_NO_SPACE_AFTER = frozenset("{};:,>(")
_NO_SPACE_BEFORE = frozenset("{};,>)")
_COMMENT_LINE = re.compile(r"^\s*//.*$", re.MULTILINE)
_LINE_ENDS = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Inlined:
    """The inline content of a page, exactly as it is written.

    ``early`` runs before the page is painted, ``script`` after it has loaded, ``data`` is JSON-LD.
    What a page does not have is empty.
    """

    style: Markup
    early: Markup
    script: Markup
    data: Markup


def inline(css: str, early: str, script: str, data: Mapping[str, Any]) -> Inlined:
    """Prepare a stylesheet, two scripts and data for a page; the scripts are minified."""
    return Inlined(
        style=_safe(css),
        early=_safe(minify_script(early)),
        script=_safe(minify_script(script)),
        data=_safe(_json(data) if data else ""),
    )


def policy(inlined: Inlined, *, alone: bool, loads: bool = False) -> str:
    """The content security policy of a page.

    Fonts and pictures are loaded from the same host, or embedded if the page stands ``alone``. No
    other host is contacted. Connections to the own host are allowed, because site audits need them.
    If it ``loads`` scripts, those that its own scripts ask for may run as well.
    """
    scripts = filter(None, (inlined.early, inlined.script, inlined.data))
    trusted = [*map(_hash, scripts), *["'strict-dynamic'"] * loads]
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {_hash(inlined.style)}",
            f"script-src {' '.join(trusted)}",
            "font-src data:" if alone else "font-src 'self'",
            "img-src data:" if alone else "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def data_url(media_type: str, content: bytes) -> str:
    """Content as a data URL (RFC 2397)."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def small_stylesheet(style: Style, edition: str, cache: Cache) -> str:
    """The minified stylesheet of an edition, cached."""
    css = stylesheet(style, edition)
    key = key_of("small-css", _VERSION, version_of("tinycss2"), css)
    cached = cache.get(key)
    if cached is not None:
        return cached.decode()
    minified = minify_css(css)
    cache.put(key, minified.encode())
    return minified


def minify_css(css: str) -> str:
    """Remove comments and insignificant white space from a stylesheet."""
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
    """Remove indentation, blank lines and comment lines from a script.

    Our scripts end every statement with a semicolon or a brace, and have no multi-line template
    literals.
    """
    return _LINE_ENDS.sub("\n", _COMMENT_LINE.sub("", script)).strip()


def _json(data: Mapping[str, Any]) -> str:
    # A script element must not contain `</script>` or `<!--` (HTML, section 4.12.1.3).
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _safe(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - our own style and scripts, and JSON without "<"
