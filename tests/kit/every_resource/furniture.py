"""Rows of any kind for the generic tests: three pages of them, with blanks, ties and every sort of value."""

from copy import copy
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models

from tests.making import make
from xianji.approval.requests.declared import kind_of
from xianji.customers.models import Customer
from xianji.kit import sets
from xianji.kit.fields import FixedPoint
from xianji.org.fields import BlindIndex, EncryptedField, NumberField, PathField

COUNT = 130
SIDE = 12
"""Records on each side of pairs: SIDE × SIDE is more than COUNT."""
DERIVED = (NumberField, PathField, BlindIndex)
KEPT = {"version", "deleted_at", "external_source", "created_by", "updated_by", "owner", "unit"}
START = datetime(2026, 3, 1, 8, tzinfo=UTC)
CANARY = Decimal("86420.97")
SMALL = Decimal("864.25")
"""Below every other number here, and as strange."""
_serial = count(1)


def keep_out(kind: Any, record: Any) -> None:
    """Of the states that only an approval gives."""
    for name, states in kind.states.items():
        if getattr(record, name) in states:
            setattr(record, name, next(value for value, _ in record._meta.get_field(name).flatchoices if value not in states))


class Furniture:
    """Makes rows; `owners` take turns."""

    def __init__(self, owners: list[Any]) -> None:
        self.owners = owners
        self.pools: dict[Any, list[Any]] = {}

    def rows(self, resource: Any) -> list[Any]:
        """COUNT stored records of this kind, the first of them with nothing blank."""
        model = resource.model
        records = [self.one(model, place) for place in range(COUNT)]
        if kind := kind_of(resource.label):
            for record in records:
                keep_out(kind, record)
        sets.insert_many(model, records, verb="create", source="demo")
        return records

    def one(self, model: Any, place: int) -> Any:
        record = model()
        unique = unique_names(model)
        blank = place % 3 == 1
        stays = getattr(model, "one_of", ("",))[-1]
        for field in model._meta.concrete_fields:
            if field.primary_key or isinstance(field, DERIVED) or field.name in KEPT:
                continue
            if field.null and blank and field.name != stays:
                setattr(record, field.name, None)
            elif field.blank and blank and field.name not in {*unique, stays} and field.empty_strings_allowed:
                setattr(record, field.name, "" if not field.is_relation else None)
            else:
                setattr(record, field.name, self.value(field, place, field.name in unique))
        if model.owned:
            record.owner = self.owners[place % len(self.owners)]
        elif any(field.name == "unit" for field in model._meta.concrete_fields):
            record.unit = self.owners[0].unit
        if hasattr(record, "about_label"):
            record.about_label, record.about_id = Customer.label(), self.about(getattr(record, "owner_id", self.owners[0].pk))
        record.external_ref = f"X-{place:04}"
        keep_order(record)
        obey(record)
        return record

    def value(self, field: Any, place: int, unique: bool) -> Any:
        """A value the field accepts; ties come from whole division."""
        step = place if unique else place // 7
        if isinstance(field, models.ForeignKey):
            if field.name in (pair := paired(field.model)):
                return self.pool(field, SIDE)[place // SIDE if field.name == pair[0] else place % SIDE]
            pool = self.pool(field)
            return pool[place % len(pool)] if pool else None
        if field.choices:
            choices = [value for value, _label in field.flatchoices]
            return field.get_default() if field.has_default() and field.editable else choices[place % len(choices)]
        if isinstance(field, models.DateTimeField):
            return START + timedelta(hours=step)
        if isinstance(field, models.DateField):
            return date(2026, 1, 1) + timedelta(days=step)
        if isinstance(field, models.BooleanField):
            return place % 2 == 0
        if isinstance(field, FixedPoint):
            own = CANARY + 1000 * (field.creation_counter % 89)
            return own + step if field.scale < 6 else Decimal("0.2517") + Decimal(step) / 1000
        if isinstance(field, models.IntegerField):
            return within(field, step + 1)
        if isinstance(field, models.JSONField):
            return field.get_default()
        if field.blank and any(type(validator) is RegexValidator for validator in field.validators):
            return ""
        return text_of(field, step if unique else place // 2)

    def about(self, owner_id: int) -> int:
        """The customer on whose page this owner's notes stand."""
        if owner_id not in self.pools:
            self.pools[owner_id] = [make(Customer, owner_id=owner_id)]
        return self.pools[owner_id][0].pk

    def pool(self, field: Any, size: int = 3) -> list[Any]:
        """Some records to link to, inside the field's own limit; pairs have a pool for each side."""
        limit = {k: v for k, v in dict(field.get_limit_choices_to() or {}).items() if "__" not in k}
        key = field.related_model, tuple(sorted(limit.items())), field.name if size == SIDE else ""
        if key not in self.pools:
            self.pools[key] = []
            refs = [f"P-{len(self.pools)}-{turn}" for turn in range(size)]
            owned = getattr(field.related_model, "owned", False)
            owners = [{"owner": self.owners[turn % len(self.owners)]} if owned else {} for turn in range(size)]
            self.pools[key] = [
                make(field.related_model, external_ref=ref, **limit, **owner) for ref, owner in zip(refs, owners, strict=True)
            ]
        return self.pools[key]


def unique_names(model: Any) -> set[str]:
    """The fields that must differ from row to row; of a joint constraint its last plain field."""
    alone = {f.name for f in model._meta.concrete_fields if f.unique}
    joint = [c for c in model._meta.constraints if isinstance(c, models.UniqueConstraint) and c.fields]
    plain = [[n for n in c.fields if not model._meta.get_field(n).is_relation] for c in joint]
    return alone | {names[-1] for names in plain if names}


def obey(record: Any) -> None:
    """What the object's own rule refuses is put right, and what it derives is derived; what is unique stays."""
    unique = {record._meta.get_field(name).attname for name in unique_names(type(record))}
    for _turn in range(4):
        tried = copy(record)
        try:
            tried.clean()
        except ValidationError as told:
            for name in getattr(told, "error_dict", {}):
                mend(record, record._meta.get_field(name))
        else:
            record.__dict__.update({name: value for name, value in tried.__dict__.items() if name not in {*unique, "_state"}})
            return


def mend(record: Any, field: Any) -> None:
    """Of a link to another customer's record the customer follows; a text that is asked for is written, a number made small,
    anything else left blank where it may be."""
    linked = getattr(record, field.name) if field.is_relation else None
    if linked is not None and getattr(linked, "customer_id", None) and hasattr(record, "customer_id"):
        record.customer = linked.customer
    elif isinstance(field, models.CharField | models.TextField) and getattr(record, field.attname) in (None, ""):
        setattr(record, field.name, text_of(field, next(_serial)))
    elif isinstance(field, FixedPoint):
        setattr(record, field.name, SMALL)
    elif field.null:
        setattr(record, field.name, None)
    elif field.blank and field.empty_strings_allowed:
        setattr(record, field.name, "")


def keep_order(record: Any) -> None:
    """Where a constraint says that one value is no more than another."""
    for one in record._meta.constraints:
        for name, bound in getattr(getattr(one, "condition", None), "children", ()) if isinstance(one, models.CheckConstraint) else ():
            if name.endswith("__lte") and isinstance(bound, models.F):
                low, high = name.removesuffix("__lte"), getattr(record, bound.name)
                if None not in (getattr(record, low), high):
                    setattr(record, low, min(getattr(record, low), high))


def paired(model: Any) -> tuple[str, ...]:
    """Two links of which each pair is there once."""
    for one in model._meta.constraints:
        names = tuple(getattr(one, "fields", ()))
        if len(names) == 2 and all(model._meta.get_field(name).is_relation for name in names):
            return names
    return ()


def within(field: Any, value: int) -> int:
    low = max([v.limit_value for v in field.validators if isinstance(v, MinValueValidator)] or [0])
    high = min([v.limit_value for v in field.validators if isinstance(v, MaxValueValidator)] or [10**9])
    return low + value % (high - low + 1)


def text_of(field: Any, number: int) -> str:
    """Text in the field's shape and length."""
    if isinstance(field, models.EmailField) or getattr(field, "kind", "") == "mail":
        return f"row{number}@paper-crane.example"
    if isinstance(field, EncryptedField):
        return f"138{number:08}"
    if isinstance(field, models.URLField):
        return f"https://paper-crane.example/{number}"
    length = getattr(field, "max_length", None) or 60
    return f"{field.name} {number:04}"[-length:] if length > 4 else letters(number)[-length:]


def letters(number: int) -> str:
    """AAAA, AAAB, AAAC … for short codes."""
    return "".join(chr(65 + number // 26**place % 26) for place in (3, 2, 1, 0))
