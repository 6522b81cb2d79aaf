"""Keeping longer what one holds: an extension once, or protection for a time; both are asked for and granted."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.approval.requests.asking import ask
from xianji.approval.requests.rules import Stage, role, stage
from xianji.customers.customers.models import Customer
from xianji.customers.pool.deciding import terms_on
from xianji.customers.pool.holding import hold_of
from xianji.customers.pool.models import Hold
from xianji.customers.pool.of_customers import IN_LIFE
from xianji.customers.pool.rules import Terms
from xianji.customers.pool.subjects import Subject, subject_of
from xianji.kit.actions import action, approval
from xianji.kit.refusals import Refused
from xianji.kit.web import writing
from xianji.rulebook.parameters.reading import value

HOURS = 16
"""Working hours in which it is decided."""


@action(Customer, when=IN_LIFE, only_through=approval, label=gettext_lazy("Keep longer"), icon="calendar-plus")
def extend(customer: Customer, *, by: Any) -> None:
    """It stays so many days more than the rules say."""
    subject = subject_of(customer)
    hold, terms = hold_of(subject, customer), terms_for(subject, customer)
    begins = max(hold.falls_on or timezone.localdate(), timezone.localdate())
    hold.extended_until = begins + timedelta(days=terms.extension or 0)
    hold.falls_on, hold.falls_by, hold.warned_on = None, "", None
    hold.save()


@action(Customer, when=IN_LIFE, only_through=approval, label=gettext_lazy("Protect"), icon="shield-check")
def protect(customer: Customer, *, by: Any) -> None:
    """It does not go back until the day that was asked for."""
    hold = hold_of(subject_of(customer), customer)
    hold.protected_until, hold.wished_until = hold.wished_until, None
    hold.falls_on, hold.falls_by, hold.warned_on = None, "", None
    hold.save()


@action(Customer, when=IN_LIFE, label=gettext_lazy("Ask to keep longer"), icon="calendar-plus", alone=True)
def ask_longer(customer: Customer, *, by: Any, why: str) -> None:
    """Once for each owner, shortly before it would go back; the table says for how long and who decides."""
    subject = subject_of(customer)
    hold, terms = hold_of(subject, customer), terms_for(subject, customer)
    if not terms.extension or not terms.by:
        raise Refused(_("The rules of the pool know no extension for “%(record)s”.") % {"record": customer})
    if hold.extended_until is not None:
        told = _("“%(record)s” was kept longer once already, until %(day)s; that is possible once.")
        raise Refused(told % {"record": customer, "day": writing.day(hold.extended_until)})
    if hold.falls_on is None:
        raise Refused(_("“%(record)s” does not go back soon; ask when you are warned.") % {"record": customer})
    facts = {_("Goes back on"): writing.day(hold.falls_on), _("Days more"): terms.extension, _("Why"): why}
    ask(customer, chain(terms), yes=extend, by=by, facts=facts, subject=_("Keep longer"))


@action(Customer, when=IN_LIFE, label=gettext_lazy("Ask for protection"), icon="shield-check", alone=True)
def ask_protection(customer: Customer, *, by: Any, until: date, why: str) -> None:
    """For a time it does not go back, whatever the rules say; so many at once and no more."""
    subject, today = subject_of(customer), timezone.localdate()
    last = today + timedelta(days=int(value("pool.protected_days")))
    if not today < until <= last:
        told = _("“%(day)s” is not possible. Choose a day until %(last)s.")
        raise Refused("", {"until": [told % {"day": until, "last": last}]})
    most, has = int(value("pool.protected_most")), protected_by(subject, customer.owner_id, today)
    if has >= most:
        told = _("%(has)s of at most %(most)s are protected for the owner already.")
        raise Refused(told % {"has": has, "most": most})
    hold = hold_of(subject, customer)
    hold.wished_until = until
    hold.save()
    facts = {_("Until"): writing.day(until), _("Why"): why}
    ask(customer, chain(terms_for(subject, customer)), yes=protect, by=by, facts=facts, subject=_("Protect"))


def protected_by(subject: Subject, owner_id: int | None, today: date) -> int:
    mine = Q(**{f"{subject.link}__owner": owner_id}, protected_until__gte=today)
    return Hold.objects.filter(mine).count()


def terms_for(subject: Subject, record: Any) -> Terms:
    return terms_on()(subject.kind_of(record), subject.grade_of(record))


def chain(terms: Terms) -> list[Stage]:
    return [stage(*(role(code) for code in terms.by), quorum="any", hours=HOURS)]
