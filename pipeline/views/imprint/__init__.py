"""The imprint: who publishes a note, by which numbers it is known, its terms, its colophon."""
