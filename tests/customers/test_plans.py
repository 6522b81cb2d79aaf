"""Playbooks become tasks once; plans are approved by the regional manager; each target customer has one that is young enough."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.approval.models import Request
from xianji.approval.requests.actions import approve as agree
from xianji.catalog.models import Term
from xianji.customers.models import AccountPlan, AccountTeam, Customer, PlanAction, Playbook, PlaybookStep, TeamMember
from xianji.customers.plans.actions import begin, close, review, submit
from xianji.customers.plans.controls import targets_have_a_plan
from xianji.customers.playbooks.actions import apply_playbook, put_into_use, retire
from xianji.kit import registry, store, verbs
from xianji.kit.refusals import NotPermitted, Refused
from xianji.org import actors
from xianji.org.days.calendar import work_calendar
from xianji.org.models import Assignment, Role
from xianji.workspace.models import Task

TODAY = date(2026, 8, 24)
AGES = {"L": 180, "M": 365, "S": 365}


@pytest.fixture
def manager(cast):
    """bob leads the region of alice."""
    Assignment.objects.create(user=cast.users["bob"], role=Role.unscoped.get(code="RM"))
    actors.forget()
    return cast.person("bob")


@pytest.fixture
def playbook(as_system):
    made = make(Playbook, name="Large ones", size_class="large")
    make(PlaybookStep, playbook=made, title="Meet the board", days=5, role="exec_sponsor")
    make(PlaybookStep, playbook=made, title="Write the plan", days=10, role="owner")
    return made


def tasks():
    return list(Task.unscoped.order_by("pk").values_list("title", "owner__name", "source"))


def test_the_steps_of_a_playbook_become_tasks_of_the_customers_people_once(cast, firm, playbook):
    with cast.acting("alice"):
        with pytest.raises(Refused, match="marked") as refused:
            apply_playbook(firm, playbook=playbook)
        assert "is not in use" in refused.value.fields["playbook"][0]
    with cast.acting("erin"):
        put_into_use(playbook)
        team = make(AccountTeam, customer=firm, owner=cast.person("alice"))
        make(TeamMember, team=team, person=cast.person("erin"), role="exec_sponsor", owner=cast.person("alice"))
    with cast.acting("alice"):
        apply_playbook(firm, playbook=playbook)
        apply_playbook(firm, playbook=playbook)
        assert tasks() == [("Meet the board", "Erin", "plan"), ("Write the plan", "Alice", "plan")]
        first = Task.unscoped.get(title="Meet the board")
        assert timezone.localdate(first.due_at) == work_calendar().add_workdays(timezone.localdate(), 5)
        assert (first.about_label, first.about_id) == (firm.label(), firm.pk)
        make(PlaybookStep, playbook=playbook, title="Look back", role="tech")
        apply_playbook(firm, playbook=playbook)
        assert len(tasks()) == 3 and Customer.unscoped.get(pk=firm.pk).playbook == playbook
        small = make(Customer, size_class="small", owner=cast.person("alice"))
        with pytest.raises(Refused) as refused:
            apply_playbook(small, playbook=playbook)
        assert "is for others" in refused.value.fields["playbook"][0]
    with cast.acting("erin"):
        retire(playbook)
        with pytest.raises(Refused):
            put_into_use(make(Playbook, name="Empty"))


def test_a_plan_is_approved_by_the_manager_and_its_actions_become_tasks(cast, firm, manager):
    with cast.acting("alice"):
        plan = make(AccountPlan, customer=firm, name="Heron 2026", owner=cast.person("alice"), wallet_now="0.2", wallet_target="0.35")
        with pytest.raises(Refused, match="A plan without actions"):
            submit(plan)
        make(PlanAction, plan=plan, title="Show the new line", person=cast.person("carol"), due_on=TODAY, owner=cast.person("alice"))
        submit(plan)
        assert plan.state == "draft"
        with pytest.raises(Refused):
            begin(plan)
    request = Request.unscoped.get(about_label=plan.label(), about_id=plan.pk)
    assert {"wallet_target", "objectives"} <= {fact["name"] for fact in request.facts}
    with cast.acting("bob"):
        agree(request)
    plan = AccountPlan.unscoped.get(pk=plan.pk)
    assert (plan.state, plan.approved_on) == ("approved", timezone.localdate())
    with cast.acting("alice"):
        begin(plan)
        assert tasks() == [("Show the new line", "Carol", "plan")]
        make(PlanAction, plan=plan, title="Invite them", person=cast.person("alice"), due_on=TODAY, owner=cast.person("alice"))
        registry.resource_of(AccountPlan).lined(plan)
        registry.resource_of(AccountPlan).lined(plan)
        assert len(tasks()) == 2
        review(plan, note="A third of the wallet")
        close(plan)
        assert (plan.state, plan.outcome) == ("closed", "A third of the wallet")


def test_what_was_approved_and_is_changed_is_asked_about_again(cast, firm, manager):
    with cast.acting("bob"):
        plan = make(AccountPlan, customer=firm, name="Heron 2026", owner=cast.person("bob"))
        make(PlanAction, plan=plan, person=cast.person("bob"), due_on=TODAY, owner=cast.person("bob"))
        submit(plan)
        assert plan.state == "approved", "a manager's own plan needs nobody else"
        with pytest.raises(NotPermitted):
            verbs.change(AccountPlan.unscoped.get(pk=make(AccountPlan, customer=firm).pk), {"state": "approved"})
        verbs.change(AccountPlan.objects.get(pk=plan.pk), {"objectives": "Twice as much"})
    plan = AccountPlan.unscoped.get(pk=plan.pk)
    assert (plan.state, plan.approved_on, plan.objectives) == ("draft", None, "Twice as much")


def test_a_plan_is_for_somebody_for_a_time_and_in_parts_of_a_whole(cast, firm):
    for name, wrong in {
        "customer": {"customer": None}, "to_on": {"from_on": TODAY, "to_on": TODAY - timedelta(days=1)}, "wallet_target": {"wallet_target": 2}
    }.items():
        plan = AccountPlan(**{"customer": firm, "name": "Plan", "objectives": "More", "to_on": TODAY + timedelta(days=999), **wrong})
        with pytest.raises(Refused) as refused, cast.acting("alice"):
            store.create(plan)
        assert set(refused.value.fields) == {name}


@pytest.mark.shows("targets_have_a_plan")
def test_target_customers_have_a_plan_not_older_than_their_class_allows(as_system):
    field = make(Term, dictionary="industry")
    small = make(Playbook, name="Small ones", size_class="small", industry=field)
    cases = [
        ("L in time", "large", 180, {}), ("L late", "large", 181, {}), ("M in time", "medium", 365, {}), ("M late", "medium", 366, {}),
        ("S of the segment", "small", None, {"industry": field}), ("S of another", "small", None, {}),
        ("M of the segment", "medium", None, {"industry": field}), ("no target", "large", None, {"target": False}),
        ("lost", "large", None, {"state": "lost"}), ("only a draft", "large", 10, {}),
    ]  # fmt: skip
    for name, size, days, more in cases:
        values = {"target": True, "state": "active", **more}
        state = values.pop("state")
        one = make(Customer, name=name, size_class=size, **values)
        Customer.unscoped.filter(pk=one.pk).update(state=state)
        if days is not None:
            plan = make(AccountPlan, customer=one, name=name)
            AccountPlan.unscoped.filter(pk=plan.pk).update(
                state="draft" if name == "only a draft" else "active", approved_on=TODAY - timedelta(days=days)
            )
    whole = make(AccountPlan, customer=None, playbook=small, name="The segment")
    AccountPlan.unscoped.filter(pk=whole.pk).update(state="approved", approved_on=TODAY - timedelta(days=300))
    found = targets_have_a_plan.check(Customer.unscoped.all(), TODAY, days=AGES).values_list("name", "verdict")
    assert dict(found) == {
        "L in time": "pass", "L late": "fail", "M in time": "pass", "M late": "fail", "S of the segment": "pass", "S of another": "fail",
        "M of the segment": "fail", "no target": "na", "lost": "na", "only a draft": "fail",
    }  # fmt: skip
