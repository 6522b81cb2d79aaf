"""Looking for words in everything that is kept: each column of each table, and each file of the home."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.apps import apps


def everywhere(words: list[str], folder: Path) -> list[str]:
    """Where one of the words still stands; encrypted columns are read, workbooks and images are not looked into."""
    return [*in_tables(words), *(str(path) for path in folder.rglob("*") if path.is_file() and holds(path.read_bytes(), words))]


def in_tables(words: list[str]) -> Iterator[str]:
    for model in apps.get_models():
        if not model._meta.managed or model._meta.proxy:
            continue
        names = [field.attname for field in model._meta.concrete_fields]
        for row in model._base_manager.values_list("pk", *names):
            for name, value in zip(names, row[1:], strict=True):
                if any(word.casefold() in text(value) for word in words):
                    yield f"{model._meta.label}.{name}#{row[0]}: {value}"


def text(value: Any) -> str:
    told = json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list) else str(value)
    with suppress(ValueError):
        told = json.dumps(json.loads(told), ensure_ascii=False)
    return told.casefold()


def holds(data: bytes, words: list[str]) -> bool:
    return any(word.encode() in data for word in words)
