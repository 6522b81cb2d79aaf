"""An exception is granted by somebody else through an approval, by no other door, and for thirty days at most."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.making import make
from tests.policy.controls.conftest import agree, asked_about
from xianji.approval.models import Request
from xianji.approval.requests.actions import approve, withdraw
from xianji.customers.models import Customer
from xianji.customers.profiles.controls import files_are_checked
from xianji.kit import registry, sets, store
from xianji.kit.actions import approval
from xianji.kit.refusals import NotPermitted, Refused
from xianji.org.models import Assignment, Role
from xianji.org.users import tokens
from xianji.policy.exceptions.actions import ask, close, grant
from xianji.policy.exceptions.models import ControlException
from xianji.rulebook.parameters.writing import plan

TODAY = timezone.localdate()


def asked(cast, name="alice", days=7, **more):
    with cast.acting(name):
        about = make(Customer, name=f"Firm {ControlException.unscoped.count()}", owner=cast.person("alice"))
        told = {"reason": "Being wound up", "compensation": "Called each week", "until": TODAY + timedelta(days=days)}
        return ask(files_are_checked, about, by=cast.actor(name), **told, **more)


def state_of(exception):
    return ControlException.unscoped.get(pk=exception.pk).state


def test_no_door_grants_it(cast, in_force, enter):
    in_force(files_are_checked)
    one = asked(cast)
    erin, at = enter("erin"), registry.resource_of(ControlException).address(one.pk)
    token = {"Authorization": f"Bearer {tokens.issue(cast.users['erin'], 'test')}"}
    path = at.rsplit("/", 1)[0]
    sent = {"state": "approved", "version": one.version}
    assert erin.post(f"{at}/edit", sent).status_code < 500
    answers = [
        erin.post(f"{at}/do/grant"), erin.post(f"{at}/field/state", sent),
        erin.post(f"{path}/bulk", {"verb": "grant", "ids": one.pk, "confirmed": "1", "seen": "1"}),
        erin.post(f"{path}/bulk", {"verb": "change", "ids": one.pk, "field": "state", "state": "approved", "confirmed": "1", "seen": "1"}),
        erin.post(f"/api{at}/do/grant", headers=token),
        erin.patch(f"/api{at}", sent, content_type="application/json", headers=token),
    ]  # fmt: skip
    assert all(400 <= answer.status_code < 500 for answer in answers), [answer.status_code for answer in answers]
    assert registry.resource_of(ControlException).imports == []
    with cast.acting("erin"):
        row = ControlException.unscoped.get(pk=one.pk)
        row.state = "approved"
        for way in (lambda: store.change(row), lambda: grant(one), lambda: grant(one, through=approval),
                    lambda: sets.change_many(ControlException.unscoped.filter(pk=one.pk), {"state": "approved"}, verb="change"),
                    lambda: make(ControlException, control=one.control, state="approved")):  # fmt: skip
            with pytest.raises(NotPermitted):
                way()
    assert state_of(one) == "requested"
    agree(cast, "erin", one)
    assert (state_of(one), ControlException.unscoped.get(pk=one.pk).approver) == ("approved", cast.person("erin"))
    with cast.acting("alice"), pytest.raises(Refused):
        row = ControlException.unscoped.get(pk=one.pk)
        row.valid_to += timedelta(days=9)
        store.change(row)


def test_neither_who_asks_nor_who_is_spared_grants_it(cast, in_force):
    in_force(files_are_checked)
    Assignment.objects.create(user=cast.users["alice"], role=Role.unscoped.get(code="SD"))
    one = asked(cast, "bob")
    for name in ("alice", "bob", "carol"):
        with cast.acting(name), pytest.raises(NotPermitted):
            approve(asked_about(one))
    with cast.acting("bob"):
        withdraw(asked_about(one))
    assert state_of(one) == "refused" and ControlException.unscoped.get(pk=one.pk).approver is None
    for name in ("erin", "dave"):
        cast.users[name].assignments.all().delete()
    with pytest.raises(Refused, match="Nobody else can decide this"):
        asked(cast)
    assert ControlException.unscoped.count() == 1


def test_it_ends_within_the_days_of_the_rulebook_and_takes_its_request_along(cast, in_force):
    in_force(files_are_checked)
    with pytest.raises((ValidationError, Refused), match="at most 30 days"):
        asked(cast, days=31)
    with cast.acting("erin"):
        plan("exception.longest", "10", TODAY, "Shorter")
    with pytest.raises((ValidationError, Refused), match="at most 10 days"):
        asked(cast, days=11)
    one = asked(cast, days=10)
    with cast.acting("alice"):
        close(ControlException.unscoped.get(pk=one.pk))
    assert state_of(one) == "closed" and Request.unscoped.get(about_id=one.pk).state == "overtaken"
