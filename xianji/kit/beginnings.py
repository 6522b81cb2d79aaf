"""What a company does once, before daily work, as the chapters declare it, and what of it is done."""

from xianji.kit import registry
from xianji.kit.registry import Beginning
from xianji.lib import actor


def mine() -> list[Beginning]:
    """From the ground up: those that the actor may take, for whoever may take the first; nothing for others."""
    every, may = [step for chapter in reversed(registry.chapters) for step in chapter.beginnings], actor.current().may
    return [step for step in every if may(step.permission)] if every and may(every[0].permission) else []


def steps() -> list[tuple[Beginning, bool]]:
    """Each with whether it is done: one short question a step."""
    return [(step, step.is_done()) for step in mine()]


def to_do() -> bool:
    """Whether any of them is left; the first that is decides."""
    return any(not step.is_done() for step in mine())
