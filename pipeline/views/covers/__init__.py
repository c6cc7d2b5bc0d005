"""The pictures of covers as data."""
