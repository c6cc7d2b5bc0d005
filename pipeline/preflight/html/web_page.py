"""Checks of a web page: all references resolve, and its content security policy is exact."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Set
from typing import Any

from pipeline.findings import Finding, Place
from pipeline.preflight.html.references import ids_in, references_in
from pipeline.preflight.pdf.reading.pdf_safety import UnreadableError

_POLICY = "content-security-policy"
_SOURCES = ("'self'", "'none'", "data:")
# Required values of directives (Content Security Policy Level 3).
_CLOSED = {"default-src": {"'none'"}, "base-uri": {"'none'"}, "form-action": {"'none'"}}
_REBUILD = "build the note again"


def check_web_page(content: bytes, path: str, files: Set[str]) -> Iterator[Finding]:
    """Yield the faults of a page; ``files`` are the paths of all outputs of the note.

    Raises UnreadableError if it is not UTF-8.
    """
    root = _parsed(content)
    ids = Counter(name for name, _ in ids_in(root))
    for name, count in ids.items():
        if count > 1:
            yield Finding("N480", f"the id {name} occurs {count} times", Place(""), _REBUILD)
    yield from _check_references(root, path, set(ids), files)
    yield from _check_policy(root)


def _parsed(content: bytes) -> Any:
    from lxml import html

    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"the page cannot be read: {error}"
        raise UnreadableError(Finding("N420", message, Place(""), _REBUILD)) from error
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    return html.document_fromstring(text.encode(), parser=parser)


def _check_references(root: Any, path: str, ids: Set[str], files: Set[str]) -> Iterator[Finding]:
    for reference in references_in(root):
        place = Place("", reference.line, 1 if reference.line else 0)
        shown = reference.address[:80]
        if reference.use == "load" and reference.is_foreign:
            yield Finding("N483", f"{shown} is loaded from another host", place, _REBUILD)
        elif not reference.is_inside:
            if not reference.is_followed:
                yield Finding("N481", f"{shown} cannot be followed", place, _REBUILD)
        else:
            target, name = reference.target(path)
            if target != path and target not in files:
                hint = f"build the edition that {target} belongs to"
                yield Finding("N481", f"{shown} leads nowhere", place, hint)
            elif target == path and name and name not in ids:
                yield Finding("N481", f"{shown} leads nowhere", place, _REBUILD)


def _check_policy(root: Any) -> Iterator[Finding]:
    """Compare the policy with the styles and scripts of the page."""
    found = [
        str(meta.get("content", ""))
        for meta in root.iter("meta")
        if str(meta.get("http-equiv", "")).lower() == _POLICY
    ]
    if len(found) != 1:
        yield _policy(f"the page has {len(found)} content security policies instead of one")
        return
    rules = _rules(found[0])
    for name, wanted in _CLOSED.items():
        if rules.get(name) != wanted:
            yield _policy(f"the policy does not restrict {name}")
    for name, sources in rules.items():
        for source in sorted(sources):
            if source not in _SOURCES and not source.startswith("'sha256-"):
                yield _policy(f"the policy allows {source} ({name})")
    for name, tag in (("style-src", "style"), ("script-src", "script")):
        blocks = {_hash(block.text or "") for block in root.iter(tag) if not block.get("src")}
        allowed = {one for one in rules.get(name, set()) if one.startswith("'sha256-")}
        if blocks - allowed:
            yield _policy(f"the policy blocks {len(blocks - allowed)} {tag} of the page")
        if allowed - blocks:
            yield _policy(f"the policy allows {len(allowed - blocks)} {tag} that does not exist")
    yield from _check_attributes(root)


def _check_attributes(root: Any) -> Iterator[Finding]:
    names = {
        str(name)
        for element in root.iter()
        if isinstance(element.tag, str)
        for name in element.attrib
        if name == "style" or str(name).startswith("on")
    }
    for name in sorted(names):
        yield _policy(f"an element has the attribute {name}, which the policy blocks")


def _rules(policy: str) -> dict[str, set[str]]:
    parts = (rule.split() for rule in policy.split(";"))
    return {name: set(sources) for name, *sources in (part for part in parts if part)}


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _policy(message: str) -> Finding:
    return Finding("N482", message, Place(""), _REBUILD)
