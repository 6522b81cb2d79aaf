"""Reminding all whose duty is overdue: once a day, only those one looks after."""

from datetime import timedelta

from django.utils import timezone, translation

from tests.making import make
from xianji.customers.models import Customer
from xianji.customers.profiles.controls import files_are_checked
from xianji.policy.runs.running import run
from xianji.workspace.notices.models import Notice


def test_each_owner_is_reminded_once_a_day_by_who_looks_after_them(cast, in_force, enter):
    in_force(files_are_checked)
    today = timezone.localdate()
    for name, owner in (("One", "alice"), ("Two", "alice"), ("Three", "carol")):
        pk = make(Customer, name=name, owner=cast.person(owner), size_class="large").pk
        Customer.unscoped.filter(pk=pk).update(state="active", verified_on=today - timedelta(days=120))
    run(files_are_checked, today)
    for _again in range(2):
        assert enter("bob").post("/policy/cockpit/3.3.2/remind").status_code == 302
    told = Notice.objects.filter(key__startswith="remind:")
    assert [(one.person, one.values["count"]) for one in told] == [(cast.person("alice"), 2)]
    with translation.override("zh-hans"):
        assert "2 件已逾期" in told.get().told
    with translation.override("en"):
        assert "2 cases are overdue" in told.get().told
    enter("erin").post("/policy/cockpit/3.3.2/remind")
    assert set(told.all().values_list("person__name", flat=True)) == {"Alice", "Carol"}
    assert enter("alice").post("/policy/cockpit/3.3.2/remind").status_code in (403, 404)
