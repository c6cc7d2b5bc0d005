"""Citations of manuscripts: what programs keep of them -> works with keys, and what is typed."""
