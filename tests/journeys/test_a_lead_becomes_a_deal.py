"""Scenario A1 to A4: a lead of a fair is scored, given out, missed, given on, spoken with and converted once."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from tests.making import make
from xianji.audit.models import Entry
from xianji.catalog.models import Term
from xianji.customers.leads import scoring
from xianji.customers.leads.actions import convert, distribute, qualify
from xianji.customers.leads.chasing import chase
from xianji.customers.leads.controls import leads_are_called_in_time
from xianji.customers.models import Campaign, Customer, Lead, Touch
from xianji.kit import store, verbs
from xianji.kit.comments.keeping import comment, comments_of
from xianji.kit.refusals import WrongState
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org.actors import actor_of
from xianji.org.models import Assignment, Person, Region, Role, Unit, User
from xianji.policy.runs.running import run
from xianji.sales.models import Opportunity
from xianji.workspace.models import Notice

SUP, REPS = "马主管", ("陈一", "李二", "王三")


def moment(text):
    return timezone.make_aware(datetime.fromisoformat(f"2026-{text}"))


@pytest.fixture
def clock(monkeypatch, settings):
    """`clock("07-02T09:00")`: that is now."""
    settings.TIME_ZONE = "Asia/Shanghai"
    return lambda text: monkeypatch.setattr("django.utils.timezone.now", lambda: moment(text))


@pytest.fixture
def house(cast):
    """The sellers of a team with their supervisor, a region, an industry of which one seller knows a customer."""
    with actor.acting(SYSTEM):
        team = store.create(Unit(name="华东一部", kind="team", parent=cast.company))
        sup = person(SUP, team, "SUP")
        team.head = sup
        store.change(team)
        made = {name: person(name, team, "REP") for name in REPS}
        industry = make(Term, dictionary="industry", code="machines", name="机械")
        make(Customer, name="丁土物流(虚构)", industry=industry, owner=made["李二"])
        region = store.create(Region(code="EAST", name="华东", unit=team))
    return {**made, SUP: sup, "industry": industry, "region": region}


def person(name, unit, role):
    one = store.create(Person(name=name, unit=unit, email=f"p{Person.unscoped.count()}@stars.example"))
    user = User.objects.create_user(f"u{one.pk}", one.email, "a long word for tests", person=one)
    Assignment.objects.create(user=user, role=Role.unscoped.get(code=role))
    return one


def acting(one):
    return actor.acting(actor_of(User.objects.get(person=one)))


def test_from_the_fair_to_the_deal(clock, cast, house):
    # A1: scored and given to the one who knows the industry
    clock("06-20T10:00")
    with actor.acting(SYSTEM):
        campaign = make(Campaign, name="装备展", channel="event", starts_on=date(2026, 6, 18), ends_on=date(2026, 6, 25), budget=80_000)
    clock("07-02T09:00")
    with actor.acting(SYSTEM):
        lead = make(Lead, company="甲木重工(虚构)", person="设备部经理", part="influence", mobile="13800138001", source="event",
                    campaign=campaign, standing="priority", industry=house["industry"], employees=1450, region=house["region"],
                    basis="consent", need="产线改造\n四百只传感器", budget=1_200_000)  # fmt: skip
        scoring.note(lead, "talk")
        scoring.note(lead, "quote")
        distribute(lead)
    assert (campaign.number, lead.number) == ("CM-202606-01", "LD-202607-00001")
    assert (lead.fit, lead.behaviour, lead.score, lead.grade) == (46, 30, 76, "A")
    assert (lead.owner, lead.state, lead.first_due_at) == (house["李二"], "assigned", moment("07-02T14:00"))
    assert lead.next_step_at == lead.first_due_at

    # A2: missed; the owner hears at once, the supervisor when it goes on
    for text in ("07-02T14:05", "07-02T14:10"):
        clock(text)
        with actor.acting(SYSTEM):
            chase()
    run(leads_are_called_in_time, date(2026, 7, 2))
    clock("07-02T18:00")
    with actor.acting(SYSTEM):
        chase()
        chase()
    lead = Lead.unscoped.get(pk=lead.pk)
    assert lead.owner == house["陈一"]
    assert list(Notice.objects.filter(kind="lead").order_by("pk").values_list("person__name", flat=True)) == ["李二", SUP]
    found = run(leads_are_called_in_time, date(2026, 7, 2))
    assert list(found.parts.values_list("owner__name", "verdict", "cases")) == [("李二", "fail", 1)]
    owners = [one.changes["owner_id"] for one in Entry.objects.filter(label="customers.lead", record_id=lead.pk).order_by("pk") if "owner_id" in one.changes]
    assert owners == [[None, house["李二"].pk], [house["李二"].pk, house["陈一"].pk]]

    # A3: reached, and worth a deal
    clock("07-03T09:20")
    with acting(house["陈一"]):
        verbs.create(Touch, {"lead": lead, "channel": "call", "outcome": "connected", "seconds": 360, "at": moment("07-03T09:20"),
                              "next_step_at": moment("07-06T10:00")})
        comment(lead, "Wants it before autumn")
        lead = Lead.unscoped.get(pk=lead.pk)
        assert (lead.state, lead.contacted_at, lead.followed_at, lead.next_step_at) == (
            "contacted", moment("07-03T09:20"), moment("07-03T09:20"), moment("07-06T10:00"))  # fmt: skip
        qualify(lead)
    found = run(leads_are_called_in_time, date(2026, 7, 3))
    assert list(found.parts.values_list("owner__name", "verdict", "cases")) == [("陈一", "pass", 1)]

    # A4: converted once, with what was said
    clock("07-06T09:30")
    with acting(house["陈一"]):
        convert(lead)
        with pytest.raises(WrongState):
            convert(Lead.unscoped.get(pk=lead.pk))
    deal, customer, contact = Opportunity.unscoped.get(), lead.customer, lead.contact
    assert (deal.number, deal.stage, deal.amount, deal.customer, deal.contact) == ("OP-202607-0001", "qualify", 1_200_000, customer, contact)
    assert (lead.state, lead.deal_id) == ("converted", deal.pk)
    assert (customer.name, customer.state, customer.employees, customer.owner) == ("甲木重工(虚构)", "prospect", 1450, house["陈一"])
    assert (contact.name, contact.part, contact.is_primary, contact.mobile) == ("设备部经理", "influence", True, "13800138001")
    assert Touch.unscoped.get().customer == customer
    assert Customer.unscoped.get(pk=customer.pk).last_contact_on == date(2026, 7, 3)
    assert comments_of(customer).count() == 1 and not comments_of(lead).exists()
