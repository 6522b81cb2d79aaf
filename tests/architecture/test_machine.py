"""What CI must have: there a missing browser is a failure, elsewhere the browser tests are left out."""

import os
from pathlib import Path

import pytest

from tests.browser import gallery

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(os.environ.get("CI") != "true", reason="only in CI")


def test_there_is_a_browser() -> None:
    assert gallery.chromium(), "apt-get install chromium"


def test_axe_is_installed() -> None:
    assert (ROOT / "frontend/node_modules/axe-core/axe.min.js").exists(), "make test fetches it"
