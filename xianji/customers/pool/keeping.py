"""Keeping longer what one holds: an extension once, or protection for a time; both are asked for and granted."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from xianji.approval.requests.asking import ask
from xianji.approval.requests.rules import Stage, role, stage
from xianji.customers.pool.deciding import terms_on
from xianji.customers.pool.holding import hold_of
from xianji.customers.pool.models import Hold
from xianji.customers.pool.of_customers import CUSTOMERS, IN_LIFE
from xianji.customers.pool.of_leads import LEADS, WORKED
from xianji.customers.pool.rules import Terms
from xianji.customers.pool.subjects import Subject, subject_of
from xianji.kit.actions import Action, action, approval
from xianji.kit.refusals import Refused
from xianji.kit.web import writing
from xianji.rulebook.parameters.reading import value

HOURS = 16
"""Working hours in which it is decided."""


def extend(record: Any, *, by: Any) -> None:
    """It stays so many days more than the rules say."""
    subject = subject_of(record)
    hold, terms = hold_of(subject, record), terms_for(subject, record)
    begins = max(hold.falls_on or timezone.localdate(), timezone.localdate())
    hold.extended_until = begins + timedelta(days=terms.extension or 0)
    hold.falls_on, hold.falls_by, hold.warned_on = None, "", None
    hold.save()


def protect(record: Any, *, by: Any) -> None:
    """It does not go back until the day that was asked for."""
    hold = hold_of(subject_of(record), record)
    hold.protected_until, hold.wished_until = hold.wished_until, None
    hold.falls_on, hold.falls_by, hold.warned_on = None, "", None
    hold.save()


def ask_longer(record: Any, *, by: Any, why: str) -> None:
    """Once for each owner, shortly before it would go back; the table says for how long and who decides."""
    subject = subject_of(record)
    hold, terms = hold_of(subject, record), terms_for(subject, record)
    if not terms.extension or not terms.by:
        raise Refused(_("The rules of the pool know no extension for “%(record)s”.") % {"record": record})
    if hold.extended_until is not None:
        told = _("“%(record)s” was kept longer once already, until %(day)s; that is possible once.")
        raise Refused(told % {"record": record, "day": writing.day(hold.extended_until)})
    if hold.falls_on is None:
        raise Refused(_("“%(record)s” does not go back soon; ask when you are warned.") % {"record": record})
    facts = {
        gettext_noop("Goes back on"): hold.falls_on, gettext_noop("Days more"): terms.extension, gettext_noop("Why"): why,
    }  # fmt: skip
    ask(record, chain(terms), yes=granted[subject.name, "extend"], by=by, facts=facts, subject=gettext_noop("Keep longer"))


def ask_protection(record: Any, *, by: Any, until: date, why: str) -> None:
    """For a time it does not go back, whatever the rules say; so many at once and no more."""
    subject, today = subject_of(record), timezone.localdate()
    last = today + timedelta(days=int(value("pool.protected_days")))
    if not today < until <= last:
        told = _("“%(day)s” is not possible. Choose a day until %(last)s.")
        raise Refused("", {"until": [told % {"day": until, "last": last}]})
    most, has = int(value("pool.protected_most")), protected_by(subject, record.owner_id, today)
    if has >= most:
        told = _("%(has)s of at most %(most)s are protected for the owner already.")
        raise Refused(told % {"has": has, "most": most})
    hold = hold_of(subject, record)
    hold.wished_until = until
    hold.save()
    facts = {gettext_noop("Until"): until, gettext_noop("Why"): why}
    steps, yes = chain(terms_for(subject, record)), granted[subject.name, "protect"]
    ask(record, steps, yes=yes, by=by, facts=facts, subject=gettext_noop("Protect"))


def protected_by(subject: Subject, owner_id: int | None, today: date) -> int:
    mine = Q(**{f"{subject.link}__owner": owner_id}, protected_until__gte=today)
    return Hold.objects.filter(mine).count()


def terms_for(subject: Subject, record: Any) -> Terms:
    return terms_on()(subject.kind_of(record), subject.grade_of(record))


def chain(terms: Terms) -> list[Stage]:
    return [stage(*(role(code) for code in terms.by), quorum="any", hours=HOURS)]


granted: dict[tuple[str, str], Action] = {}
"""{(subject, verb): what an approval does}."""


def verbs_of(subject: Subject, when: tuple[Any, ...]) -> list[Action]:
    """The four verbs for one kind of record: two that ask, two that only an approval does."""
    longer: dict[str, Any] = {"label": gettext_lazy("Keep longer"), "icon": "calendar-plus"}
    safe: dict[str, Any] = {"label": gettext_lazy("Protect"), "icon": "shield-check"}
    asks: dict[str, Any] = {"when": when, "alone": True}
    granted[subject.name, "extend"] = action(subject.model, when=when, only_through=approval, **longer)(extend)
    granted[subject.name, "protect"] = action(subject.model, when=when, only_through=approval, **safe)(protect)
    return [
        action(subject.model, **{**longer, **asks, "label": gettext_lazy("Ask to keep longer")})(ask_longer),
        action(subject.model, **{**safe, **asks, "label": gettext_lazy("Ask for protection")})(ask_protection),
        granted[subject.name, "extend"], granted[subject.name, "protect"],
    ]  # fmt: skip


OF_CUSTOMERS, OF_LEADS = verbs_of(CUSTOMERS, IN_LIFE), verbs_of(LEADS, WORKED)
