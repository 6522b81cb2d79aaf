"""Scenario A1 to A4: a lead of a fair is scored, given out, missed, given on, spoken with and converted once; what became of it
is completed and sorted."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.making import make
from xianji.audit.models import Entry
from xianji.catalog.models import Term
from xianji.customers.leads import explained, rules, scoring
from xianji.customers.leads.actions import convert, distribute, qualify
from xianji.customers.leads.chasing import chase
from xianji.customers.leads.controls import leads_are_called_in_time
from xianji.customers.models import Campaign, ClassificationResult, Contact, Customer, Lead, Preference, Touch
from xianji.customers.profiles import completeness
from xianji.customers.profiles.controls import files_are_complete
from xianji.kit import store, verbs
from xianji.kit.comments.keeping import comment, comments_of
from xianji.kit.refusals import Refused, WrongState
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org import numbers
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
        industry = make(Term, dictionary="industry", code="machines", name="机械", standing=Term.Standing.PRIORITY)
        make(Customer, name="丁土物流(虚构)", industry=industry, owner=made["李二"])
        region = store.create(Region(code="EAST", name="华东", unit=team))
        for prefix, last in (("AC", 100), ("CT", 200)):
            numbers.skip_to(prefix, last)
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
        lead = make(Lead, company="甲木重工(虚构)", person="设备部经理", part="influence", mobile="13800138001", email="shebei@jiamu.example", source="event",
                    campaign=campaign, standing="priority", industry=house["industry"], employees=1450, region=house["region"],
                    basis="consent", need="产线改造\n四百只传感器", budget=1_200_000)  # fmt: skip
        scoring.note(lead, "talk")
        scoring.note(lead, "quote")
        distribute(lead)
    assert (campaign.number, lead.number) == ("CM-202606-01", "LD-202607-00001")
    assert (lead.fit, lead.behaviour, lead.score, lead.grade) == (46, 30, 76, "A")
    assert (lead.owner, lead.state, lead.first_due_at) == (house["李二"], "assigned", moment("07-02T14:00"))
    assert lead.next_step_at == lead.first_due_at
    with actor.acting(SYSTEM):
        assert sorted(line.points for line in explained.fit_lines(lead)[0]) == [8, 8, 15, 15]
        assert [line.points for line in explained.behaviour_lines(lead)] == [20, 10]

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
        assert rules.known((lead.budget, lead.part, lead.need, lead.wanted_on)) == 3, "of budget, authority, need and time"
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
    assert (customer.number, contact.number) == ("AC-000101", "CT-000201")
    assert (Customer.unscoped.count(), Contact.unscoped.count(), Opportunity.unscoped.count()) == (2, 1, 1)
    with acting(house["陈一"]):
        complete(customer)
    file_is_as_complete_as_a_prospect_needs(customer)
    class_follows_from_the_table(customer)


def complete(customer):
    """What the seller learns in the first days; a number with two digits changed places is refused."""
    told = {"registration_type": "usci", "address": "纸鹤路 1 号", "potential": Decimal(4_200_000), "need_kind": "project",
            "annual_revenue": Decimal(900_000_000)}  # fmt: skip
    with pytest.raises(Refused) as refused:
        verbs.change(customer, {**told, "registration_no": "91350100M000010Y43"})
    assert list(refused.value.fields) == ["registration_no"]
    verbs.change(Customer.unscoped.get(pk=customer.pk), {**told, "registration_no": "91350100M000100Y43"})
    for dimension in ("function", "quality"):
        verbs.create(Preference, {"customer": customer, "dimension": dimension, "value": "四百只，误差千分之一"})


def file_is_as_complete_as_a_prospect_needs(customer):
    """Basics 30, contacts 20 of 25 as nobody who decides is known, history 15 as there is none yet, preferences 10, invoices 0."""
    row = completeness.aged(Customer.unscoped.filter(pk=customer.pk)).annotate(**{f"p_{k}": v for k, v in completeness.parts().items()}).get()
    groups = (completeness.BASICS, completeness.CONTACTS, completeness.HISTORY, completeness.PREFERENCES, completeness.FINANCE)
    assert [sum(getattr(row, f"p_{name}") for name in group) / completeness.HALVES for group in groups] == [30, 20, 15, 10, 0]
    found = run(files_are_complete, date(2026, 7, 6))
    assert ("陈一", "pass", 1) in found.parts.values_list("owner__name", "verdict", "cases")
    assert files_are_complete.check(Customer.unscoped.filter(pk=customer.pk), date(2026, 7, 6), minimum={
        "L": Decimal(1), "M": Decimal(1), "S": Decimal(1), "P": Decimal("0.75")}).get().verdict == "pass", "75 of 100"


def class_follows_from_the_table(customer):
    """A hundred points and large, shown as a potential customer as nothing was bought yet."""
    made = ClassificationResult.objects.get(customer_id=customer.pk, until=None)
    assert made.parts == {"scale": 25, "trade": 25, "industry": 20, "need": 30}
    assert (made.points, made.size, made.shown, made.is_complete) == (100, "large", "potential", True)
    now = Customer.unscoped.get(pk=customer.pk)
    assert (now.size_class, now.shown_class, now.get_shown_class_display()) == ("large", "potential", "Potential")
