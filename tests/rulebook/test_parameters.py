"""Parameters: what ships, from which day a value holds, what is refused, and who is told."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from xianji.audit.models import Entry
from xianji.rulebook.mistakes import Refusal
from xianji.rulebook.parameters.declared import UnknownParameter, parameters
from xianji.rulebook.parameters.models import ParameterValue
from xianji.rulebook.parameters.reading import by_class, value
from xianji.rulebook.parameters.writing import plan

LATER = timedelta(days=10)


def test_what_ships_holds_until_somebody_decides(db):
    assert value("opp.idle") == 14
    assert value("profile.minimum.L") == Decimal("0.95")
    assert by_class("profile.verify") == {"large": 90, "medium": 180, "small": 365, "potential": 180}


def test_every_parameter_has_a_clause_a_label_and_a_value_within_its_bounds():
    for one in parameters.values():
        assert one.clauses and str(one.label), one.key
        assert one.read(one.written(one.default)) == one.default, one.key


def test_a_value_holds_from_its_day_on_and_the_past_stays(as_system):
    today = timezone.localdate()
    plan("opp.idle", "21", today + LATER, "Deals take longer here")
    assert [value("opp.idle", today + timedelta(days=n)) for n in (0, 9, 10, 400)] == [14, 14, 21, 21]
    plan("opp.idle", "7", today, "Summer")
    assert [value("opp.idle", today + timedelta(days=n)) for n in (-1, 0, 10)] == [14, 7, 21]


def test_of_two_for_one_day_the_later_decision_holds(as_system):
    day = timezone.localdate() + LATER
    plan("opp.idle", "21", day, "First thought")
    plan("opp.idle", "14", day, "Taken back")
    assert value("opp.idle", day) == 14
    assert ParameterValue.objects.count() == 2


@pytest.mark.parametrize(("key", "text", "days", "reason", "field"), [
    ("opp.idle", "many", 0, "Why", "value"), ("opp.idle", "2.5", 0, "Why", "value"), ("opp.idle", "-1", 0, "Why", "value"),
    ("profile.accuracy", "120%", 0, "Why", "value"), ("opp.idle", "14", 0, "Why", "value"),
    ("opp.idle", "15", -1, "Why", "effective_on"), ("opp.idle", "15", 0, "  ", "reason"),
])  # fmt: skip
def test_a_value_is_refused_with_the_rule(as_system, key, text, days, reason, field):
    with pytest.raises(Refusal) as refused:
        plan(key, text, timezone.localdate() + timedelta(days=days), reason)
    assert list(refused.value.fields) == [field]
    assert not ParameterValue.objects.exists()


def test_percents_and_thousands_are_read_as_people_write_them(as_system):
    today = timezone.localdate()
    plan("profile.accuracy", "97.5 %", today, "Stricter")
    plan("nego.amount", "３０万", today, "Larger deals only")
    assert (value("profile.accuracy"), value("nego.amount")) == (Decimal("0.975"), 300000)


def test_a_decision_is_journalled_and_never_changed(as_system):
    made = plan("opp.idle", "21", timezone.localdate(), "Deals take longer here")
    entry = Entry.objects.get(label="rulebook.parametervalue")
    assert entry.record_id == made.pk and entry.reason == "Deals take longer here"
    assert entry.changes["value"] == ["14", "21"]
    made.value = "3"
    with pytest.raises(PermissionDenied):
        made.save()


def test_a_key_that_nobody_declared_is_a_mistake_of_the_program(db):
    with pytest.raises(UnknownParameter):
        value("opp.idel", date(2026, 1, 1))
