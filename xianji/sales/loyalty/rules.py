"""What makes a customer loyal."""

YEAR = 365
"""Days behind which an order no longer counts."""
TWICE, STABLE = 2, 3
"""Orders within a year: bought again; a stable customer."""
