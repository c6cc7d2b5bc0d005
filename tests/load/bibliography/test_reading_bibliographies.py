"""Entries of bibliography files: keys, types, fields and their places."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from pipeline.load.bibliography.entries import bibtex_of, items_of
from pipeline.load.bibliography.nearest import nearest_key
from pipeline.load.bibliography.reading import read_bibliography
from pipeline.load.reading.folder import BIBLIOGRAPHY_BYTES, Files, read_folder
from pipeline.load.report import Report
from pipeline.pandoc import run_pandoc
from pipeline.production.freshness import source_files
from tests.load.broken_notes import MINIMAL

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.load.bibliography.entries import Bibliography

BIBTEX = """\
% a comment @book{not, title = {an entry}}
@string{un = {United Nations}}
@string(press = un # { Press})
@Comment{jabref-meta: {x} @book{neither, title = {an entry}}}
@preamble{"\\newcommand{\\x}{y}"}
@book{whole,
  author    = "Ferreira, Ana and {World Bank}",
  title     = {The {R}iver {"}Flows{"} \\} on},
  publisher = press # ", New York",
  year      = 2019, month = jan
}
@Article(round, title = {Parens (with) them}, year = "2018")
@inbook{child, crossref = {whole}, xdata = {a, round}, title={Child}}
"""
JSON = """[
  {"id": "liu2020", "type": "report",
   "author": [{"family": "Liu", "given": "Wei"}, {"literal": "UNESCO"}],
   "title": "Wells \\ud83d\\ude00", "issued": {"date-parts": [[2020, 5], [2021]]}},
  {"id": 7, "type": "book", "title": ""}
]
"""
YAML = """---
references:
- id: soares2021
  type: webpage
  title: Pumps
  issued: 2021-03
  author:
  - family: Soares
    given: Rui
"""
RIS = """TY  - RPRT
AU  - United Nations
TI  - Meters that
   are read
