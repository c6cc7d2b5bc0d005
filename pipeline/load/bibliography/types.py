"""The types of entries that each format knows, and what an entry of a type needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.load.bibliography.ris_items import TYPES as RIS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pipeline.load.bibliography.entries import Form

# fmt: off
_BIBTEX: Final = frozenset({
    "article", "artwork", "audio", "bibnote", "book", "bookinbook", "booklet", "collection",
    "commentary", "conference", "dataset", "electronic", "image", "inbook", "incollection",
    "inproceedings", "inreference", "jurisdiction", "legal", "legislation", "letter", "manual",
    "mastersthesis", "misc", "movie", "music", "mvbook", "mvcollection", "mvproceedings",
    "mvreference", "online", "patent", "performance", "periodical", "phdthesis", "proceedings",
    "reference", "report", "review", "set", "software", "standard", "suppbook", "suppcollection",
    "suppperiodical", "techreport", "thesis", "unpublished", "video", "www", "xdata",
})
_CSL: Final = frozenset({
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing",
    "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review",
    "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
})
NEED_PERSON: Final = frozenset({
    "article", "inbook", "incollection", "inproceedings", "conference", "thesis", "phdthesis",
    "mastersthesis",
    "article-journal", "article-magazine", "chapter", "paper-conference",
    "JOUR", "EJOUR", "MGZN", "CHAP", "ECHAP", "CONF", "CPAPER", "THES",
})
"""The types whose works are by people: the publisher alone does not say who wrote one."""
NEED_NOBODY: Final = frozenset({
    "jurisdiction", "legal", "legislation", "letter", "periodical", "proceedings", "inreference",
    "set", "xdata", "movie", "performance", "video", "audio", "suppperiodical", "mvproceedings",
    "bill", "broadcast", "classic", "collection", "entry", "entry-dictionary",
    "entry-encyclopedia", "event", "figure", "hearing", "legal_case", "map", "motion_picture",
    "regulation", "treaty", "article-newspaper", "personal_communication", "interview",
    "BILL", "CASE", "DICT", "ENCYC", "HEAR", "LEGAL", "MAP", "MPCT", "NEWS", "STAT", "UNBILL",
    "VIDEO", "PCOMM", "ICOMM", "JFULL", "CLSWK", "ANCIENT",
})
"""The types whose works are found by their title alone."""
UNTITLED: Final = frozenset({
    "xdata", "set", "letter", "personal_communication", "interview", "PCOMM", "ICOMM",
    "periodical", "JFULL",
})
"""The types whose works need no title of their own."""
ON_THE_WEB: Final = frozenset({
    "online", "electronic", "www", "webpage", "post", "post-weblog", "ELEC", "WEB", "BLOG",
})
"""The types whose works need no date if it is said when they were read."""
# fmt: on

KNOWN: Final[Mapping[Form, Collection[str]]] = {
    "bibtex": _BIBTEX,
    "csl": _CSL,
    "ris": frozenset(RIS),
}
"""The types of each format."""
