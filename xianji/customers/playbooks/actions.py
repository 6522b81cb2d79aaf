"""What people do with playbooks: put them into use, and apply them to a customer, whose people get the steps as tasks."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.customers.customers.actions import OURS
from xianji.customers.customers.models import Customer
from xianji.customers.playbooks.giving import Given, give
from xianji.customers.playbooks.models import Playbook, PlaybookStep
from xianji.customers.teams.models import TeamMember
from xianji.kit.actions import action
from xianji.kit.refusals import Refused
from xianji.org.days.calendar import work_calendar

State = Playbook.State
SEGMENT = ("size_class", "industry_id", "region_id")


@action(Playbook, when=(State.DRAFT, State.RETIRED), then=State.ACTIVE, label=gettext_lazy("Put into use"), icon="player-play",
        primary=True)  # fmt: skip
def put_into_use(playbook: Playbook, *, by: Any) -> None:
    """From now on it can be applied."""
    if not PlaybookStep.unscoped.filter(playbook=playbook, deleted_at=None).exists():
        raise Refused(_("This playbook has no steps. Add what is to be done first."))


@action(Playbook, when=State.ACTIVE, then=State.RETIRED, label=pgettext_lazy("playbook", "Take out of use"), icon="archive")
def retire(playbook: Playbook, *, by: Any) -> None:
    """Not applied any more; what was begun goes on."""


@action(Customer, when=OURS, label=gettext_lazy("Apply a playbook"), icon="book")
def apply_playbook(customer: Customer, *, by: Any, playbook: Playbook) -> None:
    """Its steps become tasks of the customer's people; applied once more, only what is new in it."""
    must_fit(customer, playbook)
    customer.playbook = playbook
    give_tasks(customer, playbook)


def must_fit(customer: Customer, playbook: Playbook) -> None:
    if playbook.state != State.ACTIVE:
        raise Refused("", {"playbook": [_("“%(playbook)s” is not in use.") % {"playbook": playbook}]})
    for name in SEGMENT:
        wanted = getattr(playbook, name)
        if wanted and getattr(customer, name) != wanted:
            field: Any = Playbook._meta.get_field(name.removesuffix("_id"))
            told = {"playbook": playbook, "field": field.verbose_name, "customer": customer}
            raise Refused("", {"playbook": [_("“%(playbook)s” is for others: “%(field)s” of “%(customer)s” differs.") % told]})


def give_tasks(customer: Customer, playbook: Playbook) -> int:
    """Each step to whoever has its role in the customer's team, else to the customer's owner; returns how many are new."""
    members = TeamMember.unscoped.filter(team__customer=customer, team__deleted_at=None, deleted_at=None)
    people = dict(members.order_by("-pk").values_list("role", "person_id"))
    calendar, today = work_calendar(), timezone.localdate()
    steps = PlaybookStep.unscoped.filter(playbook=playbook, deleted_at=None)
    return give(customer, {
        f"playbook:{one.pk}:{customer.pk}":
            Given(one.title, people.get(one.role) or customer.owner_id, calendar.add_workdays(today, one.days))
        for one in steps
    })  # fmt: skip
