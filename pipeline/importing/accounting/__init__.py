"""The account of an import: whether all of a manuscript is in the source or in the report.

Manuscript and source are read here anew, from the bytes of their files: neither pandoc nor any
other step of the import has a part in it.
"""
