"""The sequences of business numbers: what comes next, and letting one go on from a higher number."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.administration.users.actions import MANAGE
from xianji.audit.journal import Event, record
from xianji.kit import registry
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib import actor
from xianji.org import numbers
from xianji.org.fields import NumberField
from xianji.org.numbers import Sequence

HIGHEST = 10**9


@dataclass(frozen=True)
class Numbered:
    """One kind of record with its sequence of today."""

    title: Any
    prefix: str
    key: str
    monthly: bool
    last: int
    width: int | None = None

    @property
    def next(self) -> str:
        return numbers.written(self.key, self.last + 1, self.monthly, self.width)


def sequences() -> list[Numbered]:
    """Every kind that is numbered in one series, by its prefix; one statement for where they stand."""
    month = f"{timezone.localdate():%Y%m}"
    numbered = [f for model in apps.get_models() for f in model._meta.concrete_fields if isinstance(f, NumberField)]
    fields = {field.prefix: field for field in numbered if field.series is None}
    keys = {prefix: f"{prefix}-{month}" if field.monthly else prefix for prefix, field in fields.items()}
    stand = dict(Sequence.objects.filter(key__in=keys.values()).values_list("key", "last"))
    return [
        Numbered(_title(field.model), prefix, keys[prefix], field.monthly, stand.get(keys[prefix], 0), field.width)
        for prefix, field in sorted(fields.items())
    ]


def go_on_from(one: Numbered, number: int) -> None:
    """The next record gets this number; only upwards, so that none is given twice."""
    if not actor.current().may(MANAGE):
        raise NotPermitted(_("Only administrators change the numbers."))
    with transaction.atomic():
        last = numbers.skip_to(one.key, number - 1)
        if last is None:
            raise Refused("", {"number": [_("“%(value)s” was given already. Numbers only go up.") % {"value": number}]})
        record(Event("number", Sequence._meta.label_lower, None, one.key, {"last": (last, number - 1)}), source="web")


def _title(model: Any) -> Any:
    return registry.resource_of(model).plural if registry.has_resource(model) else model._meta.verbose_name_plural
