"""For how long a plan holds, and for whom a segment's plan stands."""

STANDING = ("approved", "active", "reviewed")
"""States in which an approved plan counts; a closed one does not."""
SEGMENTED = "small"
"""The size whose customers a plan for the whole segment is enough for."""
