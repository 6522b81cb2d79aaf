"""What all that is charged and paid has in common: it lies where its customer lies, stands once it was issued or confirmed, and
has what the database keeps and nobody types."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _


def lie_with_customer(record: Any) -> None:
    """A new record takes the customer's owner and place; it is handed over like any other afterwards."""
    if record._state.adding and record.customer_id is not None and record.customer.owner_id is not None:
        customer = record.customer
        record.owner_id, record.unit_id, record.org_path = customer.owner_id, customer.unit_id, customer.org_path


def place_many(records: list[Any]) -> None:
    """The same for the rows of a file that name no owner."""
    for record in records:
        if record.owner_id is None and record.customer_id is not None:
            record.owner_id = record.customer.owner_id


def must_be_theirs(record: Any, *names: str) -> None:
    """What it is linked with belongs to the same customer; looked at where either is another than before."""
    for name in names:
        columns = ("customer_id", f"{name}_id")
        if not record._state.adding and all(getattr(record, one) == record.loaded(one) for one in columns):
            continue
        if (link := getattr(record, name)) is not None and link.customer_id != record.customer_id:
            raise ValidationError({name: _("“%(contract)s” is with another customer.") % {"contract": link}})


def must_stand(record: Any, first: str, columns: tuple[str, ...]) -> None:
    """What was entered is put right only while it is in its first state."""
    if record._state.adding or record.loaded("state") in (None, first):
        return
    if changed := [name for name in columns if getattr(record, name) != record.loaded(name)]:
        told = _("This is not changed any more. Take it back instead, and enter it anew.")
        raise ValidationError({name.removesuffix("_id"): told for name in changed})


class Kept(models.CheckConstraint):
    """Kept by the database alone, for figures that nobody types; asked before each write it would cost a statement."""

    def validate(self, *_args: Any, **_more: Any) -> None:
        return None

    def deconstruct(self) -> Any:
        _path, args, options = super().deconstruct()
        return "django.db.models.CheckConstraint", args, options


class Once(models.UniqueConstraint):
    """The same: `must_be_new` asks where the value is typed."""

    def validate(self, *_args: Any, **_more: Any) -> None:
        return None

    def deconstruct(self) -> Any:
        _path, args, options = super().deconstruct()
        return "django.db.models.UniqueConstraint", args, options


def must_be_new(record: Any, name: str) -> None:
    """A number from outside stands on one record; asked only where it is another than before."""
    value = getattr(record, name)
    if not value or (not record._state.adding and record.loaded(name) == value):
        return
    if type(record).unscoped.filter(**{name: value}).exclude(pk=record.pk).exists():
        raise ValidationError({name: _("“%(value)s” is already in use.") % {"value": value}})


def is_nothing(amount: Any) -> bool:
    """Whether an amount that can be read is none."""
    return isinstance(amount, Decimal | int) and amount <= 0
