"""The door of every list."""

from typing import Any

from django.http import Http404

from xianji.kit import registry
from xianji.lib import actor


def open_list(label: str) -> Any:
    """The resource, if its list is open to the actor; without permission there is no such page."""
    resource = registry.resource_of(label)
    if not resource.may(actor.current(), "view"):
        raise Http404
    return resource
