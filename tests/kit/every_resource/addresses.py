"""Every address of a resource, taken from the patterns themselves: a new one is tested without a line."""

import re
from typing import Any
from zlib import crc32

from django.test import Client

from tests.kit.every_resource.sample import sample
from xianji.kit.web.urls import addresses_of

PLACE = re.compile(r"<(?:\w+:)?(\w+)>")


def of_list(resource: Any) -> list[str]:
    """The addresses that name no record."""
    return [filled(resource, text, 0) for text in texts(resource) if "<int:pk>" not in text] + [
        f"/api{resource.path[:-1]}"
    ]


def of_record(resource: Any, pk: int) -> list[str]:
    """The addresses of one record, one for each verb."""
    found = [filled(resource, text, pk) for text in texts(resource) if "<int:pk>" in text and ":verb>" not in text]
    verbs = dealt(resource, [action.name for action in resource.verbs() if action.only_through is None])
    found += [f"{resource.address(pk)}/do/{name}" for name in verbs]
    api = f"/api{resource.address(pk)}"
    return [*found, api, f"{api}/restore", *([f"{api}/hand_over"] if resource.model.owned else []),
            *(f"{api}/do/{name}" for name in verbs), *([f"{api}/merge", f"{api}/unmerge"] if resource.merges else []),
            *(f"{api}/{below}" for below in ("comments", "comments/1", "files", "files/1", "tags"))]  # fmt: skip


def texts(resource: Any) -> list[str]:
    """Of the addresses that the kit gives to every object, and of the verbs, all for those of the sample and every third for
    the others, each object another third: the same code answers."""
    return dealt(resource, [f"/{address}" for address in addresses_of(resource)])


def dealt(resource: Any, found: list[str]) -> list[str]:
    turn = crc32(resource.label.encode())
    return [text for place, text in enumerate(found) if resource.label in sample() or (place + turn) % 3 == 0]


def filled(resource: Any, text: str, pk: int) -> str:
    linked = next((name for name in resource.names if resource.column(name).is_link), "self")
    values = {"pk": str(pk), "name": linked, "kind": "csv", "verb": "no_such_verb", "file": "1", "comment": "1",
              "share": "1", "key": "none"}  # fmt: skip
    return PLACE.sub(lambda found: values[found[1]], text)


def answers(client: Client, address: str) -> dict[str, Any]:
    """What each method gets; a method that the address does not know is left out."""
    calls = {"GET": client.get, "POST": client.post}
    if address.startswith("/api/"):
        calls = {name: lambda to, call=call: call(to, b"{}", "application/json")
                 for name, call in (("POST", client.post), ("PATCH", client.patch), ("DELETE", client.delete))}  # fmt: skip
        calls["GET"] = client.get
    found = {name: call(address) for name, call in calls.items()}
    return {name: answer for name, answer in found.items() if answer.status_code != 405}
