"""Who is asked, in which order, and what comes of it."""

import pytest

from xianji.approval.models import Request, Seat, Step
from xianji.approval.requests.actions import add_signer, approve, delegate, reject, send_back, withdraw
from xianji.approval.requests.rules import person, role, stage, superior
from xianji.audit.models import Entry
from xianji.kit.actions import approval
from xianji.kit.refusals import NotPermitted, Refused, WrongState
from xianji.sales.models import Order

from .conftest import hold


def state_of(order_or_request) -> str:
    return type(order_or_request).unscoped.get(pk=order_or_request.pk).state


def asked_now(request) -> list[str]:
    return sorted(Seat.objects.filter(request=request, state="open").values_list("person__name", flat=True))


def decide(cast, name, verb, request, **values):
    with cast.acting(name):
        return verb(Request.unscoped.get(pk=request.pk), **values)


def test_what_needs_nobody_is_done_at_once_in_the_same_transaction(orders, cast):
    orders.chain = ""
    order = orders.order()
    with cast.acting("alice"):
        orders.verbs.submit(order)
    assert order.state == state_of(order) == "confirmed"
    request = Request.unscoped.get(about_id=order.pk)
    assert request.state == "approved" and not request.steps.exists()
    verbs = Entry.objects.filter(record_id=order.pk, label="sales.order").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["create", "submit", "agree"]


def test_steps_follow_each_other_and_the_last_agreement_carries_it_out(orders, cast):
    orders.chain = "SUP 4h > SD+FIN 2d"
    order = orders.order()
    request = orders.asked(order)
    assert asked_now(request) == ["Bob"] and request.step_name == "Bob" and request.due_at
    decide(cast, "bob", approve, request, comment="fine")
    assert asked_now(request) == ["Erin", "Grace"] and state_of(order) == "draft"
    decide(cast, "grace", approve, request)
    assert asked_now(request) == ["Erin"] and state_of(request) == "pending"
    decide(cast, "erin", approve, request)
    assert (state_of(request), state_of(order)) == ("approved", "confirmed")
    assert list(Entry.objects.filter(label="approval.request", record_id=request.pk).order_by("id").values_list("verb", flat=True)) == [
        "ask", "open", "approve", "approve", "approve",
    ]  # fmt: skip
    assert Entry.objects.filter(record_id=order.pk, verb="agree", actor="Erin", source="approval").exists()


@pytest.mark.parametrize(("quorum", "said", "outcome"), [
    ("any", [("erin", approve)], "approved"),
    (2, [("erin", approve), ("grace", reject), ("dave", approve)], "approved"),
    (2, [("erin", reject), ("grace", reject)], "rejected"),
    ("all", [("erin", approve), ("grace", reject)], "rejected"),
    ("any", [("erin", reject), ("grace", reject)], "pending"),
])  # fmt: skip
def test_a_step_is_over_when_enough_agree_or_no_longer_can(orders, cast, quorum, said, outcome):
    orders.chain = [stage(role("SD"), role("FIN"), role("EXE"), quorum=quorum)]
    order = orders.order()
    request = orders.asked(order)
    for name, verb in said:
        decide(cast, name, verb, request, comment="so it is")
    assert state_of(request) == outcome
    assert state_of(order) == ("confirmed" if outcome == "approved" else "draft")
    assert bool(asked_now(request)) == (outcome == "pending")


def test_one_of_several_holders_speaks_for_the_role_unless_each_is_asked(orders, cast):
    hold(cast, "dave", "SD")
    first = orders.asked()
    assert asked_now(first) == ["Dave", "Erin"]
    decide(cast, "dave", approve, first)
    assert state_of(first) == "approved"
    orders.chain = [stage(role("SD", each=True))]
    second = orders.asked()
    decide(cast, "dave", approve, second)
    assert state_of(second) == "pending" and asked_now(second) == ["Erin"]


def test_the_nearest_holder_upwards_is_asked_and_no_other_branch(orders, cast):
    orders.chain = "SUP"
    with pytest.raises(Refused, match="no one holds"):
        orders.asked(orders.order("carol"), "carol")
    assert not Request.unscoped.exists()
    cast.users["dave"].assignments.all().delete()
    hold(cast, "dave", "SUP")
    assert asked_now(orders.asked(orders.order("carol"), "carol")) == ["Dave"]
    assert asked_now(orders.asked()) == ["Bob"]


