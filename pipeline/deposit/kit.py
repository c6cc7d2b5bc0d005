"""The files of metadata of a note: which there are, and why one is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.deposit.crossref import lacking_for_crossref, write_crossref
from pipeline.deposit.csl import write_csl
from pipeline.deposit.datacite import lacking_for_datacite, write_datacite
from pipeline.deposit.invenio import lacking_for_invenio, write_invenio
from pipeline.deposit.jats.document import write_jats
from pipeline.deposit.marc import write_marc
from pipeline.deposit.onix import lacking_for_onix, write_onix
from pipeline.deposit.schema_org import write_schema_org

if TYPE_CHECKING:
    from pipeline.deposit.facts import Facts

_XML: Final = "application/xml"
_JSON: Final = "application/json"


@dataclass(frozen=True, slots=True)
class MetadataFile:
    """A file of metadata: its name, its bytes, its media type."""

    name: str
    content: bytes
    media_type: str


def _nothing(_: Facts) -> Iterator[str]:
    """Yield nothing: every note has what such a file needs."""
    yield from ()


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of file: its name, its media type, and the function that writes it.

    ``lacking`` yields what it needs and a note does not say.
    """

    name: str
    media_type: str
    write: Callable[[Facts], bytes]
    lacking: Callable[[Facts], Iterator[str]] = _nothing


_KINDS: Final = (
    _Kind("jats.xml", _XML, write_jats),
    _Kind("crossref.xml", _XML, write_crossref, lacking_for_crossref),
    _Kind("datacite.json", _JSON, write_datacite, lacking_for_datacite),
    _Kind("onix.xml", _XML, write_onix, lacking_for_onix),
    _Kind("marc.xml", _XML, write_marc),
    _Kind("invenio.json", _JSON, write_invenio, lacking_for_invenio),
    _Kind("csl.json", _JSON, write_csl),
    _Kind("schema-org.jsonld", _JSON, write_schema_org),
)


def files_of(facts: Facts) -> Iterator[MetadataFile]:
    """Yield each file that a note has the facts for."""
    for kind in _KINDS:
        if not any(kind.lacking(facts)):
            yield MetadataFile(kind.name, kind.write(facts), kind.media_type)


def left_out_of(facts: Facts) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the name of each file that is not made, and what the note lacks for it."""
    for kind in _KINDS:
        if lacking := tuple(kind.lacking(facts)):
            yield kind.name, lacking
