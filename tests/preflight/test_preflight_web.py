"""Web pages pass as built, and all kinds of damage are found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from built_outputs import Outputs
from damage import codes

from pipeline.preflight.examination import examine_file

pytestmark = pytest.mark.slow

PAGE = "web/index.html"
ALONE = "rich.html"


@pytest.mark.parametrize(
    ("code", "says", "old", "new"),
    [
        ("N480", "the id floods occurs 2 times", "</main>", '<p id="floods"></p></main>'),
        ("N481", "#nowhere leads nowhere", 'href="#floods"', 'href="#nowhere"'),
        ("N481", "javascript:alert(1) cannot", 'href="#floods"', 'href="javascript:alert(1)"'),
        ("N481", "../other.epub leads nowhere", "../rich.epub", "../other.epub"),
        ("N481", "gone.png leads nowhere", "</main>", '<img src="gone.png"></main>'),
        ("N481", "data/gone.csv leads nowhere", "data/table-warnings.csv", "data/gone.csv"),
        ("N481", "#gone leads nowhere", "</main>", '<p aria-labelledby="gone"></p></main>'),
        ("N482", "blocks 1 script of the page", "</main>", "<script>alert(1)</script></main>"),
        ("N482", "blocks 1 style of the page", "</main>", "<style>p{}</style></main>"),
        ("N482", "allows 1 style that does not exist", "style-src ", "style-src 'sha256-AAAA' "),
        ("N482", "allows 'unsafe-inline'", "script-src ", "script-src 'unsafe-inline' "),
        ("N482", "allows https://example.org", "img-src ", "img-src https://example.org "),
        ("N482", "does not restrict default-src", "default-src &#39;none", "default-src &#39;self"),
        ("N482", "0 content security policies", "Content-Security-Policy", "Other"),
        ("N482", "attribute onclick", "<main", '<main onclick="alert(1)"'),
        ("N483", "https://example.org/x.js", "</main>", '<script src="https://example.org/x.js"></script></main>'),
        ("N483", "//example.org/x.png", "</main>", '<img src="//example.org/x.png"></main>'),
        ("N483", "https://example.org/x.css", "</head>", '<link rel="stylesheet" href="https://example.org/x.css"></head>'),
        ("N483", "https://example.org/x.woff2", "url(fonts/", "url(https://example.org/x.woff2);b:url(fonts/"),
    ],
)  # fmt: skip
def test_damage_is_found(rich: Outputs, code: str, says: str, old: str, new: str) -> None:
    text = rich.files[PAGE].content.decode()
    if old not in text:
        old, new = (part.replace("url(", 'url("') for part in (old, new))
    assert old in text
    found = rich.found(PAGE, text.replace(old, new, 1).encode())
    reported = "\n".join(f"{one.code} {one.message}" for one in found)
    assert [one for one in found if one.code == code and says in one.message], reported


def test_both_pages_are_sound(rich: Outputs) -> None:
    for path in (PAGE, ALONE):
        assert rich.found(path, rich.files[path].content) == []


def test_the_line_of_a_finding_is_named(rich: Outputs) -> None:
    text = rich.files[PAGE].content.decode().replace("</main>", '\n<img src="x.png"></main>', 1)
    (finding,) = rich.found(PAGE, text.encode())
    line = text.splitlines()[finding.place.line - 1]
    assert "x.png" in line


def test_a_download_that_was_not_built_leads_nowhere(rich: Outputs) -> None:
    files = {path: file for path, file in rich.files.items() if file.edition == "web"}
    found = list(examine_file(rich.files[PAGE], files, rich.expected))
    assert codes(found) == {"N481"}
    assert any("../rich.epub" in one.message for one in found)
    assert "edition" in found[0].hint


def test_the_data_of_every_table_is_examined(rich: Outputs) -> None:
    data = {path: file.content for path, file in rich.files.items() if path.endswith(".csv")}
    assert {"web/data/table-warnings.csv", "web/data/recommendations.csv"} < data.keys()
    for path, content in data.items():
        assert rich.found(path, content) == []
        for damaged in (b"", content[3:], content[:-1], content[:9] + b"\xff" + content[9:]):
            assert codes(rich.found(path, damaged)) == {"N420"}


def test_what_is_no_text_is_one_finding(rich: Outputs) -> None:
    assert codes(rich.found(PAGE, b"\xff\xfe\0")) == {"N420"}
    page = replace(rich.files[PAGE], content=b"<html></html>")
    assert "N482" in codes(examine_file(page, rich.files, rich.expected))
