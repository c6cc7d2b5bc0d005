"""References to what cannot be in a note."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from kept_in_memory import PARSED

from pipeline.errors import SourceError
from pipeline.load import load_note

pytestmark = pytest.mark.slow

MINIMAL = Path(__file__).parents[2] / "notes/minimal"


@pytest.mark.parametrize("name", ["Sharing", "shar_ing", "sharin🇫g", "1", "sharing--costs"])
@pytest.mark.parametrize("others", ["", ",#other-points"])
def test_a_reference_to_what_is_no_id_is_found_where_it_stands(
    tmp_path: Path, name: str, others: str
) -> None:
    note = shutil.copytree(MINIMAL, tmp_path / "river")
    text = f"# Other points {{#other-points}}\n\n[](#{name}{others})\n\nThey met, as [](#{name}).\n"
    (note / "text/2-other-points.md").write_text(text, "utf-8")

    with pytest.raises(SourceError) as raised:
        load_note(note, PARSED)

    message = f"reference to #{name}, which does not exist in the note"
    assert [
        (one.code, one.message, one.place.line, one.place.column) for one in raised.value.findings
    ] == [("N114", message, 3, 1), ("N114", message, 5, 14)]
    assert all("lower-case letters" in one.hint for one in raised.value.findings)
