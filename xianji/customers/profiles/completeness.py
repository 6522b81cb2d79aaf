"""How complete a customer's file is (F-12): a hundred points over what is filled in, half of them where it is old."""

from datetime import date, datetime, time, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Any

from django.db.models import Case, DateField, DateTimeField, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.utils import timezone

from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer
from xianji.customers.preferences.models import Preference
from xianji.customers.value.models import CustomerValue
from xianji.rulebook.parameters.reading import value

PLACEHOLDERS = ("", "无", "無", "暂无", "暫無", "待补", "待補", "123", "N/A", "NA", "TBD", "-", "—", "/")
"""What people type to get past a field; it counts as empty. With a reason behind it, as in “N/A: no seal yet”, it is filled."""
BASICS = {"name": 5, "registration_no": 8, "industry": 5, "size_class": 4, "address": 4, "region": 4}
CONTACTS = {"person": 8, "phone": 8, "decider": 5, "mail": 4}
HISTORY = {"history": 15}
PREFERENCES = {"function": 5, "quality": 5, "price": 5, "service": 5}
FINANCE = {"invoice_title": 5, "payment_terms": 5}
WEIGHTS = BASICS | CONTACTS | HISTORY | PREFERENCES | FINANCE
WHOLE = sum(WEIGHTS.values())
HALVES = 2
"""Points are counted in halves, as what is old counts half."""
CLASSES = ("L", "M", "S", "P")


def parts(on: date | None = None) -> dict[str, Any]:
    """{what is asked: twice its points, as an expression over customers}, answered from the row and by indexes."""
    day = on or timezone.localdate()
    is_old = Q(_is_old=1)
    contacts = Contact.unscoped.filter(customer=OuterRef("pk"), deleted_at=None)
    ways = {
        "person": contacts.filter(is_primary=True).exclude(name=""),
        "phone": contacts.exclude(mobile_mark=""),
        "decider": contacts.filter(part=Contact.Part.DECISION), "mail": contacts.exclude(email_mark=""),
    }  # fmt: skip
    found = {name: _points(is_filled(name), is_old, weight) for name, weight in (BASICS | FINANCE).items()}
    found |= {name: _points(Q(Exists(ways[name])), is_old, weight) for name, weight in CONTACTS.items()}
    bought = Exists(CustomerValue.objects.filter(pk=OuterRef("pk")))
    none_yet = Q(won_amount__gt=0) | Q(state=Customer.Cycle.PROSPECT) | Q(bought)
    found |= {name: _points(none_yet, Q(pk=None), weight) for name, weight in HISTORY.items()}
    said = Preference.unscoped.filter(customer=OuterRef("pk"), deleted_at=None, valid_on__lte=day)
    for name, weight in PREFERENCES.items():
        ever = said.filter(dimension=name)
        is_fresh = Q(Exists(ever.filter(valid_on__gte=OuterRef("_fresh_from"))))
        found[name] = _points(Q(Exists(ever)), ~is_fresh, weight)
    return found


def aged(customers: Any, on: date | None = None) -> Any:
    """The customers with the day from which a word about them counts as fresh, by class, and whether they were last looked at
    before it. The days are reckoned here: subtracting them row by row would take most of the time of a night."""
    day = on or timezone.localdate()
    days = {one: day - timedelta(days=int(value(f"profile.verify.{one}", day))) for one in CLASSES}
    moments = {one: timezone.make_aware(datetime.combine(first, time())) for one, first in days.items()}
    found = customers.annotate(_fresh_from=by_class(days, DateField()), _fresh_at=by_class(moments, DateTimeField()))
    is_old = Q(verified_on__lt=F("_fresh_from")) | Q(verified_on=None, created_at__lt=F("_fresh_at"))
    return found.annotate(_is_old=Case(When(is_old, then=Value(1)), default=Value(0), output_field=IntegerField()))


def pointed(customers: Any, on: date | None = None) -> Any:
    """The customers with twice their points, as `halves`."""
    return aged(customers, on).annotate(halves=sum(parts(on).values(), Value(0, output_field=IntegerField())))


def needed(share: Decimal) -> int:
    """The least halves of points that make up a share of the whole."""
    return int((share * WHOLE * HALVES).to_integral_value(rounding=ROUND_CEILING))


def by_class(values: dict[str, Any], field: Any) -> Case:
    """What a class asks; a customer who never bought is a prospect, whatever its size."""
    return Case(
        When(state=Customer.Cycle.PROSPECT, then=Value(values["P"], output_field=field)),
        When(size_class=Customer.Size.LARGE, then=Value(values["L"], output_field=field)),
        When(size_class=Customer.Size.MEDIUM, then=Value(values["M"], output_field=field)),
        default=Value(values["S"], output_field=field), output_field=field,
    )  # fmt: skip


def is_filled(name: str) -> Q:
    """Whether a field says something."""
    return ~Q(**{name: None}) if Customer._meta.get_field(name).is_relation else ~Q(**{f"{name}__in": PLACEHOLDERS})


def empty_fields(customer: Customer, names: Any) -> list[str]:
    """Those of the fields that say nothing."""
    fields = {name: column(name) for name in names}
    return [name for name, column in fields.items() if (value := getattr(customer, column)) is None
            or str(value).strip() in PLACEHOLDERS]  # fmt: skip


def column(name: str) -> str:
    field: Any = Customer._meta.get_field(name)
    return str(field.attname)


def _points(is_there: Q, is_old: Q, weight: int) -> Case:
    whole, half = Value(weight * HALVES), Value(weight)
    return Case(When(~is_there, then=Value(0)), When(is_old, then=half), default=whole, output_field=IntegerField())