DA  - 2019/05/03/
PY  - 2019
SP  - 3
EP  - 9
ER  -
TY  - JOUR
A1  - van der Berg, Jan, Jr.
AU  - Liu, Wei
PY  - 2018
ER  -
TY  - JOUR
A1  - van der Berg, Jan
AU  - Liu, Wei
PY  - 2018
ER  -
"""


def read(**content: str) -> tuple[Bibliography, Report]:
    report = Report()
    files = Files("note")
    for suffix, text in content.items():
        files.content[f"references.{suffix}"] = text.encode()
    return read_bibliography(files, report), report


def test_bibtex_is_read_with_places() -> None:
    found, report = read(bib=BIBTEX)
    assert report.findings == ()
    assert [(entry.key, entry.type) for entry in found.entries] == [
        ("whole", "book"),
        ("round", "article"),
        ("child", "inbook"),
    ]
    whole, round_, child = found.entries
    assert [(one.name, one.value) for one in whole.fields] == [
        ("author", "Ferreira, Ana and {World Bank}"),
        ("title", 'The {R}iver {"}Flows{"} \\} on'),
        ("publisher", "United Nations Press, New York"),
        ("year", "2019"),
        ("month", "jan"),
    ]
    assert (whole.place.line, whole.place.column) == (6, 1)
    assert (whole.key_place.column, whole.key_place.length) == (7, len("whole"))
    author = whole.first("nobody", "author")
    assert author is not None
    assert (whole.place_of(author).line, whole.place_of(author).column) == (7, 16)
    assert round_.first("title", "year") == round_.fields[0]
    assert child.parents == ("whole", "a", "round")
    assert [entry.key for entry in found.with_parents(["child"])] == ["whole", "round", "child"]
    assert [entry.key for entry in found.lineage(child)] == ["child", "whole", "round"]


def test_pandoc_reads_what_is_written_for_it() -> None:
    found, _ = read(bib=BIBTEX)
    arguments = ["--from=biblatex", "--to=csljson"]
    items = json.loads(run_pandoc(arguments, bibtex_of(found.entries).encode()))
    assert [item["id"] for item in items] == ["whole", "round", "child"]
    assert items[0]["publisher"] == "United Nations Press, New York"
    assert items[0]["author"] == [{"family": "Ferreira", "given": "Ana"}, {"literal": "World Bank"}]
    assert items[2]["container-title"] == items[0]["title"]


def test_csl_is_read_with_places() -> None:
    found, report = read(json=JSON, yaml=YAML)
    assert report.findings == ()
    liu, seven, soares = found.entries
    assert [(one.name, one.value, one.spot.line, one.spot.column) for one in liu.fields] == [
        ("id", "liu2020", 2, 11),
        ("type", "report", 2, 30),
        ("author", "Liu, Wei; UNESCO", 3, 14),
        ("title", "Wells \U0001f600", 4, 14),
        ("issued", "2020-05/2021", 4, 45),
    ]
    assert (seven.key, seven.first("title")) == ("7", None)
    assert soares.key_place.line == 3
    assert [one.value for one in soares.fields[2:]] == ["Pumps", "2021-03", "Soares, Rui"]
    assert [item["id"] for item in items_of(found.entries)] == ["liu2020", "7", "soares2021"]


def test_ris_is_read_with_the_keys_of_pandoc() -> None:
    found, report = read(ris=RIS)
    assert report.findings == ()
    assert [entry.key for entry in found.entries] == [
        "United_2019",
        "van_Liu_2018",
        "van_Liu_2018a",
    ]
    typed = (
        RIS.replace("ER  -\n", "ER  - \n").replace("\n   are", " are").encode()
    )  # As pandoc needs.
    items = json.loads(run_pandoc(["--from=ris", "--to=csljson"], typed))
    assert [entry.key for entry in found.entries] == [item["id"] for item in items]
    first, second, _ = items_of(found.entries)
    assert first == {
        "id": "United_2019",
        "type": "report",
        "title": "Meters that are read",
        "author": [{"literal": "United Nations"}],
        "issued": {"date-parts": [[2019, 5, 3]]},
        "page": "3-9",
    }
    assert second["author"][0] == {"family": "van der Berg", "given": "Jan", "suffix": "Jr."}


@pytest.mark.parametrize(
    ("key", "nearest"),
    [("ferreira2018", "ferreira2019"), ("FERREIRA-2019", "ferreira2019"), ("zzz", "")],
)
def test_the_nearest_key_is_found(key: str, nearest: str) -> None:
    assert nearest_key(key, ["liu2020", "ferreira2019", "un"]) == nearest


def lay_out(root: Path) -> Path:
    folder = root / "source/notes/note"
    shutil.copytree(MINIMAL, folder)
    return folder


@pytest.mark.parametrize("above", [".", "..", "../.."])
def test_a_bibliography_lies_in_the_note_or_above(tmp_path: Path, above: str) -> None:
    folder = lay_out(tmp_path)
    for name in ("references.bib", "references.ris"):
        (folder / above / name).write_text("", "utf-8")
    files = read_folder(folder, Report())
    assert {"references.bib", "references.ris"} <= set(files.content)
    assert files.shared == (set() if above == "." else {"references.bib", "references.ris"})
    assert {"references.bib", "references.ris"} <= set(source_files(folder))


def test_the_nearest_bibliography_of_a_name_counts(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    (folder / "references.bib").write_text("@book{own, title={x}}", "utf-8")
    (folder.parent / "references.bib").write_text("@book{other, title={x}}", "utf-8")
    (folder.parent / "references.json").write_text("[]", "utf-8")
    files = read_folder(folder, Report())
    assert b"own" in files.content["references.bib"]
    assert files.shared == {"references.json"}


def test_nothing_outside_of_a_project_is_a_source(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    (folder.parents[2] / "references.bib").write_text("", "utf-8")
    alone = tmp_path / "alone/note"
    shutil.copytree(MINIMAL, alone)
    (alone.parent / "references.bib").write_text("", "utf-8")
    for one in (folder, alone):
        assert "references.bib" not in read_folder(one, Report()).content
        assert "references.bib" not in source_files(one)


def test_links_and_large_files_are_refused(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    (folder / "references.json").write_text(" " * (BIBLIOGRAPHY_BYTES + 1), "utf-8")
    (tmp_path / "other.bib").write_text("", "utf-8")
    (folder / "references.bib").symlink_to(tmp_path / "other.bib")
    report = Report()
    read_folder(folder, report)
    assert [(one.code, one.place.path) for one in report.findings] == [
        ("N157", "references.bib"),
        ("N154", "references.json"),
    ]
