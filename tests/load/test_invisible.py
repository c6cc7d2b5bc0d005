"""Characters that no text may hold are found where they stand, in whatever file of a note."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.findings import Finding
from pipeline.invisible import (
    INVISIBLE,
    RIGHT_TO_LEFT,
    SOFT_HYPHEN,
    find_invisible,
    without_invisible,
)
from pipeline.load import load_note

MINIMAL = Path(__file__).parent.parent / "notes" / "minimal"
FILES = {
    path.relative_to(MINIMAL).as_posix(): path.read_text("utf-8")
    for path in sorted(MINIMAL.rglob("*"))
    if path.is_file()
}
RIGHT_TO_LEFT_LETTERS = re.compile(f"[{RIGHT_TO_LEFT}]")
KEPT: dict[str, bytes] = {}

# What XML 1.0 or YAML 1.1 cannot hold, and the other noncharacters of Unicode.
FORBIDDEN = st.one_of(
    st.integers(0, 8).map(chr),
    st.sampled_from([0x0B, 0x0C, 0x7F, 0x85, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF]).map(chr),
    st.integers(0x0E, 0x1F).map(chr),
    st.integers(0xFDD0, 0xFDEF).map(chr),
    st.builds(lambda plane: chr(plane << 16 | 0xFFFE), st.integers(1, 16)),
    st.builds(lambda plane: chr(plane << 16 | 0xFFFF), st.integers(1, 16)),
)


class Memory:
    """A cache shared by all examples: only what an example changes is parsed."""

    def get(self, key: str) -> bytes | None:
        return KEPT.get(key)

    def put(self, key: str, content: bytes) -> None:
        KEPT[key] = content


def findings(path: str, content: bytes) -> tuple[Finding, ...]:
    """The findings of the minimal note with one file changed."""
    with tempfile.TemporaryDirectory() as target:
        for name, text in FILES.items():
            file = Path(target) / "note" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if name == path else text.encode())
        try:
            load_note(Path(target) / "note", Memory())
        except SourceError as error:
            return error.findings
    return ()


@pytest.mark.slow
@settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.data(), st.sampled_from(sorted(FILES)), FORBIDDEN)
def test_any_such_character_anywhere(data: st.DataObject, path: str, character: str) -> None:
    text = FILES[path]
    at = data.draw(st.integers(1, len(text)))
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)

    found = findings(path, (text[:at] + character + text[at:]).encode())

    places = [one.place for one in found if one.code == "N153"]
    assert [(one.path, one.line, one.column) for one in places] == [(path, line, column)]


@pytest.mark.parametrize("path", sorted(FILES))
def test_half_a_pair_is_no_utf8(path: str) -> None:
    found = findings(path, (FILES[path] + "\ud800").encode("utf-8", "surrogatepass"))

    assert {one.code for one in found} & {"N152", "N108"}


@pytest.mark.parametrize("named", ["&#7;", "&#xFFFF;", "&#x1fffe;", "&shy;", "&#x200b;"])
def test_one_that_is_named_in_markdown(named: str) -> None:
    text = FILES["text/introduction.md"] + f"\n\nGates are{named} heavy.\n"

    (found,) = findings("text/introduction.md", text.encode())

    assert found.code == "N153"
    assert found.place.text[found.place.column - 1 :].startswith(named)


def test_one_that_is_named_in_code_stays_code() -> None:
    text = FILES["text/introduction.md"] + "\n\nWrite `&shy;` & `&#7;`.\n"

    assert findings("text/introduction.md", text.encode()) == ()


@pytest.mark.parametrize(
    "character", ["é", "美", "\U0001f642", "\u00a0", "\u202f", "\u200c", "\u200d"]
)
def test_characters_that_show_or_spell_are_let_be(character: str) -> None:
    assert INVISIBLE.search(character) is None


@pytest.mark.parametrize("allowed", ["", SOFT_HYPHEN])
def test_every_one_is_found_wherever_it_stands(allowed: str) -> None:
    ends = (
        code for plane in range(1, 17) for code in range((plane << 16) + 0xFFF0, plane + 1 << 16)
    )
    everything = "".join(map(chr, (*range(0x10100), *range(0xDFF00, 0xE0100), *ends)))
    everything = RIGHT_TO_LEFT_LETTERS.sub("", everything)
    expected = [one for one in INVISIBLE.findall(everything) if one not in allowed]

    assert [everything[at] for at, _ in find_invisible(everything, allowed)] == expected
    assert [one for one in map(chr, range(128)) if [*find_invisible(one)]] == [
        one for one in expected if one.isascii()
    ]
    shown = without_invisible(everything, allowed)
    assert [old for old, new in zip(everything, shown, strict=True) if old != new] == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("العدد \u200e−26 هنا\u200f.", []),
        ("قال \u2066yes \u2067لا\u2069\u2069 ثم", []),
        ("قال \u2066yes\n\nلا\u2069", [4, 12]),
        ("قال \u2066yes\nلا\u2069", []),
        ("لا\u2069 ثم \u2068", [2, 7]),
        ("plain \u200eEnglish", [6]),
        ("\u200eEnglish\n\nعربي\u200e", [0]),
        ("قال \u202eyes\u202c", [4, 8]),
    ],
)
def test_marks_of_direction_are_allowed_where_they_are_needed(text: str, found: list[int]) -> None:
    assert [place for place, _ in find_invisible(text)] == found
    kept = without_invisible(text)
    assert [place for place, sign in enumerate(kept) if sign != text[place]] == found


@pytest.mark.parametrize("text", ["می\u200cروم", "क्\u200dष और क्\u200cष"])
def test_joiners_are_letters_of_their_words(text: str) -> None:
    assert list(find_invisible(text)) == []
