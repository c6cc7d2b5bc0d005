"""fulgur alone on the HTML of a note's parts: ``fulgur_pdf.py FOLDER OUTPUT``.

Each part becomes a PDF of its own in the folder OUTPUT: fulgur takes one document at a time.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path


def main(folder: Path, output: Path) -> None:
    """Set the parts in a folder."""
    # It is no dependency: `make bench` sets it up in an environment of its own.
    fulgur = import_module("pyfulgur")
    output.mkdir(exist_ok=True)
    assets = fulgur.AssetBundle()
    assets.add_css_file(folder / "style.css")
    for font in sorted((folder / "fonts").iterdir()):
        assets.add_font_file(font)
    for part in sorted(folder.glob("*.html")):
        engine = fulgur.Engine(assets=assets)
        engine.render_html_to_file(part.read_text("utf-8"), output / f"{part.stem}.pdf")


main(Path(sys.argv[1]), Path(sys.argv[2]))
