"""A generated company: as many as asked, skewed as in life, right by the product's own rules, seen by those who may."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db.models import Count, Sum
from django.test import override_settings

from tests.config.conftest import PASSWORD
from tests.theatre import Theatre
from xianji.audit import proof
from xianji.audit.models import Entry
from xianji.config.cli import xianji
from xianji.config.generate import house as houses
from xianji.config.generate.families import families
from xianji.customers.contacts.contacted import post_last_contact
from xianji.customers.customers.rules import registration_refusal
from xianji.customers.models import Contact, Customer
from xianji.kit.search import ask
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org.actors import actor_of
from xianji.org.models import Company, Person, Region, Unit, User
from xianji.sales.models import Opportunity, Order
from xianji.sales.opportunities.won import post_won, put_to_rest, wake
from xianji.workspace.models import Activity

COUNT, BEFORE, SEED = 200, 120, 7
KINDS = (Customer, Contact, Opportunity, Order, Activity)
CREATED = {model.label(): model for model in KINDS}


def generate(*words: Any, ok: bool = True) -> Any:
    result = CliRunner().invoke(xianji, ["generate", *map(str, words)], env={"LC_ALL": "en_US.UTF-8"})
    assert (result.exit_code == 0) is ok, result.output
    return result


@pytest.fixture(scope="module")
def told(theatre: Theatre, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[dict[str, Any]]:
    """Made in two runs, the second going on behind the first; taken down at the end. What the command reports."""
    home: Path = tmp_path_factory.mktemp("home")
    with django_db_blocker.unblock(), theatre.alone(), override_settings(HOME=home):
        wish = ("--seed", SEED, "--language", "en", "--password", PASSWORD, "--json")
        first = json.loads(generate("--customers", BEFORE, *wish).stdout)
        assert first["rows"]["customers.customer"] == BEFORE
        yield json.loads(generate("--customers", COUNT, *wish).stdout)


@pytest.fixture
def made(told: dict[str, Any], db: None) -> Iterator[dict[str, Any]]:
    with actor.acting(SYSTEM):
        yield told


@pytest.mark.alike
def test_each_serial_is_there_once(made: dict[str, Any]) -> None:
    serials = Customer.unscoped.values_list("external_ref", flat=True)
    assert sorted(map(int, serials)) == list(range(COUNT))
    assert Company.here().demo == "generated"


def test_the_report_counts_the_second_run(made: dict[str, Any]) -> None:
    assert made["rows"]["customers.customer"] == COUNT - BEFORE
    assert made["rows_per_second"] > 0 and made["password"] == ""


def test_the_rest_stands_in_proportion(made: dict[str, Any]) -> None:
    shares = {model: model.unscoped.count() / COUNT for model in KINDS[1:]}
    assert all(0.85 < shares[model] / wanted < 1.15 for model, wanted in zip(shares, (2, 1, 2, 5), strict=True)), shares


def test_what_is_stored_is_what_the_seed_says(made: dict[str, Any]) -> None:
    stored = {int(c.external_ref): c for c in Customer.unscoped.prefetch_related("contacts", "orders")}
    for serial, again in enumerate(families(houses.load(SEED), 0, COUNT)):
        customer = stored[serial]
        assert told_of(customer) == told_of(again.customer)
        assert [c.name for c in customer.contacts.order_by("pk")] == [c.name for c in again.contacts]
        assert [o.amount for o in customer.orders.order_by("pk")] == [o.amount for o in again.orders]


def test_a_customer_is_the_same_in_a_small_and_in_a_large_home(made: dict[str, Any]) -> None:
    house = houses.load(SEED)
    [alone], among = list(families(house, 41, 42)), list(families(house, 0, 60))[41]
    assert told_of(alone.customer) == told_of(among.customer)
    assert [a.at for a, _about, _ago in alone.said] == [a.at for a, _about, _ago in among.said]
    other = houses.House(**{**house.__dict__, "seed": SEED + 1})
    assert told_of(next(families(other, 41, 42)).customer) != told_of(alone.customer)


def test_generated_records_have_the_columns_of_their_kind_and_no_others(made: dict[str, Any]) -> None:
    one = next(families(houses.load(SEED), 0, 1))
    records = [one.customer, *one.contacts, *(deal.record for deal in one.deals), *one.orders, *(a for a, _b, _c in one.said)]
    assert {type(record) for record in records} == set(KINDS)
    for record in records:
        assert vars(record).keys() == vars(type(record)()).keys()


def told_of(customer: Customer) -> dict[str, Any]:
    left_out = {"id", "version", "number", "org_path", "unit_id", "updated_by_id", "deleted_at"}
    return {f.attname: getattr(customer, f.attname) for f in Customer._meta.concrete_fields if f.attname not in left_out}


def test_names_have_three_scripts(made: dict[str, Any]) -> None:
    names = list(Customer.unscoped.order_by("pk").values_list("name", flat=True))
    english = [name for name in names if name.isascii()]
    traditional = [name for place, name in enumerate(names) if place % 5 == 3]
    assert len(english) == COUNT // 5 and set(english) == set(names[4::5])
    assert len(set(names)) == COUNT
    assert all(re.search("[臺北桃園中南高雄新竹彰化嘉義宜蘭香港]", name) for name in traditional)


def test_registration_numbers_are_right_and_no_two_alike(made: dict[str, Any]) -> None:
    numbers = list(Customer.unscoped.values_list("registration_type", "registration_no").exclude(registration_no=""))
    assert COUNT * 0.4 < len(numbers) < COUNT * 0.8
    assert {kind for kind, _number in numbers} >= {"usci", "ubn"}
    assert not [one for one in numbers if registration_refusal(*one)]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.alike
@pytest.mark.parametrize("model", [*KINDS, Person, Unit, Region], ids=lambda model: model.__name__)
def test_each_record_keeps_the_rules_of_its_kind(made: dict[str, Any], model: Any) -> None:
    records = model.unscoped.all()
    assert len(records) > 4
    for record in records:
        record.full_clean(exclude=["version"])


def test_the_company_is_a_tree_with_a_head_for_each_part(made: dict[str, Any]) -> None:
    kinds = Counter(Unit.unscoped.values_list("kind", flat=True))
    assert kinds == {"company": 1, "region": 25, "team": 100, "function": 7}
    assert not Unit.unscoped.filter(kind__in=["region", "team"], head=None).exists()
    assert Person.unscoped.filter(external_source=houses.source_of(SEED)).count() == 500
    assert not Person.unscoped.filter(unit__kind="team", supervisor=None).exists()
    assert {path.count(".") for path in Unit.unscoped.filter(kind="team").values_list("path", flat=True)} == {4}


def test_a_few_hold_much(made: dict[str, Any]) -> None:
    owned = sorted(Counter(Customer.unscoped.values_list("owner_id", flat=True)).values(), reverse=True)
    assert sum(owned[: len(owned) // 5]) > COUNT * 0.35
    amounts = sorted(map(int, Opportunity.unscoped.values_list("amount", flat=True)), reverse=True)
    assert sum(amounts[: len(amounts) // 10]) > sum(amounts) * 0.35
    talks = Activity.unscoped.filter(about_label=Customer.label()).values("about_id").annotate(n=Count("pk"))
    assert max(row["n"] for row in talks) > 20


def test_figures_posted_down_are_what_the_followers_say(made: dict[str, Any]) -> None:
    ids = list(Customer.unscoped.values_list("pk", flat=True))
    before = list(Customer.unscoped.order_by("pk").values_list("won_amount", "last_contact_on", "state"))
    post_won(ids)
    post_last_contact(ids)
    assert (wake(ids), put_to_rest()) == (0, 0)
    assert list(Customer.unscoped.order_by("pk").values_list("won_amount", "last_contact_on", "state")) == before
    won = Opportunity.unscoped.filter(stage="won").aggregate(Sum("amount"))["amount__sum"]
    assert sum(amount for amount, _day, _state in before) == won > 0
    assert {state for _amount, _day, state in before} >= {"active", "dormant", "prospect"}


@pytest.mark.alike
def test_deals_are_plausible(made: dict[str, Any]) -> None:
    stages = Counter(Opportunity.unscoped.values_list("stage", flat=True))
    closed = stages["won"] + stages["lost"]
    assert 0.4 < stages["won"] / closed < 0.8 and 0.6 < closed / stages.total() < 0.95
    for deal in Opportunity.unscoped.select_related("contact"):
        assert deal.contact.customer_id == deal.customer_id
        assert (deal.closed_on is None) == (deal.stage not in ("won", "lost"))
        assert deal.opened_on <= deal.staged_on <= houses.load(SEED).days.today
        assert deal.closed_on in (None, deal.staged_on)
        assert deal.number.startswith(f"OP-{deal.opened_on:%Y%m}-")


def test_who_orders_has_won_a_deal_before(made: dict[str, Any]) -> None:
    first = dict(
        Opportunity.unscoped.filter(stage="won").order_by("-closed_on").values_list("customer_id", "closed_on")
    )
    ordered = list(Order.unscoped.values_list("customer_id", "ordered_on"))
    assert all(first[customer] <= day for customer, day in ordered)


def test_the_journal_tells_of_each_and_is_whole(made: dict[str, Any]) -> None:
    entries = Counter(Entry.objects.filter(label__in=CREATED).values_list("label", "verb"))
    assert entries == {(label, "import"): model.unscoped.count() for label, model in CREATED.items()}
    report = proof.verify()
    assert (report.problems, report.newly_sealed) == ([], 0)


def test_search_finds_each_script(made: dict[str, Any]) -> None:
    for place in (0, 3, 4):
        customer = Customer.unscoped.get(external_ref=str(100 + place))
        assert customer.pk in [hit.record_id for hit in ask.search(customer.name, labels=[Customer.label()])]
    order = Order.unscoped.order_by("pk")[10]
    assert ask.search(order.number)[0].record_id == order.pk


SCOPES = {"seller": 1, "starter": 1, "lead": 2, "office": 3, "region": 4, "director": 500, "executive": 500, "nobody": 0}
"""{login: how many steps up the tree it sees}: oneself, team, office, region, all, nothing."""


@pytest.mark.parametrize("login", SCOPES)
def test_each_sees_what_their_scope_says(made: dict[str, Any], login: str) -> None:
    user = User.objects.select_related("person").get(login=login)
    assert user.check_password(PASSWORD) and login in [one["login"] for one in made["logins"]]
    reached = SCOPES[login]
    rows = Customer.unscoped.all()
    if reached == 1:
        rows = rows.filter(owner=user.person)
    elif reached == 0:
        rows = rows.none()
    elif reached < 500:
        rows = rows.filter(org_path__startswith=user.person.org_path)
    expected = set(rows.values_list("pk", flat=True))
    with actor.acting(actor_of(user)):
        assert set(Customer.objects.values_list("pk", flat=True)) == expected
    assert bool(expected) is (reached > 0) or login == "starter"


def test_each_reach_lies_within_the_next(made: dict[str, Any]) -> None:
    paths = [User.objects.get(login=login).person.org_path for login in ("seller", "lead", "office", "region")]
    assert all(below.startswith(above) for below, above in zip(paths, paths[1:], strict=False))
    assert [path.count(".") for path in paths] == [4, 4, 3, 2]
