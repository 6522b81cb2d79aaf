"""The team on the customer's page, behind a tab, with what is still missing of it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer
from xianji.customers.customers.tabs import STRATEGY
from xianji.customers.teams import rules
from xianji.customers.teams.controls import CONTACTS
from xianji.customers.teams.models import AccountTeam, TeamMember
from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.rulebook.parameters.reading import value

MOST = 20
"""Teams of one customer that are shown."""


class TeamPanel(Panel):
    def open_on(self, record: Any) -> bool:
        return actor.current().may("customers.accountteam.view")

    def context(self, record: Customer, request: HttpRequest) -> dict[str, Any]:
        resource = registry.resource_of(AccountTeam)
        teams = list(AccountTeam.objects.filter(customer=record).order_by("pk")[:MOST])
        members = TeamMember.objects.filter(team__in=teams).select_related("person").order_by("pk")
        rows = [{"team": team, "href": resource.address(team.pk), "members": []} for team in teams]
        by_team = {row["team"].pk: row["members"] for row in rows}
        for one in members:
            by_team[one.team_id].append({"one": one, "split": writing.percent(one.split, 2) if one.split is not None else ""})
        is_large = record.size_class == Customer.Size.LARGE
        return {
            "teams": rows, "lacks": lacks(record, list(members)) if is_large and not record.no_team_because else [],
            "is_large": is_large, "may_change": resource.may(actor.current(), "change"),
            "new_href": f"{resource.path}new?customer={record.pk}" if resource.may(actor.current(), "create") else "",
        }  # fmt: skip


def lacks(customer: Customer, members: list[TeamMember]) -> list[str]:
    """What the team of a large customer still needs, in words."""
    people, least = len({one.person_id for one in members}), int(value("team.min"))
    contacts = Contact.unscoped.filter(customer=customer, deleted_at=None).count()
    filled = {one.role for one in members}
    roles = [label for role, label in TeamMember.Role.choices if role in rules.NEEDED and role not in filled]
    found = [_("%(have)s of %(need)s people") % {"have": people, "need": least}] if people < least else []
    found += [str(label) for label in roles]
    return found + ([_("%(have)s of %(need)s contacts") % {"have": contacts, "need": CONTACTS}] if contacts < CONTACTS else [])


TEAM = TeamPanel("team", gettext_lazy("Team"), "customers/team.html", "tab", fold=STRATEGY, order=1)
