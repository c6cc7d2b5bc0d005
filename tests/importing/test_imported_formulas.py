"""Formulas of a manuscript: they come in as formulas, or the report says what they became."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from imported import Importer, Result

from pipeline.note.text import Formula
from pipeline.note.walk import headings_in, nodes_below
from pipeline.pandoc import run_pandoc

TEXT = r"""# Sharing $n$ rivers

A first text with $x_i$ in it.

## How is it shared?

The share is $\frac{Q_a}{N}$ of **all $p<q$ here**, at $5 to $10, if a > b.

$$
\sum_{i=1}^{n} x_i = 1
$$

A line with $$a = b$$ inside.[^1] A [link to $m$](https://water.example/).

| Share | Of |
|---|---|
| $a+b$ | $c$ |

- The first is $u=1$

[^1]: A note with $v$.
"""
TEXTS = {
    "x_i", r"\frac{Q_a}{N}", "p<q", r"\sum_{i=1}^{n} x_i = 1", "a = b", "a+b", "c", "u=1", "v",
}  # fmt: skip


def formulas(result: Result) -> set[str]:
    """The formulas of a note."""
    return {
        one.tex
        for heading in headings_in(result.note)
        for one in nodes_below(heading.blocks)
        if isinstance(one, Formula)
    }


def changes(result: Result) -> list[tuple[str, str]]:
    """What the report says was changed: what became of it, and its text."""
    return [(one.how, one.text) for one in result.report.changed]


def manuscript(folder: Path, text: str, name: str = "in.md") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_formulas_of_markdown_stay_formulas(bring_in: Importer, tmp_path: Path) -> None:
    result = bring_in(manuscript(tmp_path, TEXT))

    assert formulas(result) == TEXTS
    texts = [path.read_text("utf-8") for path in (result.folder / "text").glob("*.md")]
    assert any("at $5 to $10, if" in text for text in texts)
    how = "formula became plain text: none can stand there"
    assert sorted(changes(result)) == [(how, "$m$"), (how, "$n$")]


def test_formulas_of_word_files_stay_formulas(bring_in: Importer, tmp_path: Path) -> None:
    path = tmp_path / "in.docx"
    path.write_bytes(
        run_pandoc(["--from=commonmark+tex_math_dollars+footnotes", "--to=docx"], br"""# Sharing

## How is it shared?

The share is $\frac{Q}{N}$ of all, at \$5 to \$10.

$$y=1$$

Someone typed \$z_i = 3\$ here.
""")
    )  # fmt: skip
    result = bring_in(path)

    assert formulas(result) == {r"\frac{Q}{N}", "y = 1"}
    how = "dollar signs of what may be a formula are printed"
    assert (how, "$z_i = 3$") in changes(result)
    assert not any("$5" in text for _, text in changes(result))


def test_formulas_of_open_documents_stay_formulas(bring_in: Importer, tmp_path: Path) -> None:
    written = run_pandoc(
        ["--from=markdown", "--to=odt"],
        b"# Sharing\n\n## How?\n\nThe share is $p$, as pandoc names it, and $q$, as others do.\n",
    )
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    first, second = sorted(one for one in parts if one.startswith("Formula-") and "content" in one)
    href = f'xlink:href="{second.removesuffix("content.xml")}"'
    # LibreOffice adds its own notation, and a picture of the formula.
    parts["Object 1/content.xml"] = (
        b'<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mfrac><mi>Q</mi><mi>N</mi>'
        b'</mfrac><annotation encoding="StarMath 5.0">{Q} over {N}</annotation></semantics></math>'
    )
    parts["ObjectReplacements/Object 1"] = b"a metafile"
    before, _, after = parts["content.xml"].decode().partition(href)
    picture = '<draw:image xlink:href="./ObjectReplacements/Object 1"/>'
    parts["content.xml"] = (
        f'{before}xlink:href="./Object 1"{after.replace("/></draw", f"/>{picture}</draw", 1)}'
    ).encode()
    assert f'{first.removesuffix("content.xml")}"' in before
    path = tmp_path / "in.odt"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)

    result = bring_in(path)

    assert formulas(result) == {"p", r"\frac{Q}{N}"}
    counted = {one.kind: one for one in result.report.words.things}
    assert counted["formula"].manuscript == 2
    assert counted["figure"].manuscript == 0


def test_formulas_of_web_pages_stay_formulas(bring_in: Importer, tmp_path: Path) -> None:
    share = "<msub><mi>Q</mi><mi>a</mi></msub><mo>=</mo><mn>3</mn>"
    result = bring_in(
        manuscript(
            tmp_path,
            "<h1>Sharing</h1><h2>How is it shared?</h2>"
            f"<p>The share is <math>{share}</math> of all of it.</p>",
            "in.html",
        )
    )

    assert formulas(result) == {"Q_{a} = 3"}


@pytest.mark.parametrize(
    ("typed", "how", "said"),
    [
        (r"$\nocommand x$", "formula that cannot be read as TeX became code", r"\nocommand x"),
        ("$two words here$", "dollar signs of what may be a formula are printed", ""),
        (r"$\frac{1$", "dollar signs of what may be a formula are printed", ""),
    ],
)
def test_what_is_no_formula_is_told(
    typed: str, how: str, said: str, bring_in: Importer, tmp_path: Path
) -> None:
    text = f"# Sharing\n\n## How is it shared?\n\nThe share of {typed} is known to all of us.\n"
    result = bring_in(manuscript(tmp_path, text))

    assert (how, said or typed) in changes(result)
    assert formulas(result) == set()


def test_values_at_the_head_of_a_file_are_left_as_they_are(
    bring_in: Importer, tmp_path: Path
) -> None:
    head = json.dumps("Rivers of $5 or $6")
    text = f"---\ntitle: {head}\n---\n\n# Sharing\n\n## How is it shared?\n\nBy the hour.\n"

    assert bring_in(manuscript(tmp_path, text)).note.metadata.title == "Rivers of $5 or $6"
