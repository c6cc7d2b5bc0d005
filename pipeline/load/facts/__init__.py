"""The YAML files of a note, read and validated."""
