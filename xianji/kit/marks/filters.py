"""Two filters that every list has: `tags=VIP,urgent` (one of these) and `starred=yes`. The ids come first, from their own
index, bounded; then the rows by their keys, in scope."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from xianji.kit.lists.filters import BadFilter
from xianji.kit.lists.ways import Condition
from xianji.kit.marks.models import Star, Tagging
from xianji.kit.marks.words import key_of
from xianji.lib import actor
from xianji.org.among import Among

TAGS, STARRED = "tags", "starred"
NAMES = (TAGS, STARRED)
MOST = 5_000
"""Records that a filter by tags may mean."""


def is_mark(resource: Any, name: str) -> bool:
    """Whether a filter is about marks: a field of the same name goes before."""
    return name in NAMES and resource.marks and name not in resource.names


def label_of(name: str) -> str:
    return _("Tags") if name == TAGS else _("Starred")


def asked_for(resource: Any, name: str, text: str) -> Condition:
    found = tuple(starred(resource.label, text) if name == STARRED else tagged(resource.label, text))
    return Condition(Q(Among("pk", found)), "pk", rows=len(found), linked=found)


def starred(label: str, text: str) -> list[int]:
    """The reader's own."""
    if text != "yes":
        raise BadFilter(_("Use yes for “starred”, not “%(value)s”.") % {"value": text[:50]})
    rows = Star.objects.filter(user=actor.current().user_id or 0, label=label)
    return list(rows.order_by("record_id").values_list("record_id", flat=True))


def tagged(label: str, text: str) -> list[int]:
    keys = [key_of(name.strip()) for name in text.split(",") if name.strip()][:20]
    rows = Tagging.objects.filter(tag__label=label, tag__key__in=keys).order_by("record_id")
    found = list(rows.values_list("record_id", flat=True).distinct()[: MOST + 1])
    if len(found) > MOST:
        told = {"field": _("Tags"), "most": f"{MOST:,}"}
        raise BadFilter(_("“%(field)s” fits more than %(most)s records. Filter by something rarer.") % told)
    return found
