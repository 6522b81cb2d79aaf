"""Backup and restore of a whole installation, on both databases, while people work."""
