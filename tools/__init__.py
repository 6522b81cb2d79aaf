"""Tools of the repository, run by make."""
