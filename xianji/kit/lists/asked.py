"""From a filter form to the list's canonical address: several boxes become one comma list, two bounds one range."""

from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from xianji.kit.forms.picking import candidates, exact
from xianji.kit.lists.filters import BadFilter

PARTS = (".from", ".to", ".text", ".any")
MARKS = {"after", "before"}


def canonical(resource: Any, asked: QueryDict) -> str | None:
    """The clean address for what a form sent; None when the address is clean already."""
    rough = any(name.endswith(PARTS) or value == "" for name, value in asked.items())
    if not rough and all(len(values) == 1 for _name, values in asked.lists()):
        return None
    clean: dict[str, str] = {}
    for name, values in asked.lists():
        base, dot, part = name.rpartition(".")
        given = [value.strip() for value in values if value.strip()]
        if given and not (dot and f".{part}" in PARTS):
            clean[name] = ",".join(dict.fromkeys(given))
        elif given and part == "any":
            clean.setdefault(base, given[0])
        elif given and part == "text":
            clean[base] = named(resource, base, given[0])
    for base in {name.rpartition(".")[0] for name in asked if name.endswith((".from", ".to"))}:
        low, high = asked.get(f"{base}.from", "").strip(), asked.get(f"{base}.to", "").strip()
        if low or high:
            clean[base] = f"{low}..{high}"
    return "?" + urlencode({name: value for name, value in clean.items() if name not in MARKS}, safe=",.")


def named(resource: Any, name: str, text: str) -> str:
    """The ids of the records that a typed name means."""
    column = resource.column(name)
    if not column.is_link:
        return text
    model = column.field.related_model
    found = exact(model, text) or candidates(model, text)
    if not found:
        raise BadFilter(_("There is no “%(text)s” in “%(field)s”.") % {"text": text, "field": column.label})
    return ",".join(str(row.pk) for row in found)


def address(asked: QueryDict, *gone: str, **changed: str) -> str:
    """This address with some parts changed or gone; page marks never pile up."""
    kept = {name: value for name, value in asked.items() if name not in {*gone, *MARKS}} | changed
    return "?" + urlencode({name: value for name, value in kept.items() if value}, safe=",.")
