"""Results of builds in a store: the manifest of a note under all that its outputs depend on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from pipeline.cache import key_of
from pipeline.findings import Finding, Place
from pipeline.production.manifest import Manifest, parse_manifest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pipeline.production.freshness import Inputs
    from pipeline.production.store.contents import Store

RESULTS: Final = "results"
"""The folder of the store with results by their keys."""
_FORMAT: Final = "1"
_DIGEST: Final = 64


@dataclass(frozen=True, slots=True)
class StoredResult:
    """What came of a build: the manifest of its outputs, and warnings about them."""

    manifest: Manifest
    warnings: tuple[Finding, ...] = ()


def result_key(note: str, inputs: Inputs, editions: Collection[str]) -> str:
    """The key of the result for a note from these inputs: 64 hexadecimal digits.

    It names the note, the editions, and all that each of them depends on.
    """
    each = (f"{name} {inputs.digest_for(name)}" for name in sorted(editions))
    return key_of("result", _FORMAT, note, *each).rpartition("-")[2]


def keep_result(store: Store, key: str, result: StoredResult) -> None:
    """Store a result, whose outputs are in the store already."""
    data = {
        "manifest": result.manifest.to_json(),
        "warnings": [asdict(warning) for warning in result.warnings],
    }
    content = json.dumps(data).encode()
    store.files.write(_name(key), _digest(key, content) + content)


def find_result(
    store: Store, key: str, note: str, inputs: Inputs, editions: Collection[str]
) -> StoredResult | None:
    """The result under a key, of which the rest says what it has to be of; None if there is none.

    One that is damaged, or is not what its key says, is removed, and there is none.
    """
    stored = store.files.read(_name(key))
    if stored is None:
        return None
    result = _parse(key, stored)
    if result is None or not _is_of(result.manifest, note, inputs, editions):
        store.files.remove(_name(key))
        return None
    return result


def forget_result(store: Store, key: str) -> None:
    """Remove a result, since its outputs are not all there."""
    store.files.remove(_name(key))


def digests_in(store: Store) -> Iterable[str]:
    """Yield the SHA-256 of the outputs of all results that are in order."""
    for name, _, _ in store.files.names(RESULTS):
        result = _parse(name.rpartition("/")[2], store.files.read(name) or b"")
        if result is not None:
            yield from (output.sha256 for output in result.manifest.outputs.values())


def _is_of(manifest: Manifest, note: str, inputs: Inputs, editions: Collection[str]) -> bool:
    """Whether a manifest is that of a note from these inputs, with all of these editions."""
    outputs = manifest.outputs.values()
    return (
        manifest.note == note
        and {one.edition for one in outputs} >= set(editions)
        and all(one.made_from == inputs.digest_for(one.edition) for one in outputs)
    )


def _parse(key: str, stored: bytes) -> StoredResult | None:
    digest, content = stored[:_DIGEST], stored[_DIGEST:]
    if digest != _digest(key, content):
        return None
    try:
        data = json.loads(content)
        manifest = parse_manifest(data["manifest"])
        warnings = tuple(_finding(one) for one in data["warnings"])
    except (ValueError, KeyError, TypeError):
        return None
    return None if manifest is None else StoredResult(manifest, warnings)


def _finding(data: dict[str, Any]) -> Finding:
    return Finding(**{**data, "place": Place(**data["place"])})


def _digest(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\n" + content).hexdigest().encode()


def _name(key: str) -> str:
    return f"{RESULTS}/{key[:2]}/{key}"
