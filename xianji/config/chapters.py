"""The chapters in menu order: the one list from which everything else follows."""

from importlib import import_module

from xianji.kit.registry import Chapter

NAMES = ("workspace", "customers", "sales", "insight", "policy", "catalog", "administration")


def chapters() -> list[Chapter]:
    """Their contents pages; imported when all models are loaded."""
    return [import_module(f"xianji.{name}.chapter").chapter for name in NAMES]
