"""Rounds: each class of risk is gone through every quarter, and ends with what was named or with a signature."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.kit import verbs
from xianji.kit.refusals import NotPermitted, Refused
from xianji.org.models import Assignment, Role, User
from xianji.risk.models import Risk, RiskRound
from xianji.risk.risks.actions import close
from xianji.risk.rounds.actions import name_risks, sign_off
from xianji.risk.rounds.controls import classes_are_gone_through
from xianji.risk.rounds.opening import begin
from xianji.workspace.models import Task


def fresh(category):
    return RiskRound.unscoped.get(category=category)


def verdicts(on):
    found = classes_are_gone_through.check(RiskRound.unscoped.filter(deleted_at=None), on)
    return {(row.quarter, row.category): row.verdict for row in found}


def held(code):
    return Role.unscoped.get(code=code)


def test_the_rounds_of_a_quarter_begin_once_with_whoever_answers_for_the_class(as_system, cast):
    Assignment.objects.all().delete()
    Assignment.objects.create(user=User.objects.get(login="erin"), role=held("SD"))
    Assignment.objects.create(user=User.objects.get(login="grace"), role=held("FIN"))
    made = begin(date(2028, 2, 29))
    assert {(one.quarter, one.category, one.due_on, one.owner) for one in made} == {
        ("2028-Q1", category, date(2028, 3, 31), cast.person(login))
        for category, login in {"market": "erin", "credit": "grace", "legal": "erin", "competition": "erin"}.items()
    }
    assert Task.unscoped.filter(clause="7.1", owner=cast.person("grace")).count() == 1
    assert begin(date(2028, 3, 31)) == [] and len(begin(date(2028, 4, 1))) == 4


def test_nobody_signs_that_there_is_none_while_the_register_says_otherwise(as_system, cast):
    begin(timezone.localdate())
    RiskRound.unscoped.update(owner=cast.person("grace"))
    risk = make(Risk, category="credit", owner=cast.person("carol"))
    with cast.acting("grace"):
        with pytest.raises(Refused):
            sign_off(fresh("credit"), note="Nothing")
        name_risks(fresh("credit"), note="With the supervisors")
        with pytest.raises(Refused):
            name_risks(fresh("market"), note="With the supervisors")
    one = fresh("credit")
    assert (one.state, one.live, one.signed_on, one.note) == ("named", 1, timezone.localdate(), "With the supervisors")
    assert not Task.unscoped.filter(about_id=one.pk, about_label=one.label(), state="open").exists()
    close(risk, why="Paid")
    with cast.acting("grace"):
        sign_off(fresh("market"), note="Nothing new")
        with pytest.raises(Refused):
            sign_off(fresh("market"), note="Again")
    assert (fresh("market").state, fresh("market").live) == ("none", 0)


def test_a_function_signs_for_its_own_classes_only(as_system, cast):
    begin(timezone.localdate())
    with cast.acting("grace"):
        with pytest.raises(NotPermitted):
            sign_off(fresh("legal"), note="None")
        sign_off(fresh("credit"), note="None")
        with pytest.raises(NotPermitted):
            verbs.delete(fresh("credit"))
    with cast.acting("alice"):
        assert not RiskRound.objects.exists()


@pytest.mark.shows("classes_are_gone_through")
def test_a_class_that_nobody_went_through_is_found_when_its_quarter_is_over(as_system):
    begin(date(2026, 7, 1))
    begin(date(2026, 10, 1))
    end = date(2026, 9, 30)
    assert set(verdicts(end).values()) == {"pass"}
    RiskRound.unscoped.filter(category="credit", quarter="2026-Q3").update(signed_on=end, state="none")
    RiskRound.unscoped.filter(category="legal", quarter="2026-Q3").update(signed_on=end + timedelta(days=3), state="named")
    third = {category: told for (quarter, category), told in verdicts(end + timedelta(days=1)).items() if quarter == "2026-Q3"}
    assert third == {"market": "fail", "competition": "fail", "legal": "fail", "credit": "pass"}
    later = verdicts(end + timedelta(days=3))
    assert later["2026-Q3", "legal"] == "pass" and later["2026-Q4", "legal"] == "pass"
