"""The files of metadata of a note: which there are, and why one is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.deposit.jats.document import write_jats

if TYPE_CHECKING:
    from pipeline.deposit.facts import Facts

_XML: Final = "application/xml"


@dataclass(frozen=True, slots=True)
class MetadataFile:
    """A file of metadata: its name, its bytes, its media type."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of file: its name, its media type, and the function that writes it."""

    name: str
    media_type: str
    write: Callable[[Facts], bytes]


_KINDS: Final = (_Kind("jats.xml", _XML, write_jats),)


def files_of(facts: Facts) -> Iterator[MetadataFile]:
    """Yield each file that a note has the facts for."""
    for kind in _KINDS:
        yield MetadataFile(kind.name, kind.write(facts), kind.media_type)
