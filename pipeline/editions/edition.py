"""What an edition is, and what it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Ahead = Literal["parts", "pages", "print join", "one-pager pages", "web fonts"]
"""The steps of the schedule that come ahead of the editions: `pipeline.editions.schedule`."""

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
    edition is, and ``label`` is the key of the interface word that names it to readers.

    ``make`` takes the workbench and the results of the steps of the schedule that the edition
    ``needs``, and returns artefacts; it is named as ``module:function``, and imported when it is
    needed. What ``needs_profile`` also takes the ICC profile of the printing condition, which a
    machine may lack. What ``offers_others`` offers the other editions for download, and so is made
    after them.

    ``checks`` names the check of preflight that examines its files, by their media type.
    ``templates`` is the folder of its templates, which are read while pages are laid out. ``shown``
    says how the preview shows it, if it does. What is not ``for_readers`` serves the making of a
    note: it is made only when it is asked for by name, and is offered to nobody.
    """

    name: str
    title: str
    summary: str
    make: str
    checks: Mapping[str, str]
    needs: tuple[Ahead, ...] = ()
    needs_profile: bool = False
    offers_others: bool = False
    label: str = ""
    templates: str | None = None
    shown: Shown | None = None
    for_readers: bool = True
