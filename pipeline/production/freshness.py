"""Inputs of outputs, compared by content to decide which outputs are up to date.

Everything here works from digests of files and names of versions, never from time stamps, and
imports nothing heavy: a build with nothing to do ends here.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.editions.table import FOR_READERS, OFFERING, names_sisters
from pipeline.errors import CannotRunError
from pipeline.production.digests import Digest, digest_of
from pipeline.production.manifest import Manifest, Output
from pipeline.production.program import program_digest, tool_versions
from pipeline.production.style_groups import EVERYWHERE, seen_in
from pipeline.production.style_inputs import style_files
from pipeline.works import told_digests, work_of
from pipeline.workspace import (
    IMPRINT,
    OUTPUTS,
    PICTURE_SUFFIXES,
    TEXT_SUFFIXES,
    TRANSLATED,
    Workspace,
    bibliography_files,
    imprint_file,
    imprint_pictures,
    kept_revision,
)

if TYPE_CHECKING:
    from pipeline.note import Note

_SOURCE_SUFFIXES = frozenset({*TEXT_SUFFIXES, *PICTURE_SUFFIXES})
_OF_PAGES = ("pdf", "print", "one-pagers")
_OFFERED = frozenset(FOR_READERS) - {OFFERING}


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that a note's outputs depend on: SHA-256 of files by path, versions by tool.

    ``sisters`` gives, by language, the SHA-256 of what each other note of its work says of itself.
    """

    source: Mapping[str, str]
    style: Mapping[str, str]
    program: str
    tools: Mapping[str, str]
    sisters: Mapping[str, str] = field(default_factory=dict)

    def digest_for(self, edition: str) -> str:
        """The SHA-256 of all inputs of an edition, 64 hexadecimal digits.

        Of the style, these are the files that can be seen in it. What sisters say of themselves is
        among those of an edition that names them.
        """
        style = seen_in(self.style, edition)
        return self._digest(style, self.sisters if names_sisters(edition) else {})

    def _digest(self, style: Mapping[str, str], sisters: Mapping[str, str]) -> str:
        # Sorted, so that inputs read back from a manifest have the same digest.
        kinds = (self.source, style, self.tools, sisters)
        parts = [item for kind in kinds for item in sorted(kind.items())]
        lines = [f"{name}\0{value}\n" for name, value in parts]
        return hashlib.sha256("".join([*lines, self.program]).encode()).hexdigest()


def read_inputs(folder: Path, workspace: Workspace) -> Inputs:
    """The current inputs of the note in a folder.

    Raises CannotRunError if a file cannot be read.
    """
    return Inputs(
        source=_digests(source_files(folder), _digest_of_source),
        style=_digests(style_files(workspace), digest_of),
        program=program_digest(),
        tools=tool_versions(),
        sisters=told_digests(folder),
    )


def inputs_of(note: Note, workspace: Workspace) -> Inputs:
    """The inputs of a note that has been loaded."""
    told = {one.folder: one.model_dump_json().encode() for one in note.sisters}
    return Inputs(
        source=_content_digests(note.files),
        style=_digests(style_files(workspace), digest_of),
        program=program_digest(),
        tools=tool_versions(),
        sisters=_content_digests(told),
    )


def style_and_program(workspace: Workspace) -> str:
    """A digest of the style in use, of notepress itself and of all its tools."""
    style = _digests(style_files(workspace), digest_of)
    return Inputs({}, style, program_digest(), tool_versions()).digest_for(OFFERING)


def as_read(inputs: Inputs, files: Mapping[str, bytes]) -> Inputs:
    """Update the digests of inputs to the source as it was actually read.

    A file may be saved after its digest was computed and before it is read.
    """
    return replace(inputs, source={**inputs.source, **_content_digests(files)})


def source_files(folder: Path) -> dict[str, Path]:
    """The source files of a note, with its imprint and bibliographies, by their path in it.

    Those that it shares with its sisters are among them, unless it has its own. Outputs of a note
    that is built in its own folder are excluded.
    """
    folder = folder.absolute()
    work = work_of(folder)
    shared = {} if work is None else _files_below(work.folder, {*work.notes, *work.others})
    if (imprint := imprint_file(folder)) is not None:
        shared[IMPRINT] = imprint
    own = _files_below(folder)
    return {**imprint_pictures(folder), **bibliography_files(folder), **shared, **own}


def _files_below(folder: Path, besides: Collection[str] = ()) -> dict[str, Path]:
    """The source files in a folder by their path in it, without those in some of its folders."""
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if (path.suffix.lower() in _SOURCE_SUFFIXES or _is_kept(path, folder))
        and path.is_file()
        and path.name != TRANSLATED
        and path.relative_to(folder).parts[0] not in {OUTPUTS, *besides}
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


def _is_kept(path: Path, folder: Path) -> bool:
    return kept_revision(path.relative_to(folder).as_posix()) is not None


