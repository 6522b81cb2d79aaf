"""What an action does around its body: permission, version, state, controls, journal, evidence, refusal on record."""

from decimal import Decimal

import pytest

from tests.making import make
from xianji.audit.models import Entry
from xianji.kit import ports, registry, verbs
from xianji.kit.actions import action, approval
from xianji.kit.ports import Objection
from xianji.kit.refusals import Blocked, NotPermitted, Refused, Stale, WrongState
from xianji.sales.models import Opportunity
from xianji.sales.opportunities.actions import advance, lose, step_back, win


@pytest.fixture
def deal(cast) -> Opportunity:
    with cast.acting("alice"):
        return make(Opportunity, name="Lanterns", owner=cast.person("alice"))


@pytest.fixture
def objecting():
    """A control that objects to every win."""
    def object_(verb, records, values):
        return [Objection("5.2.3", "the contract is missing", given=0, granted_by="SD")] if verb.endswith(".win") else []

    with ports.filled(objecting=object_):
        yield


def test_state_version_journal(cast, deal):
    with cast.acting("alice"):
        advance(deal)
        step_back(deal, why="too early")
    entries = Entry.objects.filter(record_id=deal.pk, label="sales.opportunity").order_by("id")
    assert [e.verb for e in entries] == ["create", "advance", "step_back"]
    assert entries[1].changes["stage"][:2] == ["qualify", "needs"]
    assert (deal.stage, deal.version, deal.stage_changes.count()) == ("qualify", 3, 2)


def test_wrong_state_stale_version_and_stranger_change_nothing(cast, deal):
    with cast.acting("alice"):
        with pytest.raises(WrongState):
            step_back(deal, why="nowhere to go")
        with pytest.raises(Stale):
            advance(deal, version=7)
    with cast.acting("carol"), pytest.raises(NotPermitted):
        advance(deal)
    assert Opportunity.unscoped.get(pk=deal.pk).version == 1


@pytest.mark.django_db(transaction=True)
def test_a_refusal_is_written_down_after_the_rollback(cast, deal):
    with cast.acting("carol"), pytest.raises(NotPermitted):
        advance(deal)
    assert Entry.objects.get(verb="refused:advance").actor == "Carol"


def test_a_control_blocks_with_its_clause_and_nothing_is_half_done(cast, deal, objecting):
    with cast.acting("alice"), pytest.raises(Blocked) as refused:
        win(deal, amount=Decimal("5.00"))
    assert refused.value.objections[0].clause == "5.2.3"
    assert Opportunity.unscoped.get(pk=deal.pk).stage == "qualify"


def test_a_body_that_refuses_undoes_everything(cast, deal):
    with cast.acting("alice"), pytest.raises(Refused, match="customer"):
        win(deal, amount=Decimal("5.00"))
    assert (Opportunity.unscoped.get(pk=deal.pk).stage, deal.stage_changes.count()) == ("qualify", 0)


def test_only_through_an_approval(cast, deal, monkeypatch):
    @action(Opportunity, only_through=approval)
    def wave_through(opportunity, *, by):
        opportunity.next_step = "waved through"

    registry.actions.pop(wave_through.full_name)
    with cast.acting("erin"), pytest.raises(NotPermitted):
        wave_through(deal)
    with cast.acting("erin"), pytest.raises(NotPermitted):
        wave_through(deal, through=approval)
    monkeypatch.setattr(approval, "grants", lambda verb, record: (verb, record.pk) == (wave_through.full_name, deal.pk))
    with cast.acting("erin"):
        wave_through(deal, through=approval)
    assert Opportunity.unscoped.get(pk=deal.pk).next_step == "waved through"


def test_evidence_is_filed_with_the_entry(cast, deal):
    filed = []
    filing = lambda verb, records, entries: filed.append((verb, records[0].pk, entries[0].verb))  # noqa: E731
    with ports.filled(filing=filing), cast.acting("alice"):
        lose(deal, lost_reason="too dear", competitor="Crane")
    assert filed == [("sales.opportunity.lose", deal.pk, "lose")]


def test_hand_over_moves_the_record_to_the_new_owners_unit(cast, deal):
    with cast.acting("bob"):
        verbs.hand_over(deal, cast.person("bob"), reason="Alice is away")
    with cast.acting("alice"):
        assert not Opportunity.objects.filter(pk=deal.pk).exists()
