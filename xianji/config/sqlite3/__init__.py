"""SQLite as Django speaks to it, which rewrites the text of each statement before it is asked; here once for each text."""
