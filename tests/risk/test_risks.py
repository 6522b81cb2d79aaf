"""Risks: what they come to, who may enter, assess and answer them, by when, and what the regulation finds."""

from datetime import date, timedelta
from decimal import Decimal as D
from random import Random

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.cast import ROLES
from tests.making import make
from tests.policy.controls.conftest import agree
from xianji.approval.models import Request
from xianji.customers.models import Customer
from xianji.kit import registry, store, verbs
from xianji.kit.refusals import Blocked, NotPermitted, Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.org import actors
from xianji.org.days.calendar import work_calendar
from xianji.org.models import Assignment, Role
from xianji.risk.models import Risk, RiskAssessment, RiskResponse
from xianji.risk.responses.actions import carry_out, submit, verify
from xianji.risk.responses.controls import gravest_are_not_accepted
from xianji.risk.risks import controls, rules
from xianji.risk.risks.actions import close, materialise
from xianji.risk.risks.matrix import matrix
from xianji.risk.weighing.controls import assessments_have_figures
from xianji.sales.models import Opportunity

FIGURES = {"exposure": D("250000.00"), "probability": D("0.08"), "lost_share": D("0.6")}


@pytest.fixture
def risk(cast):
    """grace, who keeps credit, has entered one."""
    with cast.acting("grace"):
        return make(Risk, title="Paid late", category="credit", owner=cast.person("grace"))


def assess(risk, chance, weight, **more):
    """By whoever acts."""
    values = {
        "risk": fresh(risk),
        "likelihood": str(chance),
        "impact": str(weight),
        "note": "As agreed",
        **FIGURES,
        **more,
    }
    return verbs.create(RiskAssessment, values)


def respond(risk, **more):
    return verbs.create(RiskResponse, {"risk": fresh(risk), "strategy": "reduce", "title": "Guarantee of the parent", **more})


def fresh(record):
    return type(record).unscoped.get(pk=record.pk)


def asked(response):
    return Request.unscoped.get(about_label=response.label(), about_id=response.pk, state="pending")


def verdicts(control, on=None):
    on = on or timezone.localdate()
    found = control.check(
        Risk.unscoped.filter(deleted_at=None), on, **{name: one.on(on) for name, one in control.parameters.items()}
    )
    return dict(found.values_list("title", "verdict"))


@pytest.mark.parametrize("given, loss", [
    (("250000", "0.08", "0.6"), "12000.00"), (("250000", "0.08", "0.3"), "6000.00"), (("350000", "0.08", "0.6"), "16800.00"),
    (("0", "1", "1"), "0.00"), (("100", "0", "1"), "0.00"), (("100", "1", "0"), "0.00"), (("0.01", "0.5", "1"), "0.01"),
    (("0.01", "0.5", "0.999999"), "0.00"), (("99999999999.99", "1", "1"), "99999999999.99"),
])  # fmt: skip
def test_expected_loss_is_exact_and_rounded_once(given, loss):
    assert rules.expected(*map(D, given)) == D(loss)


def test_expected_loss_lies_between_nothing_and_the_exposure_and_grows_with_each_part():
    pick = Random(45)
    for _time in range(300):
        exposure = D(pick.randint(0, 10**12)).scaleb(-2)
        p, q, share, other = (D(pick.randint(0, 10**6)).scaleb(-6) for _n in range(4))
        found = rules.expected(exposure, p, share)
        assert 0 <= found <= exposure and found == rules.expected(exposure, share, p)
        assert rules.expected(exposure, max(p, q), share) >= rules.expected(exposure, min(p, q), share)
        assert abs(found - exposure * p * share) <= D("0.005")
        assert rules.expected(exposure, D(1), max(share, other)) >= rules.expected(exposure, D(1), min(share, other))


def test_three_losses_come_to_their_weighted_mean():
    assert rules.pert(D("100"), D("200"), D("900")) == D("300.00")
    assert rules.pert(D(0), D(0), D(0)) == 0 and rules.pert(D("0.01"), D("0.01"), D("0.02")) == D("0.01")
    pick = Random(46)
    for _time in range(200):
        least, likely, most = sorted(D(pick.randint(0, 10**11)).scaleb(-2) for _n in range(3))
        assert least <= rules.pert(least, likely, most) <= most


def test_the_score_has_the_level_of_the_table(cast, risk):
    wanted = {1: "low", 4: "low", 5: "medium", 9: "medium", 10: "high", 16: "high", 20: "critical", 25: "critical"}
    found = {}
    with cast.acting("grace"):
        for likelihood, impact in ((1, 1), (2, 2), (5, 1), (3, 3), (5, 2), (4, 4), (4, 5), (5, 5)):
            one = assess(risk, likelihood, impact)
            found[one.score] = one.level
    assert found == wanted


