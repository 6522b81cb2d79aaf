"""What-if: a version replayed over what there is says what asking each record by itself says."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from tests.making import make
from xianji.customers.models import Customer
from xianji.rulebook.tables import editing, replaying
from xianji.rulebook.tables.compiled import Compiled
from xianji.rulebook.tables.declared import table
from xianji.rulebook.tables.replaying import replays, run
from xianji.sales.models import Opportunity

MILLION = Decimal(1_000_000)


def test_a_replay_equals_asking_one_by_one(as_system, monkeypatch, django_assert_num_queries):
    """The bar of large deals is lowered and medium points count as large; in parts of three."""
    monkeypatch.setattr(replaying, "PART", 3)
    for n in range(8):
        customer = make(Customer, name=f"Firm {n}", employees=200 * n + 10, annual_revenue=60 * MILLION * n, potential=n * MILLION)
        make(Opportunity, customer=customer, stage="won", amount=n * MILLION, closed_on=timezone.localdate() - timedelta(days=28))
    content = table("customer.size").content
    rows = [replace(row, when={**row.when, "revenue": "≥ 3,000,000"}) if row.id == "r2" else row for row in content.rows]
    before, after = Compiled(content), Compiled(replace(content, rows=tuple(rows)))
    source = replays["customer.size"]
    facts = source.facts(list(Customer.objects.all()))
    one_by_one = {pk: (before.ask("b", given)[0], after.ask("a", given)[0]) for pk, given in facts.items()}
    expected = [pk for pk, (old, new) in one_by_one.items() if old != new]
    with django_assert_num_queries(7):
        found = run(source, before, after)
    assert found.total == 8 and found.changed == len(expected) > 0
    assert [one.id for one in found.affected] == expected
    assert sum(after for _before, after in found.counts["shown"].values()) == 8


def test_what_nobody_may_see_is_not_replayed(cast):
    with cast.acting("alice"):
        make(Opportunity, stage="qualify", owner=cast.person("alice"))
    content = table("opportunity.stage").content
    quicker = replace(content, rows=(replace(content.rows[0], then={**content.rows[0].then, "longest": "20"}), *content.rows[1:]))
    counted = {}
    for name in ("alice", "carol", "erin"):
        with cast.acting(name):
            counted[name] = run(replays["opportunity.stage"], Compiled(content), Compiled(quicker)).changed
    assert counted == {"alice": 1, "carol": 0, "erin": 1}


def test_a_fact_that_cannot_be_asked_is_counted_apart(as_system):
    make(Customer, name="Odd", employees=5, annual_revenue=Decimal(-3))
    source, content = replays["customer.scale"], table("customer.scale").content
    found = run(source, Compiled(content), Compiled(content))
    assert (found.total, found.unanswered, found.changed) == (0, 1, 0)


def test_an_outcome_survives_being_kept(as_system):
    make(Customer, name="Firm", employees=50, annual_revenue=4 * MILLION)
    draft = editing.begin("customer.scale")
    content = draft.read
    rows = (*content.rows[:2], replace(content.rows[2], then={"scale": "large"}), content.rows[3])
    found = run(replays["customer.scale"], Compiled(content), Compiled(replace(content, rows=rows)))
    assert replaying.Outcome.of(found.kept()) == found
    assert found.affected[0].answers == {"scale": ["small", "large"]}
