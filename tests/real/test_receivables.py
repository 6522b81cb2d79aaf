"""A public ledger through the product's own door: its ageing on any day is that of the independent oracle."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db.models import Sum

from xianji.kit.imports.sets import read_set, run_set
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.sales.models import Allocation, Receivable
from xianji.sales.receivables import ageing, figures

ROOT = Path(__file__).resolve().parents[2].parent / "shared" / "data"
SET = Path(__file__).parent / "receivables.toml"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not ROOT.exists(), reason="the public data sets are not on this machine (../shared)"),
]
LAST = ("91-180", "181-365", "365+")


def as_oracle(rows, on, known=None):
    """{bucket: [how many, sum]} with our last three as one."""
    aged, counts = ageing.ageing(rows, on, known), ageing.counts(rows, on, known)
    found = {name: [counts[name], aged.sums[name]] for name in aged.sums if name not in LAST}
    found["90+"] = [sum(counts[name] for name in LAST), sum(aged.sums[name] for name in LAST)]
    return found, sum(counts.values()), aged.total


def test_the_ledger_comes_in_and_is_aged_as_the_oracle_says(db):
    oracle = json.loads((ROOT / "ORACLE.json").read_text())["accounts_receivable"]
    with actor.acting(SYSTEM):
        told = run_set(read_set(SET, ROOT / "accounts_receivable"))
        rows = Receivable.objects.all()
        assert (told[0]["created"], told[1]["created"], told[1]["errors"]) == (oracle["customers"], oracle["rows"], [])
        disputed = rows.exclude(disputed_because="")
        assert rows.aggregate(sum=Sum("amount"))["sum"] == Decimal(oracle["invoice_total"])
        assert [disputed.count(), str(disputed.aggregate(sum=Sum("amount"))["sum"])] == oracle["disputed"]
        days = {on: (found, None) for on, found in oracle["ageing"].items()}
        days["2012-12-31 known"] = oracle["ageing_asof_2012-12-31_payments_known_until_2012-08-31"], date(2012, 8, 31)
        for on, (wanted, known) in days.items():
            found, count, total = as_oracle(rows, date.fromisoformat(on[:10]), known)
            assert found == {name: [one, Decimal(amount)] for name, (one, amount) in wanted["buckets"].items()}
            assert (count, total) == (wanted["open_invoices"], Decimal(wanted["open_total"]))
        again = run_set(read_set(SET, ROOT / "accounts_receivable"))
        assert {(one["created"], one["updated"]) for one in again} == {(0, 0)}
        assert Allocation.objects.count() == oracle["rows"]
        month = figures.figures(rows, date(2013, 6, 30)).trend[-1]
        assert month.closing == Decimal(oracle["ageing"]["2013-06-30"]["open_total"])
