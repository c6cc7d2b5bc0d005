"""Lists of abbreviations become abbreviations.yaml, in every form that manuscripts have."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from imported import Importer

TEXT = "\n\nSo says the {}, and the gauge has counted them all since the mill was built.\n"
LISTS = {
    "Abbreviations": "| Short | Long |\n|---|---|\n| NGO | non-governmental body |\n"
    "| NO | oxide |\n",
    "5. Acronyms and abbreviations": "- NGO: non-governmental body\n- NO – oxide\n",
    "Sigles": "**NGO** non-governmental body\n\n**NO** oxide\n",
    "Siglas y abreviaturas": "NGO = non-governmental body\\\nNO = oxide\n",
    "缩略语": "| NGO | non-governmental body |\n|---|---|\n| NO | oxide |\n",
    "Abkürzungsverzeichnis": "NGO\n:   non-governmental body\n\nNO\n:   oxide\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("heading", LISTS)
def test_lists_of_abbreviations(heading: str, tmp_path: Path, bring_in: Importer) -> None:
    path = tmp_path / "in.md"
    path.write_text(f"# Floods{TEXT.format('NGO')}\n# {heading}\n\n{LISTS[heading]}", "utf-8")

    result = bring_in(path)

    listed = yaml.safe_load(result.file("abbreviations.yaml"))
    assert listed == {"NGO": "non-governmental body", "NO": "oxide"}
    assert [theme.id for theme in result.note.themes] == ["floods"]
    assert f"heading that the style adds: {heading.removeprefix('5. ')}" in result.left_out


@pytest.mark.slow
def test_what_is_no_entry_stays_text(tmp_path: Path, bring_in: Importer) -> None:
    path = tmp_path / "in.md"
    path.write_text(
        f"# Floods{TEXT.format('NGO')}\n# Abbreviations\n\n- NGO: non-governmental body\n"
        "- UN: United Nations\n- This one explains how the list was made.\n\n# Sigles\n\n"
        "Nothing is listed under this heading, and all of it is text.\n",
        "utf-8",
    )

    result = bring_in(path)

    assert set(yaml.safe_load(result.file("abbreviations.yaml"))) == {"NGO", "UN"}
    assert "This one explains how the list was made." in result.file("text/2-abbreviations.md")
    assert "all of it is text." in result.file("text/3-sigles.md")
