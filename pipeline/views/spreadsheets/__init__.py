"""The data of a note for spreadsheets."""
