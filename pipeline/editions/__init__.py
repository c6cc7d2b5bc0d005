"""The editions: which view, which template and which engine make each output."""
