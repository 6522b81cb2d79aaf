"""Legal risk: reviews in time, claims that are asked for before they lapse."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from tests.making import make
from xianji.approval.requests.models import Request, Seat, Step
from xianji.approval.requests.rules import role, stage
from xianji.customers.models import Customer
from xianji.kit.refusals import Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.lib.periods import months_after, months_between
from xianji.org.models import Assignment, Role
from xianji.sales.contracts import performing
from xianji.sales.limitations import clock
from xianji.sales.limitations.alerts import warn
from xianji.sales.limitations.controls import claims_are_kept, disputes_are_pursued, legal_answers_in_time
from xianji.sales.models import Allocation, Contract, DunningAction, Receivable, RepaymentPlan, Statement
from xianji.workspace.models import Notice

DUE = date(2024, 1, 31)


def verdicts(control, on):
    values = {name: value.on(on) for name, value in control.parameters.items()}
    return dict(control.check(control.model.unscoped.filter(deleted_at=None), on, **values).values_list("number", "verdict"))


def claim(cast, state="open"):
    row = make(Receivable, customer=make(Customer, owner=cast.person("alice")), owner=cast.person("alice"), amount=Decimal(50),
               issued_on=DUE - timedelta(days=30), due_on=DUE)  # fmt: skip
    Receivable.unscoped.filter(pk=row.pk).update(state=state)
    return Receivable.unscoped.get(pk=row.pk)


def test_whole_months_end_with_the_last_day_of_a_short_one():
    days = [(date(2024, 1, 31), date(2026, 1, 30)), (date(2024, 1, 31), date(2026, 1, 31)), (date(2024, 2, 29), date(2026, 2, 28))]
    assert [months_between(*pair) for pair in days] == [23, 24, 24]


@pytest.mark.shows("claims_are_kept")
def test_legal_and_the_owner_hear_before_a_claim_lapses(cast):
    """Due on 31 January 2024: alerts after 24, 30 and 33 months, until something makes its time run anew."""
    Assignment.objects.create(user=cast.users["grace"], role=Role.unscoped.get(code="LEG"))
    with acting(SYSTEM):
        old, argued = claim(cast), claim(cast, state="disputed")
        contract = make(Contract, customer=make(Customer), owner=cast.person("alice"))
        Contract.unscoped.filter(pk=contract.pk).update(state="effective")
        performing.dispute(Contract.unscoped.get(pk=contract.pk), why="They say it is late.")
        assert Contract.unscoped.get(pk=contract.pk).disputed_on == timezone.localdate()
        Contract.unscoped.filter(pk=contract.pk).update(disputed_on=DUE)
        counts = [warn(on) for on in (date(2026, 1, 30), date(2026, 1, 31), date(2026, 3, 1), date(2026, 7, 31), date(2026, 11, 1))]
        assert counts == [0, 6, 0, 6, 6], "each alert once, of each claim, to both"
        assert set(Notice.objects.values_list("person__name", flat=True)) == {"Alice", "Grace"}
        assert set(Notice.objects.filter(is_urgent=True, kind="limitation").values_list("values__day", flat=True)) == {"2027-01-31"}
        assert set(verdicts(claims_are_kept, date(2026, 11, 1)).values()) == {"fail"}
        judged = [verdicts(disputes_are_pursued, on)[contract.number] for on in (date(2026, 10, 30), date(2026, 10, 31))]
        assert judged == ["pass", "fail"], "33 months after 31 January 2024"
        assert set(verdicts(claims_are_kept, date(2026, 8, 1)).values()) == {"pass"}
        since = date(2025, 3, 1)
        ways = (
            lambda: make(DunningAction, receivable=old, customer=old.customer, step="demand"),
            lambda: Allocation.objects.create(receivable=old, amount=Decimal(1), on=since),
            lambda: make(Statement, customer=old.customer, from_on=since, to_on=since),
            lambda: make(RepaymentPlan, customer=old.customer),
        )
        told = {DunningAction: {"state": "done", "done_on": since}, Statement: {"state": "confirmed", "confirmed_on": since, "closing": 5},
                RepaymentPlan: {"state": "approved", "approved_on": since}}  # fmt: skip
        for way in ways:
            made = way()
            type(made)._base_manager.filter(pk=made.pk).update(**told.get(type(made), {}))
            assert clock.running_since([old, argued]) == {old.pk: since, argued.pk: DUE}, made
            assert verdicts(claims_are_kept, date(2026, 11, 1)) == {old.number: "pass", argued.number: "fail"}, made
            type(made)._base_manager.filter(pk=made.pk).delete()
    Receivable.unscoped.filter(pk=old.pk).update(due_on=months_after(timezone.localdate(), -34))
    client = Client()
    client.force_login(cast.users["grace"])
    assert "The claim lapses" in client.get(f"/sales/receivables/{old.pk}").content.decode()
    assert "Aside for now – by “Settled”" in client.get(f"/sales/contracts/{contract.pk}").content.decode(), "no end of the way"


@pytest.mark.shows("disputes_are_pursued")
def test_a_dispute_that_is_claimed_again_runs_anew_until_it_is_settled(cast):
    """Begun 34 months ago, asked for with proof half a year ago: nothing is owed before its own thirty-three months are over."""
    today = timezone.localdate()
    with acting(SYSTEM):
        contract, quiet = (make(Contract, customer=make(Customer), owner=cast.person("alice")) for _each in range(2))
        Contract.unscoped.filter(pk=contract.pk).update(state="disputed", resumes_as="effective", disputed_on=months_after(today, -34))
        for wrong in ({"proof": " "}, {"proof": "Letter", "on": today + timedelta(days=1)}, {"proof": "Letter", "on": DUE - timedelta(days=400)}):
            with pytest.raises(Refused):
                performing.claim_again(Contract.unscoped.get(pk=contract.pk), **wrong)
        told = verdicts(disputes_are_pursued, today)
        assert told == {contract.number: "fail", quiet.number: "na"} and warn(today) > 0
        performing.claim_again(Contract.unscoped.get(pk=contract.pk), proof="Recorded letter 7", on=months_after(today, -6))
        row = Contract.unscoped.get(pk=contract.pk)
        assert (row.progress, row.claimed_on) == ("Recorded letter 7", months_after(today, -6))
        assert verdicts(disputes_are_pursued, today)[contract.number] == "pass" and warn(today) == 0
        with pytest.raises(Refused):
            performing.claim_again(row, proof="An older letter", on=months_after(today, -7))
        assert verdicts(disputes_are_pursued, months_after(today, 28))[contract.number] == "fail"
        performing.resume(Contract.unscoped.get(pk=contract.pk), note="They pay.")
        row = Contract.unscoped.get(pk=contract.pk)
        assert (row.state, row.disputed_on, row.claimed_on) == ("effective", None, None)


@pytest.mark.shows("legal_answers_in_time")
def test_legal_answers_within_its_days(cast):
    """Asked on Wednesday 5 August 2026, second beside finance: two business days for a usual contract, five for a framework."""
    asked = timezone.make_aware(datetime(2026, 8, 5, 15))
    with acting(SYSTEM):
        usual, framework, other = (make(Contract, kind=kind) for kind in ("sale", "framework", "sale"))
        Contract.unscoped.update(state="review")
        for contract, parties in ((usual, ("FIN", "LEG")), (framework, ("LEG",)), (other, ("FIN", "SUP"))):
            request = make(Request, about_label=contract.label(), about_id=contract.pk, state="pending")
            step = Step.objects.create(request=request, place=0, stage=stage(*map(role, parties)).written(), opened_at=asked, state="open")
            for place, _code in enumerate(parties):
                Seat.objects.create(request=request, step=step, party=place * 100, person=cast.person("alice"))
    names = [usual.number, framework.number, other.number]

    def told(day):
        found = verdicts(legal_answers_in_time, date(2026, 8, day))
        return [found[name] for name in names]

    assert [told(day) for day in (7, 10, 12, 13)] == [
        ["pass", "pass", "na"], ["fail", "pass", "na"], ["fail", "pass", "na"], ["fail", "fail", "na"],
    ]  # fmt: skip
    Seat.objects.filter(party=100).update(state="approved")
    assert told(13) == ["pass", "fail", "na"]
