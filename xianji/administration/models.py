"""Index for Django."""