def test_an_assessment_brings_the_risk_up_to_date_and_sets_the_day_of_the_answer(cast, risk):
    today = timezone.localdate()
    with cast.acting("grace"):
        assess(risk, 4, 3)
    now = fresh(risk)
    assert (now.state, now.score, now.level, now.loss, now.left_loss) == (
        "assessed",
        12,
        "high",
        D("12000.00"),
        D("12000.00"),
    )
    assert (now.assessed_on, now.respond_by) == (today, work_calendar().add_workdays(today, 5))
    with cast.acting("grace"):
        assess(risk, 2, 3)
    assert (fresh(risk).level, fresh(risk).respond_by) == ("medium", work_calendar().add_workdays(today, 15))
    with cast.acting("grace"):
        assess(risk, 1, 3, as_of=today - timedelta(days=3))
    assert fresh(risk).score == 6, "what was known before does not count against what is known now"


@pytest.mark.parametrize("wrong, field", [
    ({"impact": "2", "note": ""}, "impact"), ({"likelihood": "1", "note": ""}, "likelihood"), ({"probability": None}, "probability"),
    ({"exposure": None}, "exposure"), ({"least": D(1), "likely": D(2), "most": D(3)}, "exposure"),
    ({"exposure": None, "probability": None, "least": D(3), "likely": D(2), "most": D(3)}, "likely"),
    ({"exposure": None, "probability": None, "least": D(1), "likely": D(2)}, "likely"), ({"kind": "residual"}, "kind"),
    ({"as_of": date(2999, 1, 1)}, "as_of"), ({"probability": D("1.1")}, "probability"), ({"exposure": D(-1)}, "exposure"),
])  # fmt: skip
def test_an_assessment_that_cannot_be_right_is_refused_beside_the_field(cast, risk, wrong, field):
    with cast.acting("grace"), pytest.raises(Refused) as refused:
        assess(risk, 4, 3, **wrong)
    assert field in refused.value.fields
    assert fresh(risk).state == "identified"


def test_of_what_is_not_secured_as_much_is_lost_as_the_rulebook_says(cast, risk):
    with cast.acting("grace"):
        one = assess(risk, 4, 3, lost_share=None)
        assert (one.lost_share, one.loss) == (D("0.6"), D("12000.00"))
        by_three = assess(
            risk, 4, 3, exposure=None, probability=None, lost_share=None, least=D(100), likely=D(200), most=D(900)
        )
        assert (by_three.loss, by_three.lost_share) == (D("300.00"), None)
        in_words = assess(
            risk, 4, 3, exposure=None, probability=None, lost_share=None, unquantified="A question of reputation"
        )
        assert in_words.loss is None and fresh(risk).loss is None


def test_nobody_changes_an_assessment(cast, risk):
    with cast.acting("grace"):
        one = assess(risk, 4, 3)
        with pytest.raises(NotPermitted):
            verbs.change(one, {"impact": "1"})


def test_a_response_is_approved_done_and_verified_by_others(cast, risk):
    with cast.acting("grace"):
        with pytest.raises(Refused):
            submit(respond(risk))
        assess(risk, 4, 3)
        response = respond(risk)
        assert response.due_on == work_calendar().add_workdays(timezone.localdate(), 5)
        submit(response)
    assert list(asked(response).seats.filter(state="open").values_list("person__name", flat=True)) == ["Erin"]
    agree(cast, "erin", response)
    assert (fresh(response).state, fresh(risk).state, fresh(risk).responded_on) == (
        "approved",
        "responding",
        timezone.localdate(),
    )
    with cast.acting("grace"):
        carry_out(fresh(response), effect="Signed")
        assert fresh(risk).state == "monitoring"
        with pytest.raises(NotPermitted):
            verify(fresh(response), note="Mine")
        assess(risk, 2, 3, kind="residual", lost_share=D("0.3"))
    with cast.acting("erin"):
        verify(fresh(response), note="Seen")
    now = fresh(risk)
    assert (now.level, now.loss, now.left_level, now.left_score, now.left_loss) == ("high", 12_000, "medium", 6, 6_000)
    with cast.acting("grace"), pytest.raises(Refused) as refused:
        assess(risk, 5, 5, kind="residual", note="")
    assert "likelihood" in refused.value.fields, "more would be left than there was"


