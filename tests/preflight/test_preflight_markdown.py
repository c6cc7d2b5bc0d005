"""A note in Markdown passes as built, and all kinds of damage are found."""

from __future__ import annotations

import pytest
from built_outputs import Outputs
from damage import codes

pytestmark = pytest.mark.slow

PATH = "rich.md"
END = "\n"


@pytest.mark.parametrize(
    ("code", "says", "added"),
    [
        ("N484", "it has 2 headings of the first level", "# Another title\n"),
        ("N484", "a heading of level 5 follows one of level", "##### Far too deep\n"),
        ("N484", "it has HTML in it: <script>", "<script>alert(1)</script>\n"),
        ("N484", "the footnote [^gone] is not defined", "A call.[^gone]\n"),
        ("N485", "a link that leads nowhere: figures/gone.svg", "![A drawing](figures/gone.svg)\n"),
        ("N485", "a link that leads nowhere: #floods", "[Floods](#floods)\n"),
    ],
)
def test_damage_is_found(rich: Outputs, code: str, says: str, added: str) -> None:
    found = rich.found(PATH, rich.files[PATH].content + f"{END}{added}".encode())
    reported = "\n".join(f"{one.code} {one.message}" for one in found)
    assert [one for one in found if one.code == code and says in one.message], reported


def test_it_begins_with_its_title(rich: Outputs) -> None:
    found = rich.found(PATH, b"Words first.\n\n" + rich.files[PATH].content)
    assert codes(found) == {"N484"}


def test_it_is_sound(rich: Outputs) -> None:
    assert rich.found(PATH, rich.files[PATH].content) == []


def test_what_is_no_text_is_one_finding(rich: Outputs) -> None:
    assert codes(rich.found(PATH, b"\xff\xfe\0")) == {"N420"}
