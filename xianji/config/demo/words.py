"""The words of the demo company in one language."""

import tomllib
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

LANGUAGES = ("zh-hans", "zh-hant", "en")


@lru_cache
def words(language: str) -> dict[str, Any]:
    """Simplified Chinese when there are no words in that language."""
    chosen = language if language in LANGUAGES else "zh-hans"
    file = Path(__file__).parent / f"{chosen}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def contact_name(told: dict[str, Any], pick: Random) -> str:
    """Family name first in Chinese, last in English."""
    surname, given = pick.choice(list(told["surnames"])), pick.choice(told["given"])
    return f"{surname}{given}" if isinstance(told["surnames"], str) else f"{given} {surname}"


def customer_names(told: dict[str, Any], count: int) -> list[tuple[str, str]]:
    """(legal name, short name), all different."""
    gap = " " if isinstance(told["surnames"], list) else ""
    stems, kinds = told["stems"], told["kinds"]
    made = []
    for place in range(count):
        stem, kind = stems[place % len(stems)], kinds[(place * 7 + place // len(stems)) % len(kinds)]
        short = f"{stem}{gap}{kind}"
        made.append((f"{short}{told['legal']}{told['mark']}", short))
    return made