def stale_editions(
    manifest: Manifest | None,
    inputs: Inputs,
    folder: Path,
    editions: Collection[str],
    digest: Digest = digest_of,
) -> dict[str, tuple[str, ...]]:
    """The editions, of those given, that are not up to date, and the reasons in words.

    If it is among them or any of them is stale, the web edition is added if it exists and would
    offer other editions than when it was made.
    """
    if manifest is None:
        return dict.fromkeys(editions, ("nothing was built yet",))
    damaged = set(stale_outputs(manifest.outputs, folder, digest))
    found = {}
    for name in editions:
        outputs = {
            path: output for path, output in manifest.outputs.items() if output.edition == name
        }
        why = [f"{path} is missing" for path in outputs if path in damaged]
        if not outputs:
            why.append(f"the edition {name} was not built yet")
        elif any(output.made_from != inputs.digest_for(name) for output in outputs.values()):
            earlier = (f"the edition {name} was built from an earlier source",)
            why += reasons(manifest, inputs, name) or earlier
        if why:
            found[name] = tuple(why)
    is_concerned = found or OFFERING in editions
    if is_concerned and OFFERING not in found and _offers_others(manifest, inputs, damaged, found):
        found[OFFERING] = ("the editions offered for download have changed",)
    return found


def _offers_others(
    manifest: Manifest, inputs: Inputs, damaged: Collection[str], stale: Collection[str]
) -> bool:
    """Whether the web edition is otherwise up to date, but should offer other editions.

    ``stale`` are the editions that are going to be made.
    """
    whole = {
        name: all(
            output.made_from == inputs.digest_for(name) and path not in damaged
            for path, output in manifest.outputs.items()
            if output.edition == name
        )
        for name in {output.edition for output in manifest.outputs.values()}
    }
    if not whole.get(OFFERING):
        return False
    up_to_date = {name for name, is_whole in whole.items() if is_whole}
    return (up_to_date | set(stale)) & _OFFERED != set(manifest.offered)


def reasons(old: Manifest, new: Inputs, edition: str = "") -> tuple[str, ...]:
    """Changes since a manifest was written, in words; those that concern an edition, or all."""
    styles = [old.style, new.style]
    if edition:
        styles = [seen_in(style, edition) for style in styles]
    before, now = map(_told, styles)
    found = [*_differences(old.source, new.source), *_differences(before, now, "style ")]
    found += _differences(old.sisters, new.sisters, "what the note says of itself in ")
    found += [
        f"{tool} {old.tools.get(tool, 'absent')} became {version}"
        for tool, version in new.tools.items()
        if old.tools.get(tool) != version
    ]
    if old.program != new.program:
        found.append("notepress itself changed")
    return tuple(found)


def has_same_pages(manifest: Manifest, inputs: Inputs) -> bool:
    """Whether pages were made, all of them from these inputs, so that none has to be laid out."""
    pages = [one for one in manifest.outputs.values() if one.edition in _OF_PAGES]
    made = {one.edition for one in pages}
    return {"pdf", "one-pagers"} <= made and all(
        one.made_from == inputs.digest_for(one.edition) for one in pages
    )


def changed_sources(manifest: Manifest, inputs: Inputs) -> frozenset[str]:
    """The files of a note that have changed since a manifest was written."""
    return frozenset(
        path for path, digest in inputs.source.items() if manifest.source.get(path) != digest
    )


def stale_outputs(
    outputs: Mapping[str, Output], folder: Path, digest: Digest = digest_of
) -> tuple[str, ...]:
    """The outputs that are missing or differ from the manifest."""
    return tuple(
        path
        for path, output in outputs.items()
        if not (folder / path).is_file() or digest(folder / path) != output.sha256
    )


def _told(style: Mapping[str, str]) -> Mapping[str, str]:
    """The files of a style without those that are told under another name."""
    return {path: digest for path, digest in style.items() if not path.startswith(EVERYWHERE)}


def _differences(old: Mapping[str, str], new: Mapping[str, str], label: str = "") -> Iterable[str]:
    for path in sorted({*old, *new}):
        if path not in new:
            yield f"{label}{path} was removed"
        elif path not in old:
            yield f"{label}{path} is new"
        elif old[path] != new[path]:
            yield f"{label}{path} changed"


def _digests(files: Mapping[str, Path], digest: Digest) -> dict[str, str]:
    """The digest of each file that exists.

    Raises CannotRunError if one cannot be read.
    """
    found = {}
    for name, path in sorted(files.items()):
        try:
            found[name] = digest(path)
        except FileNotFoundError:
            continue  # Removed since the folder was listed, as editors do when they save.
        except OSError as error:
            raise CannotRunError(f"{path} cannot be read: {error.strerror}") from error
    return found


def _digest_of_source(path: Path) -> str:
    """The digest of a file of a note; for a link, which is not allowed, of the link itself."""
    if path.is_symlink():
        return hashlib.sha256(os.fsencode(path.readlink())).hexdigest()
    return digest_of(path)


def _content_digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: hashlib.sha256(content).hexdigest() for path, content in sorted(files.items())}
