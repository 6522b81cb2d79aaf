"""Pages tell what they were given, as in the tests of the kit."""

from tests.kit.conftest import pages_are_observed

__all__ = ["pages_are_observed"]
