"""The faces that a style brings: the ``@font-face`` rules of its tokens, and their files."""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from pipeline.findings import Finding, Place
from pipeline.house_style.font_tables import BadFontError, read_facts
from pipeline.house_style.own_face import OwnFace
from pipeline.workspace import FONT_PACKAGE, FONT_SUFFIXES, package_font

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.house_style.families import Families
    from pipeline.house_style.files import StyleFiles

TOKENS: Final = "tokens.css"
"""Path of the tokens in a style folder, where faces are declared as well."""

MOST_FACES: Final = 64
"""The most faces of a style folder: each is read, and may be large."""

_RULE: Final = "@font-face"
_EXAMPLE: Final = (
    '@font-face { font-family: "House Sans"; src: url("fonts/house-sans.woff2"); '
    "font-weight: 400; font-style: normal; }"
)
_WEIGHTS: Final = {"normal": 400.0, "bold": 700.0}
# Said of a font for browsers; a page has no use for them.
_IGNORED: Final = frozenset({"font-display", "unicode-range"})
_READ: Final = frozenset({"font-family", "src", "font-weight", "font-style"})
_OURS: Final = "Note "

# The bits of fsType (OpenType, OS/2): what the maker of a font permits.
_RESTRICTED: Final = 0x0002
_PREVIEW: Final = 0x0004
_EDITABLE: Final = 0x0008
_WHOLE: Final = 0x0100
_BITMAPS: Final = 0x0200


class _RefusedError(Exception):
    """A rule that cannot be used: message, hint, and the declaration at fault."""

    def __init__(self, message: str, hint: str = "", node: Any = None) -> None:
        super().__init__(message)
        self.hint, self.node = hint, node


def read_faces(files: StyleFiles, folder: Path) -> tuple[tuple[OwnFace, ...], tuple[Finding, ...]]:
    """The faces that the tokens of a folder declare, and findings about them."""
    faces: list[OwnFace] = []
    findings: list[Finding] = []
    rules = _rules(files.texts.get(TOKENS, ""))
    if len(rules) > MOST_FACES:
        message = f"there are {len(rules)} faces, and a style has at most {MOST_FACES}"
        place = _place(rules[MOST_FACES], files)
        findings.append(Finding("N516", message, place, "declare those that tokens name"))
    for rule in rules[:MOST_FACES]:
        try:
            face, told = _read(rule, files, folder)
        except _RefusedError as error:
            place = _place(error.node or rule, files)
            findings.append(Finding("N516", str(error), place, error.hint))
        else:
            faces.append(face)
            findings.extend(told)
    return tuple(faces), tuple(findings)


def declared_families(css: str) -> set[str]:
    """The families that tokens declare, whether or not their files can be used."""
    given = (node for rule in _rules(css) for node in _declarations(rule))
    return {_joined(node) for node in given if node.lower_name == "font-family"}


def unused_faces(faces: Sequence[OwnFace], families: Families) -> Iterator[Finding]:
    """Yield a warning for each family that no token names."""
    used = {name for order in families.of_role.values() for name in order}
    for family, face in {face.family: face for face in faces}.items():
        if family not in used:
            message = f"no token names the face {family}, so nothing is set in it"
            hint = f'name it in one of --serif, --display, --sans, --mono and --han: "{family}"'
            yield Finding("N518", message, face.place, hint, severity="warning")


def without_faces(css: str) -> str:
    """A style sheet without its ``@font-face`` rules; editions have rules for subsets instead."""
    if _RULE not in css.lower():
        return css
    rules = _css().parse_stylesheet(css)
    kept = [rule for rule in rules if not _is_face(rule)]
    return str(_css().serialize(kept))


def _css() -> Any:
    # Untyped, and only needed if a style has faces of its own.
    return import_module("tinycss2")


def _is_face(rule: Any) -> bool:
    return bool(rule.type == "at-rule" and rule.lower_at_keyword == "font-face")


def _rules(css: str) -> list[Any]:
    if _RULE not in css.lower():
        return []
    rules = _css().parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return [rule for rule in rules if _is_face(rule) and rule.content is not None]


def _declarations(rule: Any) -> list[Any]:
    parse = _css().parse_blocks_contents
    inside = parse(rule.content, skip_comments=True, skip_whitespace=True)
    return [node for node in inside if node.type == "declaration"]


def _place(node: Any, files: StyleFiles) -> Place:
    length = len(node.name) if node.type == "declaration" else len(_RULE)
    return files.place_at(TOKENS, node.source_line, node.source_column, length)


def _read(rule: Any, files: StyleFiles, folder: Path) -> tuple[OwnFace, list[Finding]]:
    given = {node.lower_name: node for node in _declarations(rule)}
    for name, node in given.items():
        if name not in _READ | _IGNORED:
            raise _RefusedError(f"{name} is not read in @font-face", _EXAMPLE, node)
    for name in ("font-family", "src"):
        if name not in given:
            raise _RefusedError(f"this @font-face has no {name}", _EXAMPLE)
    family = _family(given["font-family"])
    source, content = _content(given["src"], folder)
    try:
        facts = read_facts(content)
    except BadFontError as error:
        hint = str(error.args[1]) if len(error.args) > 1 else "fetch the file again"
        raise _RefusedError(
            f"{source} cannot be used: {error.args[0]}", hint, given["src"]
        ) from error
    own = next((axis for axis in facts.axes if axis.tag == "wght"), None)
    weights = (own.least, own.most) if own else (float(facts.weight),) * 2
    if (node := given.get("font-weight")) is not None:
        weights = _weights(node)
    style = given.get("font-style")
    face = OwnFace(
        family=family,
        weights=weights,
        italic=facts.italic if style is None else _is_italic(style),
        axes=facts.axes,
        digest=hashlib.sha256(content).hexdigest(),
        content=content,
        place=_place(rule, files),
        has_small_capitals=facts.has_small_capitals,
        blocks=facts.blocks,
    )
    return face, _told_of_rights(facts.rights, source, given["src"], files)


