"""Coverage: suggestions by likeness, confirmed by a person; no version takes effect with a clause left open."""

import pytest
from django.utils import timezone

from xianji.kit import registry
from xianji.kit.refusals import Blocked, NotPermitted, Refused
from xianji.policy.clauses.models import Clause
from xianji.policy.coverage import reading
from xianji.policy.coverage.actions import confirm, match, sign, suggest, uncovered, withdraw
from xianji.policy.coverage.matching import base
from xianji.policy.coverage.models import Coverage
from xianji.policy.versions.actions import submit
from xianji.policy.versions.loading import load_default


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_every_shipped_control_finds_its_clause_in_the_text_that_ships(as_system, language):
    version = load_default(language)
    suggest(version)
    found = dict(Coverage.unscoped.values_list("control", "clause__number"))
    wanted = {name: base(one.clause) for name, one in registry.controls.items() if not one.always}
    assert found == wanted
    assert suggest(version) == 0


@pytest.mark.shows("every_clause_is_covered")
def test_a_version_takes_effect_only_when_every_clause_is_covered(cast):
    with cast.acting("erin"):
        version = load_default("en")
        with pytest.raises(Blocked) as refused:
            submit(version, effective_on=timezone.localdate())
        assert refused.value.objections[0].clause == "1.2"
        assert str(len(uncovered(version))) in refused.value.message
        suggest(version)
        assert not reading.numbers(), "a suggestion alone covers nothing"
        confirm(Coverage.unscoped.filter(policy_version=version))
        left = uncovered(version)
        sign(left[:-1], "waits")
        with pytest.raises(Blocked, match="1 clause has neither"):
            submit(version, effective_on=timezone.localdate())
        sign(left[-1:], "declares")
        submit(version, effective_on=timezone.localdate())
    reading.forget()
    assert len(reading.active()) == len(registry.controls)


def test_reasons_and_controls_must_exist_and_only_some_may_decide(cast):
    with cast.acting("erin"):
        version = load_default("en")
        clause = Clause.unscoped.filter(policy_version=version).exclude(text="").last()
        with pytest.raises(Refused, match="no control “nothing.at.all”"):
            match(clause, "nothing.at.all")
        with pytest.raises(Refused, match="Say where it is kept"):
            sign([clause], "elsewhere")
        with pytest.raises(Refused, match="Say why this clause has no control"):
            sign([clause], "because")
        sign([clause], "elsewhere", "In the handbook of the plant")
        row = Coverage.unscoped.get(clause=clause)
        withdraw([row])
        assert clause in uncovered(version)
        assert sign([clause], "waits") == 1 and Coverage.unscoped.filter(clause=clause, deleted_at=None).count() == 1
    with cast.acting("alice"), pytest.raises(NotPermitted):
        sign([clause], "waits")
