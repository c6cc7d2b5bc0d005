"""A note in the Journal Article Tag Suite (JATS 1.3, ANSI/NISO Z39.96-2021).

It holds the whole text, not only the metadata: archives keep it, and other programs set it anew.
It is declared as of the Archiving tag set, since the Publishing one wants an ISSN of every series;
but for that it is valid in both.
"""
