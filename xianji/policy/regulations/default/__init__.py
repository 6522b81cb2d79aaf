"""The regulation that ships, in our own words; what continues beyond its model is marked as an extension."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from xianji.policy.regulations.reading.clauses import ReadClause

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


def default_regulation(language: str) -> list[ReadClause]:
    """Its clauses in zh-Hans, zh-Hant or English; any other language is answered in English."""
    return [
        ReadClause(
            one["number"], one["number"].count(".") + 1, one["title"], one["text"], place, one.get("extension", False)
        )
        for place, one in enumerate(_text(_nearest(language))["clauses"], start=1)
    ]


def default_title(language: str) -> str:
    """Its name."""
    return str(_text(_nearest(language))["title"])


def _nearest(language: str) -> str:
    """zh-TW and zh-HK read traditional characters, every other Chinese simplified ones."""
    wanted = language.lower().replace("_", "-")
    if wanted.startswith(_TRADITIONAL):
        return "zh-Hant"
    return "zh-Hans" if wanted.startswith("zh") else "en"


@cache
def _text(language: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{language}.toml").read_text(encoding="utf-8"))
