"""From a filter form to the list's canonical address: several boxes become one comma list, two bounds one range."""

from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from xianji.kit.forms.picking import candidates, exact
from xianji.kit.lists.filters import BadFilter
from xianji.kit.lists.query import MARKS
from xianji.kit.tables.picked import is_picked, picked

PARTS = (".from", ".to", ".text", ".any")
SAFE = ",.():;!"
"""What stands in an address as it is, so that people can read it."""


def canonical(resource: Any, asked: QueryDict) -> str | None:
    """The clean address for what a form sent; None when the address is clean already."""
    rough = any(name.endswith(PARTS) or value == "" or is_picked(name) for name, value in asked.items())
    if not rough and all(len(values) == 1 for _name, values in asked.lists()):
        return None
    names = dict.fromkeys(base_of(name) for name in asked if not is_picked(name))
    clean = {name: value for name in names if name not in MARKS and (value := value_of(resource, name, asked))}
    clean = {name: value for name, value in {**clean, **picked(asked)}.items() if value}
    return "?" + urlencode(clean, safe=SAFE)


def base_of(name: str) -> str:
    return name.rpartition(".")[0] if name.endswith(PARTS) else name


def value_of(resource: Any, name: str, asked: QueryDict, at: str = "") -> str:
    """What the parts of one filter say together: bounds, or a typed name, or the ticked and the chosen."""
    at = at or name
    low, high, text, chosen = (asked.get(f"{at}{part}", "").strip() for part in PARTS)
    if low or high:
        return f"{low}..{high}"
    if text:
        return named(resource, name, text)
    given = [value.strip() for value in asked.getlist(at) if value.strip()]
    return ",".join(dict.fromkeys(given)) or chosen


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
    return "?" + urlencode({name: value for name, value in kept.items() if value}, safe=SAFE)
