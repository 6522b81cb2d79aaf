"""What names and texts are combined of, in three scripts."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

SCRIPTS = ("zh-hans", "zh-hant", "en")


@cache
def words(script: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{script}.toml").read_text(encoding="utf-8"))
