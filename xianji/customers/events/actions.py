"""What happens to news: somebody says what it means and what was done; grave news goes to finance as well."""

from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy, gettext_noop

from xianji.approval.requests.holders import Matter, holders
from xianji.approval.requests.rules import role
from xianji.customers.events.models import AccountEvent
from xianji.kit.actions import action
from xianji.kit.said import sentence
from xianji.org.days.calendar import work_calendar
from xianji.rulebook.parameters.reading import value
from xianji.workspace.tasks.opening import Opening, close_tasks, open_tasks

State, Severity = AccountEvent.State, AccountEvent.Severity
EVENING = time(18)


def is_grave(event: AccountEvent, _who: Any) -> bool:
    return event.severity == Severity.HIGH and event.credit_checked_on is None


@action(AccountEvent, when=State.NEW, then=State.TRIAGED, label=gettext_lazy("Say what it means"), icon="eye", primary=True)
def triage(event: AccountEvent, *, by: Any, severity: AccountEvent.Severity, meaning: str) -> None:
    """Somebody has looked at it; how grave it is may turn out otherwise than it came in."""
    event.severity, event.meaning, event.triaged_at = severity, meaning.strip(), timezone.now()


@action(AccountEvent, when=State.TRIAGED, then=State.ACTIONED, label=gettext_lazy("Answer"), icon="circle-check", primary=True)
def answer(event: AccountEvent, *, by: Any, answer: str) -> None:
    """What was done about it, if only that nothing needs to be done and why."""
    event.answer = answer.strip()


@action(AccountEvent, label=gettext_lazy("Credit looked at"), icon="scale", letter="A", only_for=is_grave,
        says=gettext_lazy("Write what the look at rating and limit came to; the task of finance closes with it."))  # fmt: skip
def check_credit(event: AccountEvent, *, by: Any, credit_outcome: str) -> None:
    """Finance has looked at rating and limit because of this."""
    event.credit_outcome, event.credit_checked_on = credit_outcome.strip(), timezone.localdate()


def follow_grave(told: list[tuple[AccountEvent, dict[str, tuple[Any, Any]]]]) -> None:
    """Called with every write of news: grave news opens a task for finance, which closes with the look at the credit."""
    touched = [one for one, changed in told if changed.keys() & {"severity", "credit_checked_on", "deleted_at", "customer_id"}]
    is_open = {one.pk: is_grave(one, None) and one.deleted_at is None for one in touched}
    if closing := [key_of(one) for one in touched if not is_open[one.pk]]:
        close_tasks(closing)
    if opening := [one for one in touched if is_open[one.pk]]:
        open_tasks(map(credit_task, opening))


def key_of(event: AccountEvent) -> str:
    return f"event:{event.pk}:credit"


def credit_task(event: AccountEvent) -> Opening:
    """For the nearest who holds the credit, within so many working days; where nobody does, for who answers for the news."""
    found = holders(role("FIN"), Matter(event.unit_id, event.owner_id, AccountEvent.label()))
    first = timezone.localtime(event.created_at).date()
    due = work_calendar("").add_workdays(first, int(value("acctevent.credit")))
    return Opening(
        key=key_of(event),
        title=sentence(gettext_noop("Look at the credit of %(customer)s: %(news)s"), customer=event.customer, news=event),
        owner_id=found[0].pk if found else event.owner_id, due_at=timezone.make_aware(datetime.combine(due, EVENING)),
        about=(event.label(), event.pk), clause="3.3.2b", priority="high", source="sla",
    )  # fmt: skip
