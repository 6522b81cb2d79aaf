"""The regulation that the product was made for: every shipped control is suggested for its right clause."""

from pathlib import Path

import pytest

from xianji.kit import registry
from xianji.policy.clauses.models import Clause
from xianji.policy.coverage import actions
from xianji.policy.coverage.matching import base, nearest
from xianji.policy.coverage.models import Coverage
from xianji.policy.versions.loading import load

FILE = Path(__file__).resolve().parents[2].parent / "shared" / "spec" / "regulation_zh-CN.txt"
pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not FILE.exists(), reason="the regulation is not on this machine (../shared)")]


def test_every_shipped_control_is_suggested_for_its_right_clause(as_system):
    version = load(FILE.name, FILE.read_bytes())
    numbers = set(Clause.unscoped.filter(policy_version=version).values_list("number", flat=True))
    asked = {one.full_name: nearest(base(one.clause), numbers) for one in registry.controls.values() if not one.always}
    beyond = {one.full_name for one in registry.controls.values() if one.clause.startswith("X")}
    assert {name for name, number in asked.items() if not number} == beyond, "the text ends before what the product adds"
    asked = {name: number for name, number in asked.items() if number}
    assert actions.suggest(version) == len(asked)
    offered = Coverage.unscoped.filter(policy_version=version, state="suggested").select_related("clause")
    assert {one.control: one.clause.number for one in offered} == asked
    assert not Coverage.unscoped.filter(state="confirmed").exists()
