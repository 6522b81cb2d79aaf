import pytest

from xianji.lib import text_tables
from xianji.lib.text import tables


@pytest.fixture(scope="session", autouse=True)
def character_tables():
    """Built on the first run of the tests only, as `make setup` does."""
    if not (tables.FOLDER / "phrases.txt").exists():
        text_tables.build()
