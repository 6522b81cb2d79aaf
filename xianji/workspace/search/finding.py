"""What was asked for, by its first sign: `>` commands only, `#` clauses, `@` people; and the hits in groups by kind."""

from dataclasses import dataclass, field
from typing import Any

from xianji.kit import registry
from xianji.kit.records.finding import seen
from xianji.kit.search import ask
from xianji.lib.actor import Actor
from xianji.workspace.search.commands import KEYS_PAGE, Command, fitting
from xianji.workspace.search.deeds import Deed, deeds, recent, record_at
from xianji.workspace.search.marking import parts

KINDS = {"#": "policy.clause", "@": "org.person"}
COMMANDS, KEYS = ">", "?"
DEEDS, FEW, RECENT = 6, 3, 5
"""So many verbs of the page's record, of the best hit, and so many records that were open last."""
EACH = 3
"""No kind takes more than a third of the room."""


@dataclass
class Group:
    """The hits of one kind."""

    resource: Any
    hits: list[dict[str, Any]] = field(default_factory=list)
    is_cut: bool = False


@dataclass
class Found:
    """What a search page or the palette shows."""

    words: str
    groups: list[Group] = field(default_factory=list)
    commands: list[Command] = field(default_factory=list)
    recent: list[tuple[Any, Any]] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    of: str = ""
    """The record that the deeds are about."""
    is_cut: bool = False


def find(typed: str, who: Actor, limit: int, kind: str = "") -> Found:
    """Records in groups, those with the best hits first, and commands. No kind crowds out the others."""
    typed = typed.strip()
    sign, rest = (typed[0], typed[1:].strip()) if typed[:1] in (COMMANDS, *KINDS) else ("", typed)
    found = Found(rest)
    if typed == KEYS:
        found.commands = [KEYS_PAGE]
        return found
    if sign == COMMANDS:
        found.commands = fitting(who, rest, limit)
        return found
    labels = [KINDS[sign]] if sign else [kind] if kind in registry.resources else None
    grouped(found, ask.search(rest, who, labels, ask.NEWEST), limit, limit if labels else max(limit // EACH, 4))
    found.commands = [] if sign or kind else fitting(who, rest, 6)
    return found


def here(found: Found, typed: str, place: str, places: str) -> Found:
    """For the palette: what can be done with the record of this page, else with the best hit, and where one was last."""
    is_plain = typed.strip()[:1] not in KINDS
    resource, record = record_at(place)
    if record is not None and is_plain:
        found.deeds, found.of = deeds(resource, record, found.words)[:DEEDS], str(record)
    best = found.groups[0].hits[0]["hit"] if found.groups and not found.deeds and is_plain else None
    if best is not None and (record := seen(best.resource.model, best.record_id)) is not None:
        found.deeds, found.of = deeds(best.resource, record)[:FEW], best.title
    if not typed.strip():
        found.recent = [one for one in recent(places, RECENT + 1) if one[1] != record][:RECENT]
    return found


def grouped(found: Found, hits: list[ask.Hit], limit: int, each: int) -> None:
    """Put at most `limit` hits into groups of at most `each`; what is left out marks its group and the whole as cut."""
    groups: dict[str, Group] = {}
    count = 0
    for hit in hits:
        group = groups.get(hit.label)
        if count == limit or (group is not None and len(group.hits) == each):
            found.is_cut = True
            if group is not None:
                group.is_cut = True
            continue
        group = groups.setdefault(hit.label, Group(hit.resource))
        count += 1
        group.hits.append({"hit": hit, "parts": parts(hit.title, found.words), "more": parts(hit.subtitle, found.words)})
    menu = {label: place for place, label in enumerate(registry.resources)}
    found.groups = sorted(groups.values(), key=lambda group: (group.hits[0]["hit"].rank, menu[group.resource.label]))