def test_a_risk_that_becomes_graver_is_to_be_answered_anew_and_by_who_decides_on_that(cast, risk):
    with cast.acting("grace"):
        assess(risk, 2, 3)
        agreed, pending = respond(risk), respond(risk)
        assert agreed.state == "proposed"
    head_of_grace = Assignment.objects.create(user=cast.users["bob"], role=Role.unscoped.get(code="RM"))
    assert head_of_grace
    actors.forget()
    RiskResponse.unscoped.filter(pk=agreed.pk).update(state="approved", approved_on=timezone.localdate())
    Risk.unscoped.filter(pk=risk.pk).update(state="responding", responded_on=timezone.localdate())
    with cast.acting("grace"):
        Risk.unscoped.filter(pk=risk.pk).update(org_path=cast.team.path)
        assess(fresh(risk), 4, 3)
    now = fresh(risk)
    assert (now.state, now.responded_on, now.left_level) == ("assessed", None, "high")
    RiskResponse.unscoped.filter(pk=pending.pk).update(level="medium")
    with cast.acting("grace"):
        submit(fresh(pending))
        RiskResponse.unscoped.filter(pk=pending.pk).update(level="medium")
        assess(now, 5, 5)
    with pytest.raises(Refused, match="graver"):
        RiskResponse.unscoped.filter(pk=pending.pk).update(level="high")
        agree(cast, "erin", pending)


@pytest.mark.shows("gravest_are_not_accepted")
def test_who_accepts_is_said_by_the_level_and_the_gravest_is_accepted_by_nobody(cast, risk, in_force):
    in_force(gravest_are_not_accepted)
    with cast.acting("grace"):
        assess(risk, 4, 3)
        accepted = respond(risk, strategy="accept", title="We live with it")
        submit(accepted)
        assert list(asked(accepted).seats.filter(state="open").values_list("person__name", flat=True)) == ["Dave"]
    agree(cast, "dave", accepted)
    assert fresh(risk).state == "monitoring"
    with cast.acting("grace"):
        with pytest.raises(NotPermitted):
            carry_out(fresh(accepted), effect="Nothing")
        assess(risk, 5, 5)
        never = respond(risk, strategy="accept", title="We live with it")
        with pytest.raises(Blocked) as refused:
            submit(never)
    assert (refused.value.objections[0].clause, refused.value.objections[0].granted_by) == ("7.3", "Management")


@pytest.mark.shows("assessments_have_figures")
def test_an_assessment_needs_figures_or_a_reason(cast, risk, in_force):
    in_force(assessments_have_figures)
    bare = {"exposure": None, "probability": None, "lost_share": None}
    with cast.acting("grace"):
        with pytest.raises(Blocked) as refused:
            assess(risk, 4, 3, **bare)
        assert refused.value.objections[0].clause == "7.2a"
        assess(risk, 4, 3, **bare, unquantified="A question of reputation")
        assess(risk, 4, 3, **bare, least=D(1), likely=D(2), most=D(3))


def test_a_function_keeps_the_risks_of_its_own_classes(cast, risk):
    legal = make(Risk, title="Sued", category="legal", owner=cast.person("erin"))
    with cast.acting("grace"):
        with pytest.raises(Refused) as refused:
            verbs.change(fresh(legal), {"title": "Sued twice"})
        assert "kept by others" in refused.value.fields["category"][0]
        with pytest.raises(Refused):
            assess(legal, 1, 1)
        with pytest.raises(NotPermitted):
            close(fresh(legal), why="No matter of mine")
        verbs.change(fresh(risk), {"title": "Paid very late"})
    with cast.acting("alice"):
        own = verbs.create(
            Risk, {"title": "They look around", "category": "competition", "event": "Another supplier is being tried"}
        )
        assert own.owner == cast.person("alice")
        assert list(Risk.objects.values_list("title", flat=True)) == ["They look around"]
        with pytest.raises(NotPermitted):
            verbs.change(own, {"title": "Other"})
    with cast.acting("carol"):
        assert not Risk.objects.exists()
    with cast.acting("frank"):
        assert not Risk.objects.exists()
    with cast.acting("bob"):
        verbs.change(fresh(own), {"title": "They are trying others"})
    assert set(ROLES) >= {"alice", "bob", "grace"}


def test_a_risk_about_a_deal_is_about_its_customer(cast, client):
    with cast.acting("alice"):
        customer = make(Customer, owner=cast.person("alice"))
        deal = make(Opportunity, customer=customer, owner=cast.person("alice"))
    client.force_login(cast.users["alice"])
    address = f"/risk/risks/of/{deal.label()}/{deal.pk}"
    typed = {
        "title": "Budget cut",
        "category": "market",
        "event": "The plant is closed", "cause": "",
        "owner": "Alice",
    }
    done = client.post(f"{address}/new", typed)
    assert done.status_code == 302, done.content.decode().split("<main")[1][:3000]
    found = Risk.unscoped.get()
    assert (found.customer, found.about_label, found.about_id) == (customer, deal.label(), deal.pk)
    assert "Budget cut" in client.get(address).content.decode()
    assert address in client.get(registry.resource_of(deal).address(deal.pk)).content.decode()
    client.force_login(cast.users["carol"])
    assert client.get(address).status_code == 404


