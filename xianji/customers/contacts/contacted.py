"""When a customer was last spoken with: posted down into the customer by every activity about it or what belongs to it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer
from xianji.org import loading
from xianji.org.among import Among
from xianji.workspace.activities.models import Activity

BLOCK = 2_000
TALKS = ("call", "meeting", "mail")
ways: dict[str, tuple[Any, str]] = {Customer.label(): (Customer, "pk"), Contact.label(): (Contact, "customer_id")}
"""{kind: (model, its way to the customer)}; upper chapters add their own, such as deals."""
sources: list[Callable[[list[int]], dict[int, datetime]]] = []
"""What else tells when customers were last spoken with: {customer: moment} of a block of them."""


def follow_talks(told: list[tuple[Activity, dict[str, Any]]]) -> None:
    """Called with every write of activities."""
    touched: dict[str, set[int]] = defaultdict(set)
    for activity, changed in told:
        if changed.keys() & {"id", "at", "kind", "deleted_at", "about_id"}:
            touched[activity.about_label] |= {activity.about_id, changed.get("about_id", (None, None))[0]} - {None}
    post_last_contact({pk for label, ids in touched.items() if label in ways for pk in _customers_of(label, ids).values()})


def follow_moves(told: list[tuple[Any, dict[str, Any]]]) -> None:
    """Called with every write of what belongs to a customer: the talks about it go along to another one."""
    moved = [changed["customer_id"] for _record, changed in told if changed.get("customer_id", (None,))[0]]
    post_last_contact({pk for both in moved for pk in both if pk})


def post_last_contact(customer_ids: Iterable[int]) -> None:
    """Bring the last contact of these customers up to date, written where it differs; what is planned does not count."""
    ids = sorted(customer_ids)
    for start in range(0, len(ids), BLOCK):
        block = ids[start : start + BLOCK]
        last = _last(block)
        customers = list(Customer.unscoped.filter(Among("pk", block)).only("pk", "last_contact_on"))
        changed = [c for c in customers if c.last_contact_on != last.get(c.pk)]
        for customer in changed:
            customer.last_contact_on = last.get(customer.pk)
        loading.update(changed, ["last_contact_on"])


def _customers_of(label: str, ids: set[int]) -> dict[int, int]:
    """{record: its customer}."""
    model, way = ways[label]
    found: dict[int, int] = {}
    several = sorted(ids)
    for start in range(0, len(several), BLOCK):
        rows = model.unscoped.filter(Among("pk", several[start : start + BLOCK])).values_list("pk", way)
        found.update((pk, customer) for pk, customer in rows if customer)
    return found


def _last(block: list[int]) -> dict[int, Any]:
    """{customer: day of the newest talk}."""
    newest: dict[int, datetime] = {}
    for label, (model, way) in ways.items():
        about = model.unscoped.filter(Among(way, block))
        owners = dict(about.values_list("pk", way))
        talks = Activity.unscoped.filter(
            about_label=label, about_id__in=about.values("pk"),
            kind__in=TALKS, at__lte=timezone.now(), deleted_at=None,
        )  # fmt: skip
        for pk, at in talks.order_by().values_list("about_id").annotate(Max("at")):
            customer = owners[pk]
            newest[customer] = max(at, newest.get(customer, at))
    for source in sources:
        for customer, at in source(block).items():
            newest[customer] = max(at, newest.get(customer, at))
    return {customer: timezone.localtime(at).date() for customer, at in newest.items()}
