"""Real files that inputs are made from: the notes in `source` and `tests/notes`, and our style."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fuzz.mutation import TextMutator

ROOT = Path(__file__).parents[3]
MINIMAL = ROOT / "tests" / "notes" / "minimal"
FILES = ROOT / "tests" / "fuzz" / "files"
_NOTES = (ROOT / "source" / "notes", ROOT / "tests" / "notes")


@cache
def texts(pattern: str) -> tuple[str, ...]:
    """The files of all notes that match a pattern, as texts, the same ones on every machine."""
    found = (path for folder in _NOTES for path in sorted(folder.rglob(pattern)))
    return tuple(path.read_text("utf-8", "replace") for path in found)


@cache
def contents(pattern: str, largest: int = 100_000) -> tuple[bytes, ...]:
    """The files of all notes that match a pattern, without very large ones."""
    found = (path for folder in _NOTES for path in sorted(folder.rglob(pattern)))
    return tuple(
        content for path in found if len(content := path.read_bytes()) <= largest and content
    )


@cache
def sample(name: str) -> bytes:
    """A file made for this: it has some of everything."""
    return (FILES / name).read_bytes()


@cache
def minimal() -> dict[str, bytes]:
    """The files of the minimal note by path."""
    return {
        path.relative_to(MINIMAL).as_posix(): path.read_bytes()
        for path in sorted(MINIMAL.rglob("*"))
        if path.is_file()
    }


YAML_TOKENS = (
    *("\n", "\n  ", "\n- ", "- ", ": ", ":", ",", "{", "}", "[", "]", "&a ", "*a", "!!str ", "!!"),
    *("|\n", ">\n", "|2-\n", '"', "'", "#", " #", "title: ", "name", "en: ", "id: ", "people:\n"),
    *("participants:\n", "observers:\n", "null", "~", "true", "no", "12", "2024-02-30", "---\n"),
    *("...\n", "? ", "? [a]\n: b\n", "<<: ", "%YAML 1.1\n", "@", "`", "language: ", "zh-Hans: "),
    *("published: ", "\\x", "\\u12", "http://[", "https://x.example/é", "mailto:a@b", "\ufeff"),
    *("urn:uuid:", "10.5555/1", "978-0-306-40615-7", "0000-0002-1825-0097", "xx-YY", "i-klingon"),
    *("- - - ", "[[[", "{a: {b: {c: ", "key: |\n    x\n   y\n", '"\\U00110000"', "!<tag> ", "%"),
)
"""What means something in YAML and in the files of a note."""

MARKDOWN_TOKENS = (
    *("# ", "## ", "### ", "#### ", "\n", "\n\n", "- ", "1. ", "99999999999. ", "> ", "    ", "\t"),
    *("```\n", "~~~\n", "---\n", "***\n", "===\n", "*", "**", "***", "_", "`", "``", "[", "]", "("),
    *(")", "](", "![", "![]()", "{", "}", "{}", "{.key}", "{.pull}", "{#a}", "{#a #b}", "{.x c=d}"),
    *("{lang=zh-Hans}", "{lang=}", '{short="', "{a=", "[x]{.key}", "[x]{.pull .key}", "[^1]"),
    *("[^1]: ", "[^2]: x", "[^a b]", "^[x]", "<b>", "</b>", "<!-- ", " -->", "<script>", "<a@b.c>"),
    *(
        "|",
        "| a | b |\n|---|---|\n",
        "|---|",
        "| c |\n",
        "\\",
        '"',
        "'",
        "&amp;",
        "&#0;",
        "&#xD800;",
    ),
    *("https://example.org/", "http://[", "[a]: <", "[a][b]", "#a", "figures/river.svg", "~", "^"),
    *(
        "figures/../x.png",
        "data:,",
        "javascript:x",
        "美人",
        "。",
        "A sentence. ",
        ":::\n",
        "$",
        "{{",
    ),
    *(
        "- [ ] ",
        "Term\n: x\n",
        "\\\n",
        "  \n",
        "[x]{.key}\n\n",
        "{=html}",
        "`x`{=tex}",
        "...",
        "--",
    ),
)
"""What means something in Markdown as notes use it."""


@cache
def yaml_mutator(name: str) -> TextMutator:
    """The mutator of one of the YAML files."""
    return TextMutator(texts(name), YAML_TOKENS, longest=6000)


@cache
def markdown_mutator(longest: int) -> TextMutator:
    """The mutator of Markdown texts."""
    return TextMutator(texts("*.md"), MARKDOWN_TOKENS, longest)
