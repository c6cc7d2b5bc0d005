"""Notes as files for translators, and what comes back from them.

The text of an original is cut into units (`units`), each with its marks as codes (`marks`); they
are paired with those of its translation (`standing`), go out in files (`files`), and what comes
back is put in the place of each (`returning`).
"""