def test_a_step_that_the_asker_holds_is_skipped_and_never_their_own_decision(orders, cast):
    orders.chain = "SUP > SD"
    order = orders.order("bob")
    request = orders.asked(order, "bob")
    assert [step.state for step in request.steps.all()] == ["skipped", "open"] and asked_now(request) == ["Erin"]
    for verb in (approve, reject, send_back):
        with pytest.raises(NotPermitted):
            decide(cast, "bob", verb, request, comment="mine")
    hold(cast, "erin", "SUP")
    assert asked_now(orders.asked(orders.order("bob"), "bob")) == ["Erin"]


def test_nobody_else_decides_and_nothing_twice(orders, cast):
    request = orders.asked()
    for name in ("bob", "dave", "carol"):
        with pytest.raises(NotPermitted):
            decide(cast, name, approve, request)
    decide(cast, "erin", approve, request)
    with pytest.raises(WrongState):
        decide(cast, "erin", approve, request)


def test_returning_and_rejecting_need_words_and_run_the_verb_for_no(orders, cast):
    order = orders.order()
    request = orders.asked(order)
    with pytest.raises(Refused, match="mended"):
        decide(cast, "erin", send_back, request, comment=" ")
    decide(cast, "erin", send_back, request, comment="Add the delivery costs.")
    assert state_of(request) == "returned" and Order.unscoped.get(pk=order.pk).cancelled_because == "declined"
    again = orders.asked(Order.unscoped.get(pk=order.pk))
    with pytest.raises(Refused, match="why"):
        decide(cast, "erin", reject, again, comment="")
    decide(cast, "erin", reject, again, comment="Too dear.")
    assert state_of(again) == "rejected" and Request.unscoped.get(pk=again.pk).word == "Too dear."


def test_the_asker_withdraws_and_nobody_else(orders, cast):
    request = orders.asked()
    with pytest.raises(NotPermitted):
        decide(cast, "erin", withdraw, request)
    decide(cast, "alice", withdraw, request)
    assert state_of(request) == "withdrawn" and not asked_now(request)
    with pytest.raises(WrongState):
        decide(cast, "erin", approve, request)


def test_a_decision_is_delegated_only_to_the_same_authority(orders, cast):
    request = orders.asked()
    with pytest.raises(Refused, match="same role"):
        decide(cast, "erin", delegate, request, to=cast.person("bob"))
    with pytest.raises(Refused, match="own request"):
        decide(cast, "erin", delegate, request, to=cast.person("alice"))
    hold(cast, "dave", "SD")
    decide(cast, "erin", delegate, request, to=cast.person("dave"), comment="You know them.")
    assert asked_now(request) == ["Dave"]
    with pytest.raises(NotPermitted):
        decide(cast, "erin", approve, request)
    decide(cast, "dave", approve, request)
    assert state_of(request) == "approved"


def test_a_signer_is_added_before_or_after(orders, cast):
    before, after = orders.asked(), orders.asked()
    decide(cast, "erin", add_signer, before, to=cast.person("bob"), place="before")
    assert asked_now(before) == ["Bob"]
    with pytest.raises(NotPermitted):
        decide(cast, "erin", approve, before)
    decide(cast, "bob", approve, before)
    assert asked_now(before) == ["Erin"]
    decide(cast, "erin", approve, before)
    assert state_of(before) == "approved"
    decide(cast, "erin", add_signer, after, to=cast.person("bob"), place="after")
    decide(cast, "erin", approve, after)
    assert asked_now(after) == ["Bob"] and state_of(after) == "pending"


def test_people_and_superiors_can_be_named(orders, cast):
    orders.chain = [stage(person(cast.person("grace").pk)), stage(person(cast.person("dave").pk))]
    assert asked_now(orders.asked()) == ["Grace"]
    orders.chain = [stage(superior())]
    with pytest.raises(Refused, match="Superior"):
        orders.asked()


def test_a_role_is_looked_for_when_its_step_opens(orders, cast):
    orders.chain = "SUP > SD"
    request = orders.asked()
    hold(cast, "dave", "SD")
    cast.users["erin"].assignments.all().delete()
    decide(cast, "bob", approve, request)
    assert asked_now(request) == ["Dave"]
    assert Step.objects.get(request=request, place=1).state == "open"


def test_a_second_question_about_the_same_is_refused(orders, cast):
    order = orders.order()
    orders.asked(order)
    with pytest.raises(Refused, match="already"):
        orders.asked(Order.unscoped.get(pk=order.pk))


def test_the_marker_alone_opens_nothing(orders, cast):
    order = orders.order()
    orders.asked(order)
    for verb in (orders.verbs.agree, orders.verbs.decline, orders.verbs.reopen):
        with cast.acting("erin"), pytest.raises(NotPermitted):
            verb(Order.unscoped.get(pk=order.pk), through=approval)
