"""Three years of customers, deals, orders and talks, written through the set form with their own dates."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from xianji.config.demo import files, rules
from xianji.config.demo.company import Company
from xianji.config.demo.words import contact_name, customer_names
from xianji.customers.models import Contact, Customer
from xianji.kit import sets
from xianji.lib import money
from xianji.sales.models import Opportunity, Order
from xianji.workspace.models import Activity

DAYS = 3 * 365
CUSTOMERS, DEALS = 160, 620
NEEDS = {"large": "project", "medium": "repeat", "small": "occasional"}
LARGER = {"large": 10, "medium": 2, "small": 1}
SIZES = ["large"] * 2 + ["medium"] * 5 + ["small"] * 9
KINDS = {"call": "calls", "meeting": "meetings", "note": "notes", "mail": "mails"}
STAGES = ["qualify", "needs", "solution", "negotiation", "contract"]


def write(told: dict[str, Any], company: Company, pick: Random) -> None:
    """Customers with contacts, then deals, what was ordered, and what was said about them."""
    customers = make_customers(told, company, pick)
    contacts = make_contacts(told, customers, pick)
    deals = make_deals(told, company, customers, contacts, pick)
    make_orders(deals, pick)
    make_activities(told, customers, deals, pick)
    Customer.unscoped.exclude(state="prospect").filter(won_amount=0).update(state="prospect")
    files.know(told, customers)


def moment(days_ago: int, pick: Random) -> datetime:
    """A working hour of that day."""
    day = timezone.localdate() - timedelta(days=days_ago)
    return timezone.make_aware(datetime.combine(day, time(pick.randint(9, 17), pick.randint(0, 59))))


def make_customers(told: dict[str, Any], company: Company, pick: Random) -> list[Customer]:
    made = []
    for place, (name, short) in enumerate(customer_names(told, CUSTOMERS)):
        size = pick.choice(SIZES)
        owner = company.sellers[place % len(company.sellers)]
        seen = moment(pick.randint(200, DAYS), pick)
        made.append(Customer(
            name=name, short_name=short, size_class=size, owner=owner, industry=pick.choice(company.industries),
            region=next(r for r in company.regions if r.unit and owner.org_path.startswith(r.unit.path)),
            state=pick.choice(["active"] * 5 + ["prospect"] * 3 + ["dormant"]), created_at=seen, updated_at=seen,
            registration_type="usci", registration_no=rules.invented_code(place),
            address=f"{pick.choice(told['streets'])} {pick.randint(1, 300)}", need_profile=pick.choice(told["needs"]),
            verified_on=timezone.localdate() - timedelta(days=pick.randint(2, 60)),
            employees=pick.randint(20, 200) * {"large": 20, "medium": 5, "small": 1}[size],
            annual_revenue=Decimal(pick.randint(5, 90)) * 1_000_000 * LARGER[size],
            potential=Decimal(pick.randint(10, 400)) * 10_000, need_kind=NEEDS[size],
            invoice_title=name, payment_terms=told["terms"],
            founded=pick.randint(1990, 2020), last_contact_on=timezone.localdate() - timedelta(days=pick.randint(0, 60)),
        ))  # fmt: skip
    sets.insert_many(Customer, made, source="demo")
    return made


def make_contacts(told: dict[str, Any], customers: list[Customer], pick: Random) -> dict[int, list[Contact]]:
    made = {
        customer.pk: make_contacts_of(told, customer, serial, range(pick.randint(1, 3)), pick)
        for serial, customer in enumerate(customers)
    }
    sets.insert_many(Contact, [contact for several in made.values() for contact in several], source="demo")
    return made


def make_contacts_of(told: dict[str, Any], customer: Customer, serial: int, places: range, pick: Random) -> list[Contact]:
    """The first is the main contact, and decides."""
    return [
        Contact(
            customer=customer, name=contact_name(told, pick), job=pick.choice(told["jobs"]), owner=customer.owner,
            part=Contact.Part.DECISION if place == 0 else pick.choice(Contact.Part.values),
            mobile=f"1990000{(serial * 3 + place) % 10000:04}",
            email=f"c{serial}-{place}@example.com", closeness=pick.randint(1, 5), is_primary=place == 0,
            created_at=customer.created_at, updated_at=customer.created_at,
        )
        for place in places
    ]  # fmt: skip


def make_deals(told: dict[str, Any], company: Company, customers: list[Customer], contacts: dict[int, list[Contact]],
               pick: Random) -> list[Opportunity]:  # fmt: skip
    made = []
    for _place in range(DEALS):
        customer = pick.choice(customers)
        made.append(deal(told, company, customer, pick.choice(contacts[customer.pk]), pick))
    sets.insert_many(Opportunity, made, source="demo")
    return made


def deal(told: dict[str, Any], company: Company, customer: Customer, contact: Contact, pick: Random) -> Opportunity:
    """Older deals are closed, the last four months are mostly open."""
    ago = int(DAYS * pick.random())
    opened = timezone.localdate() - timedelta(days=ago)
    product = pick.choice(company.products)
    amount = money.times(product.list_price or 0, Decimal(pick.randint(1, 4) * pick.randint(82, 100)) / 100)
    cycle = pick.randint(15, 130)
    made = Opportunity(
        name=f"{customer.short_name} · {pick.choice(told['deals'])}", customer=customer, contact=contact, product=product,
        amount=amount, owner=customer.owner, opened_on=opened, expected_on=opened + timedelta(days=cycle),
        created_at=moment(ago, pick), updated_at=moment(max(ago - cycle, 0), pick),
    )  # fmt: skip
    if ago > cycle:
        made.closed_on, made.counts_for = opened + timedelta(days=cycle), customer.owner
        made.stage = "won" if pick.random() < chance(customer, ago - cycle) else "lost"
        if made.stage == "lost":
            made.lost_reason, made.competitor = pick.choice(told["lost"]), pick.choice(told["rivals"])
    else:
        made.stage = STAGES[min(4, ago * 5 // max(cycle, 1))]
        made.staged_on = timezone.localdate() - timedelta(days=min(ago, pick.choice((3, 8, 15, 24, 33, 52, 96))))
        if made.stage in STAGES[2:] and ago % 3:
            made.rivals, made.solution_on = told["rivals"][ago % len(told["rivals"])], made.staged_on
        made.next_step = pick.choice(told["steps"])
        made.next_step_on = timezone.localdate() + timedelta(days=pick.randint(-3, 14))
    return made


def chance(customer: Customer, ago: int) -> float:
    """Of winning a deal that was closed so many days ago: a prospect has never bought, and who is dormant not for a year."""
    has_bought = customer.state == "active" or (customer.state == "dormant" and ago > 365)
    return 0.8 if has_bought else 0.0


def make_orders(deals: list[Opportunity], pick: Random) -> None:
    """What was won is ordered within three weeks, at times in two parts; the newest are not confirmed yet."""
    made = []
    for won in (deal for deal in deals if deal.stage == "won"):
        ago = (timezone.localdate() - won.closed_on).days  # type: ignore[operator]
        parts = [Decimal("0.6"), Decimal("0.4")] if pick.random() < 0.25 else [Decimal(1)]
        for part in parts:
            since = max(ago - pick.randint(0, 20), 0)
            at = moment(since, pick)
            amount = money.times(won.amount or 0, part)
            made.append(Order(
                customer=won.customer, amount=amount, gross=amount, owner=won.owner, created_at=at, updated_at=at,
                ordered_on=at.date(), state="draft" if since < 6 else "confirmed",
            ))  # fmt: skip
    sets.insert_many(Order, made, source="demo")


def make_activities(told: dict[str, Any], customers: list[Customer], deals: list[Opportunity], pick: Random) -> None:
    made = []
    for deal in (deal for deal in deals if not deal.closed_on):
        made.append(said(told, "call", deal, moment(pick.randint(0, 9), pick), pick))
    for subject in [*customers * 4, *deals * 2]:
        kind = pick.choice(list(KINDS))
        at = moment(pick.randint(0, max(1, (timezone.localdate() - subject.created_at.date()).days)), pick)
        made.append(said(told, kind, subject, at, pick))
    sets.insert_many(Activity, made, source="demo")


def said(told: dict[str, Any], kind: str, subject: Any, at: datetime, pick: Random) -> Activity:
    """One talk about a customer or a deal."""
    return Activity(
        kind=kind, subject=pick.choice(told[KINDS[kind]]), text=pick.choice(told["details"]), at=at,
        minutes=pick.choice([5, 10, 15, 30, 60]) if kind in ("call", "meeting") else None, owner=subject.owner,
        about_label=subject.label(), about_id=subject.pk, created_at=at, updated_at=at,
    )  # fmt: skip
