"""A note for a translator as a PO file of GNU gettext."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.translating.files.exchange import described
from pipeline.translating.files.tags import tag_of, with_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.translating.files.exchange import Item, Package, Segment

MARK: Final = "notepress-translation: "
"""What begins the comment that says which translation a message had."""

_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPED: Final = re.compile(r'[\\"\n\t\r]')
_WIDTH: Final = 76
_WORD: Final = re.compile(r"\S*\s*")


def write_po(package: Package, plural_forms: str) -> bytes:
    """The file, with the same bytes for the same note. ``plural_forms`` are for its header."""
    blocks = [_header(package, plural_forms)]
    for item in package.items:
        for number, segment in enumerate(item.segments, 1):
            blocks.append("\n".join(_message(item, segment, number)))
    return ("\n\n".join(blocks) + "\n").encode()


def _header(package: Package, plural_forms: str) -> str:
    date = f"{package.date} 00:00+0000"
    fields = {
        "Project-Id-Version": package.note,
        "POT-Creation-Date": date,
        "PO-Revision-Date": date,
        "Last-Translator": "",
        "Language-Team": package.target_language,
        "Language": package.target_language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms,
        "X-Generator": "notepress",
        "X-Source-Language": package.source_language,
        "X-Target-Language": package.target_language,
    }
    lines = [f'"{_escape(f"{name}: {value}")}\\n"' for name, value in fields.items()]
    return "\n".join(['msgid ""', 'msgstr ""', *lines])


def _message(item: Item, segment: Segment, number: int) -> Iterator[str]:
    unit = item.unit
    yield f"#. {_comment(described(unit))}"
    for code in segment.source.codes:
        if code.role != "close":
            yield f"#. {tag_of(code)} {code.kind}: {_comment(code.shown)}"
    if item.mark:
        yield f"#. {MARK}{item.mark}"
    yield f"#: {unit.path}:{unit.line}"
    if segment.target is not None and not item.is_ready:
        yield "#, fuzzy"
    if item.previous is not None:
        yield from (f"#| {line}" for line in _field("msgid", with_tags(item.previous)))
    parts = f"#{number}" if len(item.segments) > 1 else ""
    yield from _field("msgctxt", f"{unit.key}{parts}")
    yield from _field("msgid", with_tags(segment.source))
    yield from _field("msgstr", "" if segment.target is None else with_tags(segment.target))


def _comment(text: str) -> str:
    return " ".join(text.split())


def _field(name: str, text: str) -> Iterator[str]:
    """Yield the lines of a field; a long text is broken after spaces."""
    escaped = _escape(text)
    if len(escaped) + len(name) <= _WIDTH:
        yield f'{name} "{escaped}"'
        return
    yield f'{name} ""'
    line = ""
    for word in _WORD.findall(escaped):
        if line and len(line) + len(word) > _WIDTH:
            yield f'"{line}"'
            line = ""
        line += word
    if line:
        yield f'"{line}"'


def _escape(text: str) -> str:
    return _ESCAPED.sub(lambda match: _ESCAPES[match[0]], text)
