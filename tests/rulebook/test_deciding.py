"""Asking tables: what they take, what they answer, and which version holds."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from xianji.approval.models import Request
from xianji.approval.publications.actions import put_forward
from xianji.approval.requests.actions import approve
from xianji.audit.models import Entry
from xianji.kit.refusals import NotPermitted
from xianji.rulebook.mistakes import Refusal
from xianji.rulebook.tables import editing
from xianji.rulebook.tables.compiled import Missing
from xianji.rulebook.tables.deciding import decide
from xianji.rulebook.tables.declared import UnknownTable
from xianji.rulebook.tables.models import TableVersion

QUOTE = {
    "discount": Decimal("0.05"), "margin": Decimal("0.35"), "validity": 30, "freight": 0, "retention": 0, "longer": 0, "below_cost": False,
}  # fmt: skip


def changed(version: TableVersion, key: str, text: str):
    """The draft with another answer in its third row, of which no case tells."""
    rows = list(version.read.rows)
    rows[2] = replace(rows[2], then={**rows[2].then, key: text})
    return replace(version.read, rows=tuple(rows))


def test_an_answer_has_values_rows_and_an_address(db):
    answer = decide("quote.approvers", **QUOTE | {"discount": Decimal("0.12")})
    assert answer["level"] == "L2" and answer["approvers"] == ("SUP", "RM") and answer["within"] == Decimal(4)
    assert (answer.table, answer.version, answer.rows) == ("quote.approvers", 1, ("r5",))
    assert answer.href == "/policy/tables/quote.approvers/1?row=r5"


def test_where_all_rows_count_none_is_zero_or_an_empty_list(db):
    points = decide("customer.points", scale=None, is_new=False, revenue=Decimal(0), potential=None, industry=None, need=None)
    assert (points["points"], points.rows) == (Decimal(0), ())
    assert decide("commission.modifiers", new=False, level="L0", overdue=0)["withheld"] == ()
    assert not decide("dunning.ladder", day=-30)["by"]


def test_facts_are_rounded_to_six_digits_and_boundaries_are_exact(db):
    third = Decimal("0.0500000004")
    assert decide("quote.approvers", **QUOTE | {"discount": third})["level"] == "L0"
    assert decide("quote.approvers", **QUOTE | {"discount": Decimal("0.050001")})["level"] == "L1"


@pytest.mark.parametrize(("facts", "rule"), [
    ({"discount": 0.05}, "float"), ({"discount": "0.05"}, "cannot be"), ({"discount": None}, "cannot answer without"), ({"discount": True}, "cannot be"),
    ({"below_cost": "no"}, "cannot be"), ({"discont": 1}, "does not ask"), ({"discount": Decimal("NaN")}, "cannot be"), ({"freight": -1}, "cannot be"),
])  # fmt: skip
def test_a_wrong_or_missing_fact_is_refused(db, facts, rule):
    with pytest.raises(Missing, match=rule):
        decide("quote.approvers", **QUOTE | facts)


def test_a_table_that_nobody_declared_is_a_mistake_of_the_program(db):
    with pytest.raises(UnknownTable):
        decide("quote.aprovers")


def test_a_version_is_begun_saved_reviewed_and_holds_from_its_day(cast):
    day = timezone.localdate() + timedelta(days=5)
    with cast.acting("bob"):
        draft = editing.begin("customer.scale")
        assert editing.begin("customer.scale") == draft, "one draft at a time"
        draft = editing.save(draft, changed(draft, "scale", "large"), draft.edition)
        put_forward(draft, "Smaller ones count too", day, cast.actor("bob"))
        asked = Request.unscoped.get(about_label="approval.publication")
        with pytest.raises(NotPermitted):
            approve(asked)
    with cast.acting("erin"):
        approve(asked)
    facts = {"staff": 50, "revenue": Decimal(3_000_000)}
    assert decide("customer.scale", **facts)["scale"] == "small"
    later = decide("customer.scale", on=day, **facts)
    assert (later["scale"], later.version) == ("large", 2)
    assert list(Entry.objects.filter(label="rulebook.tableversion").order_by("id").values_list("verb", flat=True)) == [
        "begin", "change", "submit", "approve",
    ]  # fmt: skip
    assert Entry.objects.get(verb="change").changes == {"r3 scale": ["small", "large"]}


def test_what_is_approved_never_changes(as_system):
    version = TableVersion.objects.get(table="customer.scale", number=1)
    version.content = {}
    with pytest.raises(PermissionDenied):
        version.save()
    with pytest.raises(Refusal, match="Only a draft"):
        editing.save(version, changed(TableVersion.objects.get(pk=version.pk), "scale", "large"), version.edition)


def test_two_people_do_not_write_over_each_other(as_system):
    draft = editing.begin("customer.scale")
    editing.save(draft, changed(draft, "scale", "large"), draft.edition)
    with pytest.raises(Refusal, match="meanwhile"):
        editing.save(draft, changed(draft, "scale", "medium"), draft.edition)


def test_a_version_whose_cases_fail_is_not_sent_on(as_system):
    draft = editing.begin("customer.scale")
    content = draft.read
    draft = editing.save(draft, replace(content, rows=content.rows[1:]), draft.edition)
    with pytest.raises(Refusal, match="fixed case fails"):
        editing.submit(draft, "Try", timezone.localdate())


def test_a_version_is_returned_and_a_draft_dropped(cast):
    with cast.acting("bob"):
        draft = editing.begin("customer.scale")
        editing.submit(draft, "As it was", timezone.localdate())
    with cast.acting("erin"):
        assert editing.send_back(draft, "Say why").state == "draft"
        editing.discard(draft)
    assert TableVersion.objects.filter(table="customer.scale").count() == 1


def test_an_unknown_number_meets_a_rule_that_names_the_unknown_beside_a_range(db):
    assert [decide("lead.score", staff=300, revenue=revenue)["points"] for revenue in (None, Decimal(5), Decimal(400_000_000))] == [13, 13, 16]
