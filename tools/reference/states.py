"""The life of each object as a diagram, from the states its verbs name."""

from collections.abc import Iterator
from typing import Any

from xianji.kit import registry

Move = tuple[str, str, str]
"""(from, to, what does it); `[*]` is the beginning, and the end."""


def page() -> Iterator[str]:
    yield from ("# States", "", "How each object moves from state to state: by which verb, or by itself.", "")
    for resource in registry.resources.values():
        if found := moves(resource):
            yield from (f"## {resource.title} `{resource.label}`", "", *diagram(resource, found), "")
            for state, reason in resource.model.by_itself.items():
                yield f"- `{state}` by itself: {reason}"
            if resource.model.by_itself:
                yield ""


def diagram(resource: Any, found: set[Move]) -> Iterator[str]:
    """A mermaid state diagram; its comment names the object."""
    yield from ("```mermaid", "stateDiagram-v2", f"    %% {resource.label}")
    yield from (f"    {before} --> {after}{f': {verb}' if verb else ''}" for before, after, verb in sorted(found))
    yield "```"


def moves(resource: Any) -> set[Move]:
    """Every move of every verb, the beginning and the end."""
    verbs = [action for action in resource.verbs() if action.then]
    found: set[Move] = set()
    for verb in verbs:
        found |= {(before, after, verb.name) for before, several in verb.paths.items() for after in several}
    names = {verb.state_field for verb in verbs}
    found |= {("[*]", str(resource.model._meta.get_field(name).get_default()), "") for name in names}
    final = {(str(state), "[*]", "") for state in resource.model.final}
    return found | (final if names else set())