def _family(node: Any) -> str:
    family = _joined(node)
    if not family or '"' in family or "\\" in family:
        raise _RefusedError("the family has no name", 'font-family: "House Sans"', node)
    if family.startswith(_OURS):
        message = f"{family} is a name of the faces that come with notepress"
        raise _RefusedError(message, "give your own another name, and use it in a token", node)
    return family


def _joined(node: Any) -> str:
    """The name of a family, in quotation marks or as words; none if it is neither."""
    words = [one for one in node.value if one.type not in {"whitespace", "comment"}]
    if [one.type for one in words] == ["string"] or all(one.type == "ident" for one in words):
        return " ".join(str(one.value) for one in words).strip()
    return ""


def _content(node: Any, folder: Path) -> tuple[str, bytes]:
    """The address and the content of the first file named that there is."""
    hint = 'name a file of the style folder: src: url("fonts/house-sans.woff2")'
    why = "this names no file"
    for source in _addresses(node.value):
        if (":" in source and not source.startswith(FONT_PACKAGE)) or source.startswith("//"):
            why = f"{source[:60]} is an address, and notepress downloads nothing"
            hint = (
                f"put the file into styles/fonts, or name it in a package: {FONT_PACKAGE}NAME/FILE"
            )
            continue
        try:
            return source, _read_file(source, folder)
        except FileNotFoundError as error:
            is_file = not source.startswith(FONT_PACKAGE)
            why = f"there is no font {source[:80]}"
            hint = "write the path from tokens.css" if is_file else str(error)
        except ValueError as error:
            why, hint = f"{source[:60]} {error}", "put the file into styles/fonts"
        except OSError as error:
            why, hint = f"{source[:60]} cannot be read: {error.strerror}", "check its permissions"
    raise _RefusedError(why, hint, node)


def _read_file(source: str, folder: Path) -> bytes:
    if source.startswith(FONT_PACKAGE):
        return package_font(source).read_bytes()
    if PurePosixPath(source).suffix not in FONT_SUFFIXES:
        raise ValueError("is no file in WOFF2, TTF or OTF")
    path = folder / source
    if not path.is_file():
        raise FileNotFoundError(source)
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ValueError("is outside the style folder")
    return path.read_bytes()


def _addresses(values: Sequence[Any]) -> Iterator[str]:
    for value in values:
        if value.type == "url":
            yield str(value.value)
        elif value.type == "function" and value.lower_name == "url":
            yield from (str(one.value) for one in value.arguments if one.type == "string")


def _weights(node: Any) -> tuple[float, float]:
    found = []
    for one in node.value:
        if one.type == "number" and 1 <= one.value <= 1000:
            found.append(float(one.value))
        elif one.type == "ident" and one.lower_value in _WEIGHTS:
            found.append(_WEIGHTS[one.lower_value])
        elif one.type not in {"whitespace", "comment"}:
            found = []
            break
    if not 1 <= len(found) <= 2 or found[0] > found[-1]:
        hint = "use one from 1 to 1000, or two for a variable font: font-weight: 200 900"
        raise _RefusedError("this is no weight", hint, node)
    return found[0], found[-1]


def _is_italic(node: Any) -> bool:
    words = [one.lower_value for one in node.value if one.type == "ident"]
    if words in (["italic"], ["normal"]):
        return words == ["italic"]
    if words[:1] == ["oblique"]:
        return True
    raise _RefusedError("font-style is normal or italic", "font-style: italic", node)


def _told_of_rights(rights: int, source: str, node: Any, files: StyleFiles) -> list[Finding]:
    """What the maker of a font does not permit. Where several bits are set, the widest counts."""
    if rights & _RESTRICTED and not rights & (_PREVIEW | _EDITABLE):
        message = f"{source} may not be embedded: its maker has restricted it (fsType {rights})"
        hint = "ask its maker for a file that may be embedded, or use another font"
        raise _RefusedError(message, hint, node)
    if rights & (_WHOLE | _BITMAPS):
        what = "a part of it" if rights & _WHOLE else "its outlines"
        message = f"{source}: its maker does not permit to embed {what} (fsType {rights})"
        hint = "ask its maker for a file that permits it: editions have the glyphs they use"
        raise _RefusedError(message, hint, node)
    if rights & _PREVIEW and not rights & _EDITABLE:
        message = f"{source} may be embedded to view and print (fsType {rights})"
        hint = "the web edition and the EPUB contain it too: see that its licence permits them"
        return [Finding("N517", message, _place(node, files), hint, severity="warning")]
    return []
