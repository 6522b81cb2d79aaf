"""What was asked for, by its first sign: `>` commands only, `#` clauses, `@` people; and the hits in groups by kind."""

from dataclasses import dataclass, field
from typing import Any

from xianji.kit import registry
from xianji.kit.search import ask
from xianji.lib.actor import Actor
from xianji.workspace.search.commands import Command, fitting
from xianji.workspace.search.marking import parts

KINDS = {"#": "policy.clause", "@": "org.person"}
COMMANDS = ">"


@dataclass
class Group:
    """The hits of one kind."""

    resource: Any
    hits: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Found:
    """What a search page or the palette shows."""

    words: str
    groups: list[Group] = field(default_factory=list)
    commands: list[Command] = field(default_factory=list)
    is_cut: bool = False


def find(typed: str, who: Actor, limit: int, kind: str = "") -> Found:
    """Records in groups, the group of the best hit first, and commands."""
    typed = typed.strip()
    sign, rest = (typed[0], typed[1:].strip()) if typed[:1] in (COMMANDS, *KINDS) else ("", typed)
    found = Found(rest)
    if sign == COMMANDS:
        found.commands = fitting(who, rest, limit)
        return found
    labels = [KINDS[sign]] if sign else [kind] if kind in registry.resources else None
    hits = ask.search(rest, who, labels, limit + 1)
    found.is_cut = len(hits) > limit
    groups: dict[str, Group] = {}
    for hit in hits[:limit]:
        group = groups.setdefault(hit.label, Group(hit.resource))
        group.hits.append({"hit": hit, "parts": parts(hit.title, rest), "more": parts(hit.subtitle, rest)})
    found.groups = list(groups.values())
    found.commands = [] if sign or kind else fitting(who, rest, 6)
    return found
