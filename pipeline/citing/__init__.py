"""Citations: set by pandoc in a style of CSL, together with the list of the works cited.

All citations of a note are one document, in the order of reading, because what one says depends on
those before it: its number, *ibid.*, the letter after a year.
"""

from __future__ import annotations
