"""Web pages as browsers save them and as Google Docs writes them become what they mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from imported import Importer, Result

from pipeline.importing.ledger import Ledger
from pipeline.importing.markup.web_page import prepare_page

DOCS = """\
<html><head><title>Gates</title><style>@import url('x');.c1{font-weight:700}.c2{font-style:italic}
.c3{vertical-align:sub}.c4{vertical-align:super}.c5{text-decoration:line-through}
.title{font-size:26pt}.c6{font-weight:400;color:#000000}</style></head><body class="doc-content">
<p class="c6 title"><span class="c6">Gates of the mill</span></p>
<p class="c6 subtitle"><span>What the keepers say</span></p>
<h1 id="h.1"><span class="c6">The upper gate</span></h1>
<p><span class="c6">It is </span><span class="c1">closed</span><span> at </span>
<span class="c2">dusk</span><span>, as H</span><span class="c3">2</span><span>O is.</span>
<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><sup>
<a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>
<a href="https://www.google.com/url?q=https://mill.example/a%3Fb%3D1&amp;sa=D">The book</a>
 says so.</p>
<ul class="lst-kix_a-0 start"><li>oak</li><li>iron</li></ul><ul class="lst-kix_a-1 start">
<li>from the hills</li></ul><ul class="lst-kix_a-2 start"><li>of the north</li></ul>
<ul class="lst-kix_a-0"><li>stone</li></ul>
<h1 id="h.2">The lower gate</h1><p>Nobody shuts it.</p>
<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> By the <b>miller</b>.</span></p></div>
<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Is it so?</span></p></div></body></html>
"""
SAVED = """\
<!DOCTYPE html><html lang="en-GB"><head><title>Gates of the mill | The Mill Times</title>
<script>var words = "none";</script></head><body>
<div class="cookie-banner">We use cookies. <button>Accept</button></div>
<header><a href="/">The Mill Times</a></header><nav><ul><li>Home</li><li>About</li></ul></nav>
<main><article><header><h1>Gates of the mill</h1></header>
<h2>The upper gate</h2><p>The upper gate is closed at dusk by the miller, and opened again
at dawn by his son.<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup></p>
<p hidden>Not to be seen.</p><aside><p>Read also: <a href="/w">All of the weirs</a></p></aside>
<form><label>Search</label><input type="text"><select><option>All</option></select></form>
<h2>The lower gate</h2><p>Nobody shuts it. <mark>It is broken.</mark></p>
<p>The water-banner of the guild hangs above it, with a share of the toll.</p>
<ol class="references"><li id="cite_note-1">
<b><a href="#cite_ref-1">^</a></b> The mill book.</li></ol>
</article></main>
<div>Stray words outside.</div><footer>© The Mill Times</footer></body></html>
"""


def text_of(result: Result) -> str:
    names = sorted(one.name for one in result.folder.glob("text/*.md"))
    return "\n".join(result.file(f"text/{name}") for name in names)


def test_a_page_of_google_docs(tmp_path: Path, bring_in: Importer) -> None:
    path = tmp_path / "gates.html"
    path.write_text(DOCS.replace("\n", ""), "utf-8")

    result = bring_in(path)
    text = text_of(result)

    assert result.note.metadata.title == "Gates of the mill"
    assert result.note.metadata.subtitle == "What the keepers say"
    assert "It is **closed** at *dusk*, as H~2~O is.[^1]" in text
    assert "[^1]: By the **miller**." in text
    assert "[The book](https://mill.example/a?b=1) says so." in text
    assert "- oak\n- iron\n  - from the hills\n    - of the north\n- stone" in text
    assert [one.text for one in result.report.remarks] == ["Is it so?"]


def test_a_page_that_a_browser_saved(tmp_path: Path, bring_in: Importer) -> None:
    path = tmp_path / "gates.html"
    path.write_text(SAVED, "utf-8")

    result = bring_in(path)
    text = text_of(result)

    assert result.note.metadata.title == "Gates of the mill"
    assert result.note.metadata.language == "en-GB"
    assert "at dawn by his son.[^1]" in text
    assert "[^1]: The mill book." in text
    assert "The water-banner of the guild hangs above it" in text
    for why, words in (
        ("navigation of the website", "Home"),
        ("head of the website", "The Mill Times"),
        ("foot of the website", "© The Mill Times"),
        ("part of the website, by the name of its class", "We use cookies."),
        ("outside of the main part of the page", "Stray words outside."),
        ("hidden text, which is never published", "Not to be seen."),
        ("what stands beside the text on the website", "Read also: All of the weirs"),
        ("control of a form", "All"),
        ("name of the website in the title of the page", "The Mill Times"),
    ):
        assert f"{why}: " in result.left_out
        assert words in result.left_out
        assert words not in text


@pytest.mark.parametrize(
    "page",
    [
        "",
        " ",
        "<",
        "text",
        "<p>a",
        "<html></html>",
        "<frameset><frame></frameset>",
        "<!-- a",
        "\ufffe",
    ],
)
def test_odd_pages_do_no_harm(page: str) -> None:
    assert isinstance(prepare_page(page, Ledger()), str)


@pytest.mark.parametrize(
    "body",
    [
        '<p><a id="a" href="#b">1</a></p><p><a id="b" href="#a">1</a> note</p>' * 2,
        '<p><a id="a" href="#a">1</a></p>',
        '<div id="b"><a id="a" href="#b">1</a><a href="#a">x</a></div>',
        (
            '<p><a id="a" href="#b">1</a></p><p id="b"><a href="#a">^</a> <a id="c" href="#d">2</a>'
            '</p><p id="d"><a href="#c">^</a> inner</p>'
        ),
    ],
)
def test_anchors_in_circles_do_no_harm(body: str, tmp_path: Path, bring_in: Importer) -> None:
    path = tmp_path / "gates.html"
    path.write_text(f"<h1>Gates</h1><h2>One</h2><p>Words.</p>{body}", "utf-8")

    assert bring_in(path).note.themes
