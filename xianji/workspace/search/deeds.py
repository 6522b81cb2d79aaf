"""What can be done with a record: that of the page one is on, or the best of what was found."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit import registry
from xianji.kit.records.finding import seen
from xianji.kit.records.holding import Holding
from xianji.lib import actor, text
from xianji.workspace.search.commands import fits

PLACE = re.compile(r"(/[a-z_]+/[a-z_-]+/)(\d{1,19})", re.ASCII)
"""The address of a record's page."""


@dataclass(frozen=True)
class Deed:
    """A verb of a record; one that `asks` opens its dialog over the page."""

    title: str
    icon: str
    href: str
    asks: bool = True


def record_at(place: str) -> tuple[Any, Any]:
    """(resource, record) of a page, if it is that of a record which the actor may see, else (None, None)."""
    found = PLACE.fullmatch(place)
    resource = next((one for one in registry.resources.values() if found and one.path == found[1]), None)
    record = seen(resource.model, int(found[2])) if resource and found else None
    return (resource, record) if record is not None else (None, None)


def deeds(resource: Any, record: Any, words: str = "") -> list[Deed]:
    """The verbs that the actor may do with it as it stands, that all the words name; the dangerous ones come last."""
    holding = Holding(record, actor.current())
    at = resource.address(record.pk)
    verbs = holding.verbs(resource.verbs())
    plain, danger = ([Deed(str(one.label), one.icon, f"{at}/do/{one.name}") for one in verbs if one.is_danger is is_danger]
                     for is_danger in (False, True))  # fmt: skip
    found = [*plain]
    if holding.may(resource.permission("change")):
        found.append(Deed(_("Edit"), "edit", f"{at}/edit", asks=False))
    if record.owned and holding.may(resource.permission("hand_over")):
        found.append(Deed(_("Hand over"), "user-share", f"{at}/hand-over"))
    terms = text.query_tokens(words)
    return [one for one in [*found, *danger] if not words or fits(one.title, terms)]


def recent(places: str, limit: int) -> list[tuple[Any, Any]]:
    """(resource, record) for the pages that the browser says were open last, as far as the actor may see them now."""
    found = [record_at(place) for place in dict.fromkeys(places.split(","))][:limit]
    return [(resource, record) for resource, record in found if record is not None]
