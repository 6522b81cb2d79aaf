"""Foreign keys point down like imports do; links upward are generic."""

import tomllib
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]


def levels() -> dict[str, int]:
    """Package → height, 0 at the bottom."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "layers")
    names = [[name.strip(" ()") for name in layer.split("|")] for layer in reversed(layers)]
    return {name: height for height, layer in enumerate(names) for name in layer}


def test_foreign_keys_point_down() -> None:
    height = levels()
    own = [model for model in apps.get_models() if model.__module__.startswith("xianji.")]
    links = {
        (model._meta.label, field.name): (model._meta.app_label, field.related_model._meta.app_label)
        for model in own
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model and field.related_model in own
    }
    assert links
    assert not [link for link, (above, below) in links.items() if height[below] > height[above]]
