"""The types for editions and their files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Ahead = Literal[
    "parts",
    "one-pager drafts",
    "pages",
    "source archive",
    "print join",
    "one-pager pages",
    "earlier revisions",
]
"""The preparatory steps of the schedule: see `pipeline.editions.schedule`."""

Shown = Literal["pages", "sheets", "frame", "book", "text"]
"""How the preview shows an edition: ``pages`` of its PDFs, also among all pages of the note;
``sheets`` for the printer, which are not among them; its page in a ``frame``; the documents of a
``book``; plain ``text``."""


@dataclass(frozen=True, slots=True)
class Artefact:
    """A finished file: its path below ``build/<slug>/``, its bytes, its media type.

    Its SHA-256, 64 hexadecimal digits, is computed when it is made, once: often the engine is at
    work meanwhile, and publishing waits for everything.
    """

    path: str
    content: bytes
    media_type: str

    sha256: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Hash the file."""
        object.__setattr__(self, "sha256", hashlib.sha256(self.content).hexdigest())


@dataclass(frozen=True, slots=True)
class Edition:
    """One output form, described completely as plain data.

    ``name`` is used on the command line, ``title`` in the preview; ``summary`` describes the
    edition, and ``label`` is the key of the interface word that names it to readers.

    ``make`` takes the workbench and the results of the steps of the schedule that the edition
    ``needs``, and returns artefacts; it is given as ``module:function`` and imported on use.
    ``needs_profile`` is true if it needs the ICC profile of the printing condition, which may not
    be installed. ``offers_others`` is true if it offers the other editions for download, so that
    it must be made after them.

    ``omits`` names a function like ``make``, which takes the workbench and yields in words which of
    the files are not made for its note, and why; empty if all of them always are.

    ``checks`` gives the preflight check for its files, by media type. ``templates`` is the folder
    of its templates, which are compiled while pages are laid out. ``shown`` says how the preview
    shows it, if it does. ``names_sisters`` is true if it says in which other languages the note is,
    and is made again when those change what they say of themselves.

    An edition that is not ``for_readers`` is never offered for download, and one that is not made
    ``by_default`` is only made on request.
    """

    name: str
    title: str
    summary: str
    make: str
    checks: Mapping[str, str]
    needs: tuple[Ahead, ...] = ()
    needs_profile: bool = False
    offers_others: bool = False
    omits: str = ""
    label: str = ""
    templates: str | None = None
    shown: Shown | None = None
    names_sisters: bool = True
    for_readers: bool = True
    by_default: bool = True
