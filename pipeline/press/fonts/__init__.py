"""Faces, and the subsets of them that an edition carries."""
