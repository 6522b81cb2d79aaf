"""A1 to A4: a lead of a fair is scored, given out, missed, given on, spoken with and converted once; its file and its class."""

from datetime import date
from decimal import Decimal as D

from tests.journeys.stars.house import House, fresh, moment
from xianji.audit.models import Entry
from xianji.customers.leads.chasing import chase
from xianji.customers.leads.controls import leads_are_called_in_time
from xianji.customers.models import Campaign, ClassificationResult, Contact, Customer, Lead, Preference, Touch
from xianji.customers.profiles.controls import files_are_complete
from xianji.kit.comments.keeping import comment, comments_of
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org.models import Region
from xianji.policy.runs.running import run
from xianji.sales.models import Opportunity
from xianji.workspace.models import Notice


def walk(house: House) -> Opportunity:
    lead = a1_from_the_fair(house)
    a2_missed_and_given_on(house, lead)
    a3_reached(house, lead)
    return a4_converted(house, lead)


def a1_from_the_fair(house: House) -> Lead:
    """Scored, and given to the one who knows the industry."""
    house.now("06-18T10:00")
    with house.acting("李二"):
        known = house.fill("李二", Customer, name="丁土物流(虚构)", registration_type="usci", industry=house.industry,
                           region=Region.unscoped.get())  # fmt: skip
    assert known.owner == house.people["李二"]
    campaign = house.fill("蒋调研", Campaign, name="装备展", channel="event", starts_on="2026-06-18", ends_on="2026-06-25", budget="80000")
    house.now("07-02T09:00")
    lead = house.fill(
        "蒋调研", Lead, company="甲木重工(虚构)", person="设备部经理", part="influence", mobile="13800138001", email="shebei@jiamu.example",
        source="event", campaign=campaign, standing="priority", industry=house.industry, employees="1450", region=Region.unscoped.get(),
        basis="consent", need="产线改造\n一千只传感器", budget="1200000",
    )  # fmt: skip
    for sign in ("talk", "quote"):
        house.press("蒋调研", lead, "note_sign", sign=sign)
    lead = house.press("蒋调研", lead, "distribute")
    assert (campaign.number, lead.number) == ("CM-202606-01", "LD-202607-00001")
    assert (lead.fit, lead.behaviour, lead.score, lead.grade) == (46, 30, 76, "A")
    told = house.page("马主管", lead)["score"]
    assert sorted(line.points for line in told["fit"]) == [8, 8, 15, 15]
    assert sorted(line.points for line in told["behaviour"]) == [10, 20]
    assert (lead.owner, lead.first_due_at) == (house.people["李二"], moment("07-02T14:00")), "4 working hours"
    return lead


def a2_missed_and_given_on(house: House, lead: Lead) -> None:
    for text in ("07-02T14:05", "07-02T18:00"):
        house.now(text)
        with actor.acting(SYSTEM):
            chase()
            chase()
    assert fresh(lead).owner == house.people["陈一"]
    told = Notice.objects.filter(kind="lead").order_by("pk").values_list("person__name", flat=True)
    assert list(told) == ["李二", "马主管"]
    found = run(leads_are_called_in_time, date(2026, 7, 2))
    assert list(found.parts.values_list("owner__name", "verdict", "cases")) == [("李二", "fail", 1)]
    journal = Entry.objects.filter(label=lead.label(), record_id=lead.pk).order_by("pk")
    owners = [one.changes["owner_id"][1] for one in journal if "owner_id" in one.changes]
    assert owners[-2:] == [house.people["李二"].pk, house.people["陈一"].pk]


def a3_reached(house: House, lead: Lead) -> None:
    house.now("07-03T09:26")
    house.fill("陈一", Touch, lead=lead, channel="call", direction="out", outcome="connected", seconds="360", at="2026-07-03T09:20")
    with house.acting("陈一"):
        comment(lead, "秋天以前要用")
    lead = fresh(lead)
    assert (lead.state, lead.contacted_at) == ("contacted", moment("07-03T09:20"))
    assert house.press("陈一", lead, "qualify").state == "qualified", "of budget, authority, need and time three are known"
    found = run(leads_are_called_in_time, date(2026, 7, 3))
    assert list(found.parts.values_list("owner__name", "verdict", "cases")) == [("陈一", "pass", 1)]


def a4_converted(house: House, lead: Lead) -> Opportunity:
    house.now("07-06T09:30")
    house.press("陈一", lead, "convert")
    house.refused("陈一", lead, "convert")
    deal, lead = Opportunity.unscoped.get(), fresh(lead)
    customer, contact = lead.customer, lead.contact
    assert (customer.number, contact.number, deal.number) == ("AC-000101", "CT-000201", "OP-202607-0001")
    assert (deal.stage, deal.customer, deal.contact, lead.deal_id) == ("qualify", customer, contact, deal.pk)
    assert (Customer.unscoped.count(), Contact.unscoped.count(), Opportunity.unscoped.count()) == (2, 1, 1)
    assert comments_of(customer).count() == 1 and not comments_of(lead).exists(), "what was said goes along"
    assert fresh(customer).last_contact_on == date(2026, 7, 3)
    known_better(house, customer)
    as_complete_as_a_prospect_needs(house, customer)
    made = ClassificationResult.objects.get(customer_id=customer.pk, until=None)
    assert (made.parts, made.points) == ({"scale": 25, "trade": 25, "industry": 20, "need": 30}, 100)
    assert (fresh(customer).size_class, fresh(customer).shown_class) == ("large", "potential"), "no order: L"
    return deal


def known_better(house: House, customer: Customer) -> None:
    """What the seller learns in the first days; a number with two digits changed places is refused."""
    house.edit("陈一", customer, registration_type="usci", address="纸鹤路 1 号", potential="4200000", need_kind="project",
               annual_revenue="900000000")  # fmt: skip
    place, now = f"/customers/customers/{customer.pk}/field/registration_no", fresh(customer)
    typed = {"registration_no": "91350100M000010Y43", "version": now.version}
    assert house.at("陈一").post(place, typed, headers={"HX-Request": "true"}).status_code == 422
    house.edit("陈一", customer, registration_no="91350100M000100Y43")
    for side in ("function", "quality"):
        house.fill("陈一", Preference, customer=customer, dimension=side, value="一千只，误差千分之一", importance=3, valid_on="2026-07-06")


def as_complete_as_a_prospect_needs(house: House, customer: Customer) -> None:
    """Basics 30, contacts 20 as nobody who decides is known, history 15 as there is none yet, preferences 10, finance 0."""
    told = house.at("陈一").get(f"/customers/completeness/{customer.pk}").context["given"]
    assert (told["percent"], told["is_enough"]) == ("75", True)
    assert sorted(one["points"] for one in told["lacking"]) == [5, 5, 5, 5, 5], "who decides; price, service; title and terms"
    found = files_are_complete.check(Customer.unscoped.filter(pk=customer.pk), date(2026, 7, 6), minimum={
        "L": D(1), "M": D(1), "S": D(1), "P": D("0.75")}).get()  # fmt: skip
    assert (found.verdict, found.given) == ("pass", "75 / 75")
    found = run(files_are_complete, date(2026, 7, 6))
    assert ("陈一", "pass", 1) in found.parts.values_list("owner__name", "verdict", "cases")
