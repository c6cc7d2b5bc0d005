"""What an import writes between quotation marks in braces is read back as it was."""

from __future__ import annotations

from html import escape
from pathlib import Path

from imported import Importer

from pipeline.note.text import Figure, Table
from pipeline.note.walk import plain

WORDS = 'The *old* _shares_ \\* of "A&lt;" R&amp;D &#38; water'
PRINTED = "The *old* _shares_ \\* of “A&lt;” R&amp;D &#38; water"
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">'
    '<rect width="40" height="20"/></svg>'
)
TEXT = f"""<html><body><h1>Sharing</h1>
<h2>*Old* shares of water by the hour, and a list of all the other things that they share?</h2>
<p>All share.</p>
<table><caption>{escape(WORDS)}</caption>
<tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>
<figure><img src="quay.svg" alt="A quay"/><figcaption>{escape(WORDS)}</figcaption></figure>
</body></html>
"""


def test_short_titles_and_captions_come_back(bring_in: Importer, tmp_path: Path) -> None:
    (tmp_path / "quay.svg").write_text(PICTURE, "utf-8")
    path = tmp_path / "in.html"
    path.write_text(TEXT, "utf-8")

    (theme,) = bring_in(path).note.themes

    captions = [plain(one.caption) for one in theme.blocks if isinstance(one, Table | Figure)]
    assert captions == [PRINTED, PRINTED]
    assert theme.short.startswith("*Old* shares")
