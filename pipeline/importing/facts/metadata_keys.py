"""The names that programs give to the metadata of a text, in small letters."""

from __future__ import annotations

import re
from typing import Final

AUTHORS: Final = (
    "author",
    "authors",
    "by-author",
    "creator",
    "creators",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "parsely-author",
    "byline",
)
"""Keys of who wrote it."""
DATES: Final = (
    "date",
    "published",
    "pubdate",
    "publishdate",
    "date-published",
    "date_published",
    "issued",
    "citation_publication_date",
    "citation_date",
    "dc.date",
    "dcterms.issued",
    "dc.date.issued",
    "article:published_time",
    "dcterms.date",
)
"""Keys of when it was published."""
SUBJECTS: Final = (
    "keywords",
    "keyword",
    "tags",
    "categories",
    "category",
    "subject",
    "subjects",
    "topics",
    "citation_keywords",
    "dc.subject",
    "dcterms.subject",
    "news_keywords",
    "article:tag",
)
"""Keys of what it is about."""
DESCRIPTIONS: Final = (
    "description",
    "excerpt",
    "dc.description",
    "dcterms.description",
    "og:description",
    "twitter:description",
    "description-meta",
    "teaser",
)
"""Keys of what describes it in a sentence."""
LICENCES: Final = (
    "license",
    "licence",
    "rights",
    "dc.rights",
    "dcterms.license",
    "copyright",
)
"""Keys of its terms of use."""
FUNDING: Final = (
    "funding",
    "funder",
    "funders",
    "funded-by",
    "funded_by",
)
"""Keys of who paid for it."""
PUBLISHERS: Final = (
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "citation_publisher",
    "citation_technical_report_institution",
    "organization",
    "organisation",
    "institute",
    "institution",
)
"""Keys of who publishes it."""
DOIS: Final = (
    "doi",
    "citation_doi",
    "dc.identifier",
    "dc.identifier.doi",
    "identifier",
)
"""Keys of its DOI."""
PLACES: Final = (
    "affiliations",
    "affiliation",
)
"""Keys of the organisations of its authors."""
OPTIONS: Final = re.compile(
    r"output|format|toc.*|number-?sections|secnumdepth|documentclass|classoption|class"
    r"|geometry|fontsize|.*fonts?|mainfont.*|linestretch|papersize|header-includes"
    r"|include-.*|link-.*|links-.*|linkcolor|urlcolor|colorlinks|editor.*|execute|engine"
    r"|jupyter|kernelspec|jupytext|knitr|params|layout|permalink|slug|weight|draft|theme"
    r"|site|book|website|project|filters?|crossref|css|template|vignette|always_allow_html"
    r"|date-format|code-.*|fig-.*|tbl-.*|df-print|execute.*|viewport|generator|robots"
    r"|theme-color|color-scheme|.*verification|application-name|msapplication.*"
    r"|format-detection|og:(?:type|url|image.*|locale.*|site_name|title)"
    r"|twitter:(?:card|site|image.*|title|creator)|fb:.*|referrer|content-type|charset"
    r"|x-ua-compatible|mermaid|cssclasses?|aliases|publish|sidebar.*|nav_.*|parent"
    r"|has_children|redirect_from|published|comments|pin|math|image|cover|banner|hero"
    r"|numbering|exports|downloads|pandoc.*|suppress-bibliography|notes-after-punctuation"
    r"|indent|monofont|sansfont|biblio-.*|natbib.*|biblatex.*|lof|lot|citeproc|standalone"
    r"|self-contained|revealjs|pdf-engine|progid|prog-?id|originator|lastmod|modified"
    r"|last_modified_at|date-modified|article:modified_time|dcterms.modified|changedby"
    r"|created|source-map|lightbox|tikz|strip-comments",
    re.IGNORECASE,
)
"""Keys of options of programs."""
JEL: Final = ("jel", "jel-codes", "jel_codes", "jel-classification")
"""Keys of codes of the Journal of Economic Literature."""
ABSTRACTS: Final = ("abstract", "summary", "citation_abstract", "dc.abstract")
"""Keys of a text that sums it up."""
