"""Whatever stands in the files, loading gives a note or findings that point into them."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.load import load_note

pytestmark = pytest.mark.slow

MINIMAL = Path(__file__).parent.parent / "notes" / "minimal"
FILES = {
    path.relative_to(MINIMAL).as_posix(): path.read_bytes()
    for path in sorted(MINIMAL.rglob("*"))
    if path.is_file()
}
KEPT: dict[str, bytes] = {}

MARKUP = st.sampled_from(
    [
        *("# ", "## ", "### ", "#### ", "\n", "\n\n", "- ", "1. ", "> ", "    ", "\t", "```\n"),
        *(
            "---\n",
            "***\n",
            "*",
            "**",
            "_",
            "`",
            "[",
            "]",
            "(",
            ")",
            "](",
            "![",
            "{",
            "}",
            "{.key}",
        ),
        *("{.pull}", "{#a}", "{.x #b c=d}", "{lang=zh-Hans}", "{lang=fr}", "[^1]", "[^1]: "),
        *("[^2]: ", "<b>", "</b>", "<!-- ", " -->", "<script>", "|", "| a | b |\n|---|---|\n"),
        *("\\", '"', "'", "&amp;", "&#0;", "https://example.org/", "#a", "figures/river.svg"),
        *("美人", "。", "A sentence. ", "word ", "\u202e", "\u00a0", "é", "🙂", "~", "^", ":::\n"),
        *("$", "\r", "\r\n"),
    ]
)
YAML = st.sampled_from(
    [
        *("\n", "\n  ", "\n- ", "- ", ": ", ":", ",", "{", "}", "[", "]", "&a ", "*a", "!!str "),
        *("|\n", ">\n", '"', "'", "#", "title", "name", "en", "id", "people", "participants"),
        *("observers", "null", "~", "true", "12", "2024-02-30", "\t", "---\n", "...\n", "? "),
        *("<<: ", "%YAML 1.1\n", "美", "\u2028", "\x00", "@", "`", "🙂", "language", "published"),
        *("subjects", "\r"),
    ]
)

QUICK = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


class Memory:
    """A cache shared by all examples: only what an example changes is parsed."""

    def get(self, key: str) -> bytes | None:
        return KEPT.get(key)

    def put(self, key: str, content: bytes) -> None:
        KEPT[key] = content


def check(changed: dict[str, bytes]) -> None:
    """Load the minimal note with some files changed, and look at each finding's place."""
    files = {**FILES, **changed}
    with tempfile.TemporaryDirectory() as target:
        folder = Path(target) / "note"
        for path, content in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        try:
            load_note(folder, Memory())
        except SourceError as error:
            findings = error.findings
        else:
            return
    assert findings
    for finding in findings:
        place = finding.place
        if place.line == 0:
            continue
        text = files[place.path].decode("utf-8-sig", "replace")
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert place.column - 1 + place.length <= max(len(lines[place.line - 1]), place.column)


@QUICK
@given(st.lists(MARKUP, max_size=40).map("".join))
def test_any_markup_in_a_theme(markup: str) -> None:
    text = f"---\nlead: A lead.\n---\n\n# Theme\n\n{markup}"
    check({"text/2-other-points.md": text.encode()})


@QUICK
@given(st.lists(MARKUP, max_size=40).map("".join))
def test_any_markup_as_a_whole_file(markup: str) -> None:
    check({"text/2-other-points.md": markup.encode(), "text/introduction.md": markup.encode()})


@QUICK
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    check({"text/introduction.md": text.encode("utf-8", "surrogatepass")})


@QUICK
@given(st.lists(YAML, max_size=30).map("".join))
def test_any_yaml(yaml: str) -> None:
    check({"people.yaml": yaml.encode(), "note.yaml": yaml.encode(), "imprint.yaml": yaml.encode()})


@QUICK
@given(st.data())
def test_any_change_of_good_metadata(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["note.yaml", "people.yaml", "imprint.yaml"]))
    content = FILES[name].decode()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 40)))
    inserted = data.draw(st.lists(YAML, max_size=3).map("".join))
    check({name: (content[:start] + inserted + content[end:]).encode()})


@QUICK
@given(st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    check({"note.yaml": content, "text/1-sharing.md": content, "figures/river.svg": content})


def test_of_each_file_the_first_hundred_findings_are_shown() -> None:
    with tempfile.TemporaryDirectory() as target:
        folder = Path(shutil.copytree(MINIMAL, Path(target) / "note"))
        (folder / "text/introduction.md").write_text("# A\n\n" + "<b>\n\n" * 150, "utf-8")
        with pytest.raises(SourceError) as caught:
            load_note(folder)

    findings = caught.value.findings
    assert len(findings) == 101
    assert findings[-1].code == "N159"
    assert findings[-1].message == "50 more findings in text/introduction.md are not shown"


@pytest.mark.parametrize(
    "text",
    [
        "[^" * 10_000,
        "\n".join(f"[^{n}]: x" for n in range(10_000)),
        "\u202e" * 50_000,
        "| a | b |\n|---|---|\n" + "| c |\n" * 5_000,
        "美 " * 10_000,
    ],
    ids=["calls", "definitions", "controls", "rows", "chinese"],
)
def test_large_hostile_files_come_to_an_end(text: str) -> None:
    check({"text/introduction.md": f"# A\n\n{text}\n".encode()})
