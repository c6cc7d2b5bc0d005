"""What the style sheet of a web page says by classes, as elements that say it themselves.

Google Docs writes bold, italics, small capitals and the depth of lists as classes, and the title
and subtitle as paragraphs of such a class.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlsplit

from tinycss2.parser import parse_blocks_contents, parse_stylesheet
from tinycss2.serializer import serialize

if TYPE_CHECKING:
    from pipeline.importing.ledger import Ledger

# They have no type hints.
_parse_sheet: Final[Any] = parse_stylesheet
_parse_block: Final[Any] = parse_blocks_contents
_written: Final[Any] = serialize
_CLASS: Final = re.compile(r"\.([A-Za-z_][\w-]*)")
_LIST: Final = re.compile(r"(lst-kix_[\w]+)-(\d)")
_RUNNING: Final = frozenset({"span", "a", "font"})
_KEPT: Final = ("font-size", "font-weight", "font-style", "color")
_WRAPPED_BY: Final = {"www.google.com": "q", "google.com": "q", "l.facebook.com": "u"}
_SAFE: Final = ".safelinks.protection.outlook.com"


def settle_styles(root: Any, ledger: Ledger) -> None:
    """Write what classes and addresses mean into the elements of a page, in place."""
    classes = _declarations(root)
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        names = (element.get("class") or "").split()
        found: dict[str, str] = {}
        for name in names:
            found |= classes.get(name, {})
        found |= _inline(element.get("style") or "")
        if element.tag in _RUNNING and found:
            _mark(element, found)
        elif element.tag == "p" and (role := _role(names)):
            _name_style(element, role)
        if element.tag == "a":
            _unwrap(element, ledger)
    _nest_lists(root)


def _declarations(root: Any) -> dict[str, dict[str, str]]:
    """The declarations of each class for which a sheet of the page has a rule of its own."""
    found: dict[str, dict[str, str]] = {}
    for sheet in root.iter("style"):
        rules = _parse_sheet(sheet.text or "", skip_comments=True, skip_whitespace=True)
        for rule in rules:
            if rule.type != "qualified-rule":
                continue
            declared = _inline(_written(rule.content))
            for selector in _written(rule.prelude).split(","):
                if match := _CLASS.fullmatch(selector.strip()):
                    found.setdefault(match[1], {}).update(declared)
    return found


def _inline(style: str) -> dict[str, str]:
    declared = _parse_block(style, skip_comments=True, skip_whitespace=True)
    return {
        one.lower_name: _written(one.value).strip().lower()
        for one in declared
        if one.type == "declaration"
    }


def _mark(element: Any, found: dict[str, str]) -> None:
    """Put the marks that declarations mean inside an element, and keep its look on it."""
    tags = []
    weight = found.get("font-weight", "")
    if weight == "bold" or (weight.isdigit() and int(weight) >= 600):
        tags.append("strong")
    if found.get("font-style") == "italic":
        tags.append("em")
    tags += {"super": ["sup"], "sub": ["sub"]}.get(found.get("vertical-align", ""), [])
    if "line-through" in found.get("text-decoration", found.get("text-decoration-line", "")):
        tags.append("s")
    if found.get("background-color", "transparent") not in {
        "transparent", "inherit", "initial", "#fff", "#ffffff", "white",
    }:  # fmt: skip
        tags.append("mark")
    kept = "; ".join(f"{name}: {found[name]}" for name in _KEPT if name in found)
    if kept:
        element.set("style", kept)
    if found.get("font-variant") == "small-caps":
        element.set("class", "smallcaps")
    for tag in tags:
        inner = element.makeelement(tag, {})
        inner.text, element.text = element.text, None
        inner.extend(list(element))
        element.append(inner)


def _role(names: list[str]) -> str:
    return next((one.title() for one in names if one in {"title", "subtitle"}), "")


def _name_style(paragraph: Any, style: str) -> None:
    around = paragraph.makeelement("div", {"data-custom-style": style})
    around.tail, paragraph.tail = paragraph.tail, None
    paragraph.getparent().replace(paragraph, around)
    around.append(paragraph)


def _unwrap(link: Any, ledger: Ledger) -> None:
    address = link.get("href") or ""
    real = _unwrapped(address)
    if real != address:
        link.set("href", real)
        ledger.change(0, address, f"address that counts its readers became {real}")


def _unwrapped(address: str) -> str:
    """The address behind one that only counts who follows it."""
    parts = urlsplit(address) if address.startswith("http") and len(address) < 4000 else None
    if parts is None:
        return address
    key = "url" if (parts.hostname or "").endswith(_SAFE) else _WRAPPED_BY.get(parts.hostname or "")
    if key is None or (key != "url" and parts.path not in {"/url", "/l.php"}):
        return address
    return next(iter(parse_qs(parts.query).get(key, ())), address)


def _nest_lists(root: Any) -> None:
    """Put each list whose class gives it a depth into the last item of the list before it."""
    for one in list(root.iter("ul", "ol")):
        depth = _depth(one)
        before = one.getprevious()
        if (
            depth is None
            or before is None
            or before.tag not in {"ul", "ol"}
            or (before.tail or "").strip()
        ):
            continue
        top = _depth(before)
        if top is None:
            continue
        if (
            depth == 0
            and "start" not in (one.get("class") or "").split()
            and top == 0
            and _kix(one) == _kix(before)
        ):
            before.extend(list(one))
            before.tail = one.tail
            one.getparent().remove(one)
        elif depth > 0:
            _put_into(before, one, depth)


def _put_into(top: Any, one: Any, depth: int) -> None:
    target = top
    for _ in range(depth - 1):
        items = target.findall("li")
        lists = [inner for inner in items[-1] if inner.tag in {"ul", "ol"}] if items else []
        if not lists:
            break
        target = lists[-1]
    items = target.findall("li")
    if not items:
        return
    top.tail = one.tail
    one.tail = None
    inside = [inner for inner in items[-1] if inner.tag in {"ul", "ol"}]
    if inside and _depth(inside[-1]) == depth:
        inside[-1].extend(list(one))
        one.getparent().remove(one)
    else:
        items[-1].append(one)


def _depth(element: Any) -> int | None:
    match = _LIST.search(element.get("class") or "")
    return int(match[2]) if match else None


def _kix(element: Any) -> str:
    match = _LIST.search(element.get("class") or "")
    return match[1] if match else ""
