"""Files altered at random always lead to findings, never to exceptions."""

from __future__ import annotations

import io
import random

import pikepdf
import pytest
from built_outputs import Outputs

pytestmark = pytest.mark.slow

TOKENS = (b"/P ", b"<<", b">>", b"[", b"]", b"null ", b"999999999999 ", b"-1 ", b"(x)", b" 0 R ")
FILES = ("rich.pdf", "rich-print.pdf", "rich.epub", "rich.html", "rich-print.json")


def unpacked(content: bytes) -> bytes:
    """A PDF whose objects and content stand in it as they are, to be altered."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(output, qdf=True)
    return output.getvalue()


def altered(content: bytes, dice: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(dice.choice((1, 3, 20))):
        at = dice.randrange(len(data))
        match dice.randrange(4):
            case 0:
                data[at] = dice.randrange(256)
            case 1:
                del data[at : at + dice.randrange(30)]
            case 2:
                data[at:at] = dice.choice(TOKENS)
            case _:
                other = dice.randrange(len(data))
                data[at : at + 20] = data[other : other + dice.randrange(40)]
    return bytes(data)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", FILES)
def test_it_is_told_in_findings(rich: Outputs, path: str) -> None:
    content = rich.files[path].content
    content = unpacked(content) if path.endswith(".pdf") else content
    dice = random.Random(path)
    reported = [rich.found(path, altered(content, dice)) for _ in range(20)]
    assert any(reported)
    assert all(finding.message and finding.hint for found in reported for finding in found)
