"""Models of contracts in our own words, to be checked by one's own lawyers before they are put in use. What the model of a
service does not say itself is as in that of a sale."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
LANGUAGES, KINDS = ("zh-hans", "zh-hant", "en"), ("sale", "service")


@dataclass(frozen=True)
class Model:
    """A template as it ships: {subject: (title, text)}."""

    kind: str
    language: str
    name: str
    note: str
    clauses: dict[str, tuple[str, str]]


def models() -> list[Model]:
    return [read(kind, language) for language in LANGUAGES for kind in KINDS]


def read(kind: str, language: str) -> Model:
    told = tomllib.loads((HERE / f"{kind}.{language}.toml").read_text(encoding="utf-8"))
    own = {subject: (one["title"], one["text"]) for subject, one in told["clauses"].items()}
    like = read("sale", language).clauses if kind != "sale" else {}
    return Model(kind, language, told["name"], told["note"], like | own)
