"""The font faces, and the subsets of them that editions contain."""
