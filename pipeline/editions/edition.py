"""What an edition is, and what it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Step = Literal["pages", "one-pagers", "profile", "others"]
"""What an edition can need first: the note laid out on pages, the one-pagers laid out, the ICC
profile of the printing condition, and the other editions, which it offers for download."""

Shown = Literal["pages", "sheets", "frame", "book", "text"]
"""How the preview shows an edition: the pages of its PDFs, also among all pages of the note; those
for the printer, which are not; its page in a frame; the documents of its book; its plain text."""


@dataclass(frozen=True, slots=True)
class Artefact:
    """A finished file: its path below ``build/<slug>/``, its bytes, its media type."""

    path: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One output form, and all that is known of it, as plain data.

    ``name`` is that on the command line, ``title`` that in the preview; ``summary`` says what the
    edition is, and ``label`` is the key of the interface word that names it to readers. ``make``
    is what takes the workbench and returns artefacts, as ``module:function``: it is imported when
    it is needed. ``begin`` makes, in another process, what can be made as soon as the pages are
    there; ``prepare`` fills the cache, in this one, with what need not wait for the one-pagers.

    ``needs`` are the steps that come first. ``checks`` names the check of preflight that examines
    its files, by their media type. ``templates`` is the folder of its templates, which are read
    while pages are laid out. ``shown`` says how the preview shows it, if it does. What is not
    ``for_readers`` serves the making of a note: it is made only when it is asked for by name, and
    is offered to nobody.
    """

    name: str
    title: str
    summary: str
    make: str
    checks: Mapping[str, str]
    needs: tuple[Step, ...] = ()
    label: str = ""
    templates: str | None = None
    shown: Shown | None = None
    begin: str | None = None
    prepare: str | None = None
    for_readers: bool = True
