"""Making the editions of a note, in the order of the schedule, and publishing them by stages."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.editions.drawings import all_drawn_inks
from pipeline.editions.schedule import schedule
from pipeline.editions.table import FOR_READERS, LABELS, OFFERING, edition_named, function_named
from pipeline.editions.workbench import Earlier
from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.production.digests import Digest, digest_of
from pipeline.production.freshness import (
    Inputs,
    changed_sources,
    stale_editions,
    stale_outputs,
)
from pipeline.production.index import entry_of
from pipeline.production.manifest import FILE_NAME, Manifest, Output, Part, read_manifest
from pipeline.production.publish.release import release
from pipeline.production.publish.staging import digests_of
from pipeline.views.downloads import Output as Download

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from pipeline.editions.edition import Artefact
    from pipeline.editions.schedule import Stage, Step
    from pipeline.editions.workbench import Workbench

_WORDS = "styles/words/{}.toml"
_MISSING_WORD = "the word {} is missing, the name of the edition {} in the language {}"
_ADD_IT = "add it to this file"


@dataclass(frozen=True, slots=True)
class Made:
    """An edition that was made: its number of files, its size in bytes, and the seconds it took.

    The time is counted from the end of the edition before, including waiting.
    """

    edition: str
    files: int
    bytes: int
    seconds: float


def existing_state(folder: Path, inputs: Inputs, digest: Digest = digest_of) -> Earlier:
    """The state of the outputs in a folder, compared with the current inputs."""
    manifest = read_manifest(folder)
    if manifest is None:
        return Earlier()
    return Earlier(_up_to_date(folder, manifest, inputs, digest), changed_sources(manifest, inputs))


def _up_to_date(
    folder: Path, manifest: Manifest, inputs: Inputs, digest: Digest
) -> Mapping[str, tuple[Download, ...]]:
    stale = {
        one.edition
        for one in manifest.outputs.values()
        if one.made_from != inputs.digest_for(one.edition)
    }
    outputs = {
        path: output
        for path, output in manifest.outputs.items()
        if output.edition in FOR_READERS and output.edition not in stale
    }
    damaged = {outputs[path].edition for path in stale_outputs(outputs, folder, digest)}
    found: dict[str, tuple[Download, ...]] = {}
    for path, output in outputs.items():
        if output.edition not in damaged:
            one = Download(output.edition, path, output.bytes, output.media_type)
            found[output.edition] = (*found.get(output.edition, ()), one)
    return found


class Making:
    """Makes the stale editions of a note.

    ``old`` is the manifest of the last build, ``stale`` the editions to make, each with its
    reasons; ``manifest`` is the last one written, ``made`` the editions made so far, ``warnings``
    are findings about their pages. ``digest`` gives the digests of files.
    """

    def __init__(
        self,
        bench: Workbench,
        folder: Path,
        inputs: Inputs,
        editions: Sequence[str],
        digest: Digest = digest_of,
    ) -> None:
        self._bench = bench
        self._note = bench.note
        self._inputs = inputs
        self._folder = folder
        self._digest = digest
        self.old = read_manifest(self._folder)
        self.stale = stale_editions(self.old, inputs, self._folder, editions, digest)
        self.manifest = self.old
        bench.making = frozenset(self.stale)
        self.made: tuple[Made, ...] = ()
        self.warnings: tuple[Finding, ...] = ()

    @property
    def laid_out(self) -> Collection[str]:
        """The names of the parts of the PDF that were laid out."""
        return self._bench.paged.laid_out if self._needs_pages else ()

    @property
    def omitted(self) -> tuple[str, ...]:
        """In words, the files of the editions made that this note has too little for."""
        functions = (edition_named(one.edition).omits for one in self.made)
        return tuple(
            line for name in functions if name for line in function_named(name)(self._bench)
        )

    @property
    def _needs_pages(self) -> bool:
        return any(step.name == "pages" for stage in schedule(self.stale) for step in stage.ahead)

    def _refuse_missing_words(self) -> None:
        """Check that every edition has a name in the language of the note.

        Raises SourceError with an N509 for each that has none.
        """
        language = self._note.metadata.language
        words = self._bench.style.words(language)
        missing = [name for name in LABELS if name in self.stale and LABELS[name] not in words]
        place = Place(_WORDS.format(language))
        if missing:
            raise SourceError(
                [
                    Finding(
                        "N509", _MISSING_WORD.format(LABELS[name], name, language), place, _ADD_IT
                    )
                    for name in missing
                ]
            )

    def run(self, first: Collection[str], progress: Callable[[str], None]) -> Manifest:
        """Make all stale editions and publish them; return the manifest.

        The editions in ``first`` are published before the others are made. Raises SourceError
        with findings, CannotRunError if writing fails; outputs are consistent even then.
        """
        self._refuse_missing_words()
        for stage in schedule(self.stale, first):
            artefacts = self._make(stage, progress)
            progress("publishing")
            with self._bench.timings.during("publishing"):
                self.manifest = self._publish(artefacts)
        if self.manifest is None:
            raise ValueError("there was no edition to make")
        return self.manifest

    def _make(
        self, stage: Stage, progress: Callable[[str], None]
    ) -> Mapping[str, tuple[Artefact, ...]]:
        self._begin(stage, progress)
        found = {}
        spare = list(stage.while_waiting)
        for step in stage.editions:
            begun = time.perf_counter()
            self._wait_for_needs(step, spare, progress)
            progress(step.name)
            artefacts = found[step.name] = self._bench.artefacts(step.name)
            size = sum(len(artefact.content) for artefact in artefacts)
            seconds = time.perf_counter() - begun
            self.made = (*self.made, Made(step.name, len(artefacts), size, seconds))
        self.warnings = self._bench.findings
        if any(finding.severity == "error" for finding in self.warnings):
            raise SourceError(self.warnings)
        return found

    def _begin(self, stage: Stage, progress: Callable[[str], None]) -> None:
        """Start the preparatory steps, and meanwhile load the code and templates of editions."""
        for step in stage.ahead:
            if step.where == "beside":
                self._bench.begin(step)
            else:
                progress(step.name)
                self._bench.result(step.name)
        for step in stage.editions:
            function_named(step.work)
            templates = edition_named(step.name).templates
            if templates is not None:
                self._bench.templates.read(templates)

    def _wait_for_needs(
        self, step: Step, spare: list[Step], progress: Callable[[str], None]
    ) -> None:
        """Wait for what a step needs, and meanwhile do the ``spare`` steps that can be done."""
        bench = self._bench
        for need in filter(bench.is_running, step.needs):
            for one in [one for one in spare if not any(map(bench.is_running, one.needs))]:
                spare.remove(one)
                progress(one.name)
                bench.result(one.name)
            progress(need)
            bench.result(need)

    def _publish(self, made: Mapping[str, tuple[Artefact, ...]]) -> Manifest:
        kept = self._kept(made)
        new = outputs_of(made, self._inputs.digest_for)
        if shared := [path for path in new if path in kept]:
            raise ValueError(f"two editions make the same files: {shared}")
        outputs = dict(sorted({**kept, **new}.items()))
        note, bench, inputs = self._note, self._bench, self._inputs
        manifest = Manifest(
            note=note.name,
            title=note.metadata.title,
            revision=note.metadata.revision,
            source=inputs.source,
            style=inputs.style,
            program=inputs.program,
            tools=inputs.tools,
            entry=entry_of(note, bench.view, outputs),
            fonts=bench.font_digests,
            parts=self._parts(),
            offered=self._offered(made),
            outputs=outputs,
            drawn=all_drawn_inks(bench),
            sisters=inputs.sisters,
        )
        contents = {one.path: one.content for group in made.values() for one in group}
        owned = self.manifest.files() if self.manifest is not None else {}
        own = {FILE_NAME: manifest.to_json().encode()}
        digests = {path: frozenset({output.sha256}) for path, output in new.items()}
        release(
            self._folder,
            {**contents, **own},
            owned,
            keep=tuple(kept),
            digests={**digests, **digests_of(own)},
            digest=self._digest,
        )
        return manifest

    def _parts(self) -> tuple[Part, ...]:
        if not self._needs_pages:
            return self.manifest.parts if self.manifest is not None else ()
        sources = {part.id: part.source for part in self._note.parts}
        paged = self._bench.paged
        return tuple(
            Part(
                name=part.name,
                source=sources.get(part.name, ""),
                first=part.folio,
                pages=part.page_count,
                made_of=paged.fingerprints[part.name].rpartition("-")[2],
            )
            for part in paged.parts
        )

    def _offered(self, made: Collection[str]) -> tuple[str, ...]:
        if OFFERING not in made:
            return self.manifest.offered if self.manifest is not None else ()
        return tuple(name for name in FOR_READERS if name != OFFERING and self._bench.outputs(name))

    def _kept(self, made: Collection[str]) -> Mapping[str, Output]:
        """The outputs that are kept: those of other editions, unless they are damaged."""
        if self.manifest is None:
            return {}
        others = {
            path: output
            for path, output in self.manifest.outputs.items()
            if output.edition not in made
        }
        damaged = stale_outputs(others, self._folder, self._digest)
        return {path: output for path, output in others.items() if path not in damaged}


def outputs_of(
    made: Mapping[str, tuple[Artefact, ...]], made_from: Callable[[str], str]
) -> Mapping[str, Output]:
    """The outputs of the editions made, by path; ``made_from`` gives the inputs of an edition.

    Raises ValueError if two editions make the same file: one of them would be lost in silence.
    """
    paths = [one.path for group in made.values() for one in group]
    if shared := sorted(path for path, count in Counter(paths).items() if count > 1):
        raise ValueError(f"two editions make the same files: {shared}")
    return {
        one.path: Output(
            edition=name,
            media_type=one.media_type,
            bytes=len(one.content),
            sha256=one.sha256,
            made_from=made_from(name),
        )
        for name, group in made.items()
        for one in group
    }
