"""What people do with what lies in a pool, and how customers come there."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.customers.pool.entering import lay, must_fit, release
from xianji.customers.pool.leaving import hand
from xianji.customers.pool.limits import must_allow
from xianji.customers.pool.membership import belongs
from xianji.customers.pool.models import Pool, PoolEntry, Ways
from xianji.customers.pool.protection import must_be_free
from xianji.customers.pool.subjects import subject_of
from xianji.kit.actions import action, afterwards
from xianji.kit.refusals import Refused
from xianji.org.models import Person

Cycle = Customer.Cycle


@action(PoolEntry, label=pgettext_lazy("pool", "Claim"), icon="user-plus", letter="K", primary=True)
def claim(entry: PoolEntry, *, by: Any) -> None:
    """Yours from now on, with its contacts; the first follow-up is due soon."""
    person = Person.unscoped.filter(pk=by.person_id).first()
    if person is None:
        raise Refused(_("Only a person can claim something."))
    must_allow(entry, person, by_claim=True)
    leave(entry, person, Ways.CLAIMED)


@action(PoolEntry, label=gettext_lazy("Assign"), icon="user-share", letter="G")
def assign(entry: PoolEntry, *, by: Any, to: Person, why: str = "") -> None:
    """To somebody who belongs to the pool and has room."""
    if to.left_on or not belongs(entry.pool, to):
        told = _("%(person)s does not belong to the pool “%(pool)s”. Add them to it first.")
        raise Refused("", {"to": [told % {"person": to, "pool": entry.pool}]})
    must_allow(entry, to, by_claim=False)
    leave(entry, to, Ways.ASSIGNED, why)


def leave(entry: PoolEntry, to: Person, how: str, why: str = "") -> None:
    entry.deleted_at = timezone.now()
    afterwards(lambda: hand(entry, to, how, why))


@action(
    Customer, when=(Cycle.PROSPECT, Cycle.ACTIVE, Cycle.DORMANT, Cycle.LOST), label=gettext_lazy("Into the pool"),
    icon="ripple", danger=True,
)  # fmt: skip
def to_pool(customer: Customer, *, by: Any, pool: Pool, why: str) -> None:
    """Somebody else may have it, with its contacts; why helps the next one."""
    subject, former = subject_of(customer), {customer.pk: customer.owner_id}
    must_fit(subject, [customer], pool)
    must_be_free(subject, customer)
    how = Ways.RETURNED if customer.owner_id else Ways.PUT
    release(subject, customer)
    afterwards(lambda: lay(subject, [customer], former, pool, how, why))
