"""Processes that lay out pages within limits: a fork server and its workers."""