def test_what_has_happened_is_told_with_its_cost_and_then_closed(cast, risk):
    with cast.acting("grace"):
        with pytest.raises(Refused):
            materialise(risk, note="Soon", happened_on=date(2999, 1, 1))
        with pytest.raises(Refused):
            materialise(risk, note="Gone", cost=D(-1))
        materialise(risk, note="They did not pay", cost=D(5000))
        assert (fresh(risk).state, fresh(risk).happened_on, fresh(risk).cost) == (
            "materialised",
            timezone.localdate(),
            5000,
        )
        with pytest.raises(Refused):
            assess(risk, 1, 1)
        close(fresh(risk), why="Written off")
    assert fresh(risk).outcome == "They did not pay\nWritten off"


def test_the_map_counts_open_risks_where_they_lie_and_leads_to_them(cast, client):
    with acting(SYSTEM):
        for title, likelihood, impact in (("Alpha", "4", "3"), ("Beta", "4", "3"), ("Gamma", "1", "5")):
            one = make(Risk, title=title, category="credit", owner=cast.person("grace"))
            store.create(RiskAssessment(risk=one, likelihood=likelihood, impact=impact, note="Seen", **FIGURES))
        gone = make(Risk, title="D", category="legal", owner=cast.person("grace"))
        store.create(RiskAssessment(risk=gone, likelihood="5", impact="5", note="Seen", **FIGURES))
        close(fresh(gone), why="Over")
        make(Risk, title="E", category="legal", owner=cast.person("grace"))
    with cast.acting("grace"):
        told = matrix("now")
    cells = {(5 - y, x + 1): one for y, row in enumerate(told["rows"]) for x, one in enumerate(row["cells"])}
    assert {place: one["number"] for place, one in cells.items() if one["number"]} == {(4, 3): 2, (1, 5): 1}
    assert (cells[4, 3]["level"], cells[1, 1]["level"], cells[5, 5]["level"]) == ("high", "low", "critical")
    assert (told["count"], told["loss"], told["waiting"]["told"]) == (3, "36,000.00", "1 risk waits to be assessed")
    client.force_login(cast.users["grace"])
    assert [name in client.get(cells[4, 3]["href"]).content.decode() for name in ("Alpha", "Beta", "Gamma")] == [
        True,
        True,
        False,
    ]
    assert client.get("/risk/map").status_code == 200
    with cast.acting("carol"):
        assert matrix("now")["count"] == 0


@pytest.mark.shows("risks_are_assessed", "assessments_are_fresh", "risks_are_answered")
def test_what_waits_too_long_is_found(cast):
    today = timezone.localdate()
    five, six = (work_calendar().add_workdays(today, -n) for n in (5, 6))
    rows = {
        "New": {"identified_on": five}, "Late": {"identified_on": six}, "Over": {"identified_on": six, "state": "closed"},
        "Fresh": {"state": "assessed", "assessed_on": today - timedelta(days=30), "left_level": "high", "respond_by": today},
        "Old": {"state": "assessed", "assessed_on": today - timedelta(days=31), "left_level": "high", "respond_by": today - timedelta(days=1)},
        "Low": {"state": "monitoring", "assessed_on": today - timedelta(days=90), "left_level": "low", "respond_by": today - timedelta(days=60),
                "responded_on": today - timedelta(days=70)},
        "Lower": {"state": "responding", "assessed_on": today - timedelta(days=91), "left_level": "low", "respond_by": today,
                  "responded_on": today},
    }  # fmt: skip
    for title, values in rows.items():
        Risk.unscoped.filter(pk=make(Risk, title=title).pk).update(**values)
    assert verdicts(controls.risks_are_assessed) == {
        "New": "pass", "Late": "fail", "Over": "na", **dict.fromkeys(("Fresh", "Old", "Low", "Lower"), "pass")}  # fmt: skip
    assert verdicts(controls.assessments_are_fresh) == {
        **dict.fromkeys(("New", "Late", "Over"), "na"), "Fresh": "pass", "Old": "fail", "Low": "pass", "Lower": "fail"}  # fmt: skip
    assert verdicts(controls.risks_are_answered) == {
        **dict.fromkeys(("New", "Late", "Over"), "na"), "Fresh": "pass", "Old": "fail", "Low": "pass", "Lower": "pass"}  # fmt: skip


def test_a_risk_seen_tomorrow_is_none_yet(as_system):
    with pytest.raises((ValidationError, Refused)):
        make(Risk, identified_on=timezone.localdate() + timedelta(days=1))
