"""HTML in a Markdown manuscript is read as HTML: none of its words is left behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from imported import Importer, Result

from pipeline.importing.markup.raw_html import read_raw_html
from pipeline.importing.markup.trees import flat_text
from pipeline.pandoc import run_pandoc

MANUSCRIPTS = Path(__file__).parent / "manuscripts"
MIXED = """\
---
title: Gates
---

# The *upper*<br>gate

It was **H<sub>2</sub>O** and <kbd>Ctrl</kbd> and <u>under *both*</u>.<!-- Ask the miller. -->

<details>
<summary>The <b>older</b> gates</summary>

Before 1900 there were *two*.[^a]

| gate | width |
|------|-------|
| old  | 3     |

</details>

<table>

<tr>

<td>Amber<br/>weir</td><td>

**412** and a list

</td></tr>

<tr><td><ul><li>first</li><li>second</li></ul></td><td>5 <code>x *y*</code></td></tr>
</table>

| sluice | keeper |
|--------|--------|
| a<br>b | <ul><li>Ada</li><li>Ben</li></ul> |

<iframe src="https://mill.example/map">A map</iframe>

- one <b>bold
- two</b>

<table><tr><td><table><tr><td>inner 1</td><td>inner 2</td></tr>
</table></td><td>Outer</td></tr></table>

<p>Last &lt;words&gt; <input type="checkbox" checked> done</p>

[^a]: So says <i>the book</i>.
"""


def text_of(result: Result) -> str:
    return "\n".join(result.file(f"text/{one.name}") for one in result.folder.glob("text/*.md"))


def test_what_stood_in_html_is_text(bring_in: Importer) -> None:
    result = bring_in(MANUSCRIPTS / "rawhtml.md")
    text = text_of(result)

    assert "The whole paragraph stands behind a break" in text
    assert "A paragraph in HTML." in text
    assert "| River | Flow |\n| --- | --- |\n| Amber | 412 |" in text
    assert "- point one\n- point two" in text
    assert "### HTML heading" in text
    assert result.report.left_out == ()


@pytest.mark.slow
def test_html_and_markdown_inside_one_another(tmp_path: Path, bring_in: Importer) -> None:
    path = tmp_path / "mill.md"
    path.write_text(MIXED, "utf-8")

    result = bring_in(path)
    text = text_of(result)

    assert "**H~2~O** and Ctrl and *under both*." in text
    assert "The older gates" in text
    assert "Before 1900 there were *two*.[^" in text
    assert "| old | 3 |" in text
    assert "| Amber    | **412** and a list |" in text
    assert "| weir     |                    |" in text
    assert "So says *the book*." in text
    assert "- one **bold**" in text
    assert "inner 1" in text
    assert "Last \\<words> ☒ done" in text
    assert "comment in the manuscript, which a reader does not see: Ask the miller." in (
        result.left_out
    )
    assert "page inside the page, which a note cannot show: https://mill.example/map A map" in (
        result.left_out
    )


@pytest.mark.parametrize(
    "markdown",
    [
        "<ul>\n\n**loose** words\n\n</ul>",
        "<select>\n\n*chosen*\n\n</select>",
        "<pre>\n\n*typed*\n\n</pre>",
        "<code>a *b* c</code>",
        "</div></div>\n\n*after*\n\n<div>",
        "<table>\n\n*stray*\n\n<tr><td>cell</td></tr></table>",
        "<svg><text>\n\n*drawn*\n\n</text></svg>",
    ],
)
def test_markdown_in_places_without_text_stays(markdown: str) -> None:
    reader = ["--from=commonmark+raw_html", "--to=json"]
    document = json.loads(run_pandoc(reader, markdown.encode()))

    told = read_raw_html(document)

    wanted = markdown.replace("\n", " ").replace("*", "").split(">")
    words = {word for part in wanted for word in part.partition("<")[0].split()}
    found = flat_text(document["blocks"]) + " ".join(text for text, _ in told)
    assert {word for word in words if word not in found} == set()
    assert "\uf8e0" not in json.dumps(document, ensure_ascii=False)


def test_a_tree_without_html_is_left_as_it_is() -> None:
    document = json.loads(run_pandoc(["--from=commonmark", "--to=json"], b"# A\n\nb *c*\n"))
    before = json.dumps(document)

    assert read_raw_html(document) == []
    assert json.dumps(document) == before
