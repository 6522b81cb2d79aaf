"""How the demo company looks after its customers: teams of large ones, who knows whom, playbooks, plans and renewals."""

from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.db.models import F
from django.db.models.functions import TruncDate
from django.utils import timezone

from xianji.config.demo.company import LOGINS, Company
from xianji.config.demo.history import make_contacts_of
from xianji.customers.health import score
from xianji.customers.models import (
    AccountPlan,
    AccountTeam,
    Contact,
    ContactLink,
    Customer,
    PlanAction,
    Playbook,
    PlaybookStep,
    TeamMember,
)
from xianji.kit import sets, store
from xianji.org.models import Person, User
from xianji.sales.models import Opportunity
from xianji.workspace.models import Activity

SIZES = ("large", "medium", "small")
KNOWN = 3
"""Contacts of a large customer."""
TARGETS = 8
"""Large customers, the first ones, that are worth a plan of their own."""


def devise(told: dict[str, Any], company: Company, pick: Random) -> None:
    Customer.unscoped.filter(size_class="large").update(became_large_on=TruncDate(F("created_at")))
    large = list(Customer.unscoped.filter(size_class="large").select_related("owner").order_by("pk"))
    assemble(told, [one for one in large if one.state != "prospect"], pick)
    weigh(told, large, pick)
    playbooks = write_playbooks(told)
    plan(told, large[:TARGETS], playbooks["large"], pick)


def at(login: str) -> Person:
    person = User.objects.get(login=login).person
    assert person is not None and login in {name for name, _role, _place in LOGINS}
    return person


def assemble(told: dict[str, Any], large: list[Customer], pick: Random) -> None:
    """Owner, technician and sponsor, and three contacts at least."""
    technician, sponsor, lawyer = at("market"), at("director"), at("finance")
    teams = [AccountTeam(customer=one, name=f"{one.short_name} · {told['team']}", owner=one.owner) for one in large]
    sets.insert_many(AccountTeam, teams, source="demo")
    members = []
    for team in teams:
        parts = [(team.customer.owner, "owner", Decimal(1)), (technician, "tech", None), (sponsor, "exec_sponsor", None)]
        parts += [(lawyer, "finance", None)] if pick.random() < 0.3 else []
        members += [
            TeamMember(
                team=team, person=person, role=role, split=split, owner=team.owner, access="edit" if role == "owner" else "read"
            )
            for person, role, split in parts
        ]
    sets.insert_many(TeamMember, members, source="demo")
    have = {one.pk: Contact.unscoped.filter(customer=one).count() for one in large}
    sets.insert_many(Contact, [
        contact for one in large for contact in make_contacts_of(told, one, one.pk, range(have[one.pk], KNOWN), pick)
    ], source="demo")  # fmt: skip


def weigh(told: dict[str, Any], large: list[Customer], pick: Random) -> None:
    """Influence by the part in buying, and who listens to whom."""
    links = []
    for customer in large:
        people = list(Contact.unscoped.filter(customer=customer).order_by("pk"))
        for one in people:
            weight = {"decision": 5, "influence": 4, "gatekeeper": 1}.get(one.part, pick.randint(2, 3))
            Contact.unscoped.filter(pk=one.pk).update(influence=weight, department=pick.choice(told["departments"]))
        for one in people[1:]:
            kind = pick.choice(["reports", "reports", "trusts", "knows", "against"])
            links.append(ContactLink(contact=one, other=people[0], kind=kind, strength=pick.randint(1, 5), owner=customer.owner))
        links.append(ContactLink(contact=people[0], colleague=at("director"), kind="knows", strength=3, owner=customer.owner))
        links.append(ContactLink(contact=people[-1], colleague=customer.owner, kind="knows", strength=4, owner=customer.owner))
    sets.insert_many(ContactLink, links, source="demo")


def write_playbooks(told: dict[str, Any]) -> dict[str, Playbook]:
    """One for each size."""
    made = {}
    for size in SIZES:
        name, strategy, steps = told["playbooks"][size]
        made[size] = store.create(Playbook(name=name, size_class=size, strategy=strategy, state="active"))
        for place, (title, role) in enumerate(steps):
            store.create(PlaybookStep(playbook=made[size], title=title, days=5 * (place + 1), role=role))
    return made


def plan(told: dict[str, Any], targets: list[Customer], playbook: Playbook, pick: Random) -> None:
    """Each target has a plan that was approved some weeks ago."""
    today = timezone.localdate()
    Customer.unscoped.filter(pk__in=[one.pk for one in targets]).update(target=True, playbook=playbook)
    plans = []
    for one in targets:
        began, share = today - timedelta(days=pick.randint(20, 90)), Decimal(pick.randint(10, 40)) / 100
        plans.append(AccountPlan(
            customer=one, playbook=playbook, name=f"{one.short_name} · {told['plan']}", owner=one.owner, from_on=began,
            approved_on=began, to_on=began + timedelta(days=365), objectives=pick.choice(told["objectives"]), wallet_now=share,
            wallet_target=share + Decimal("0.15"), competitors=pick.choice(told["rivals"]), risks=pick.choice(told["lost"]),
            state="active",
        ))  # fmt: skip
    sets.insert_many(AccountPlan, plans, source="demo")
    sets.insert_many(PlanAction, [
        PlanAction(plan=one, title=pick.choice(told["steps"]), person=one.owner, owner=one.owner,
                   due_on=today + timedelta(days=pick.randint(5, 60)))
        for one in plans for _turn in range(2)
    ], source="demo")  # fmt: skip


def renew(told: dict[str, Any], company: Company, pick: Random) -> None:
    """Whoever of medium size keeps buying is asked about the next time; spoken about last week. After everything that was
    bought."""
    today, now = timezone.localdate(), timezone.now()
    buyers = Customer.unscoped.filter(size_class="medium", state="active", orders_year__gte=2).select_related("owner")
    made = [
        Opportunity(
            name=f"{one.short_name} · {told['renewal']}", customer=one, owner=one.owner, is_renewal=True, stage="needs",
            amount=Decimal(pick.randint(3, 30)) * 10_000, opened_on=today - timedelta(days=20),
            staged_on=today - timedelta(days=6), expected_on=today + timedelta(days=pick.randint(30, 120)),
            next_step=pick.choice(told["steps"]), next_step_on=today + timedelta(days=pick.randint(1, 14)),
        )
        for one in buyers.order_by("pk")
    ]  # fmt: skip
    sets.insert_many(Opportunity, made, source="demo")
    sets.insert_many(Activity, [
        Activity(kind="call", subject=told["renewal"], at=now - timedelta(days=5), owner=one.owner, about_label=one.label(),
                 about_id=one.pk)
        for one in made
    ], source="demo")  # fmt: skip
    score.renew()
