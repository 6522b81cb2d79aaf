"""The demo company's planted violations: each is found by its control, and nothing beside them."""

import pytest
from django.utils import timezone, translation

from xianji.audit.models import Entry
from xianji.config.demo import planted
from xianji.config.demo.load import regulation_in_force, write
from xianji.config.demo.words import words
from xianji.kit import registry
from xianji.kit.records.history import verb_told
from xianji.org import actors
from xianji.policy.models import Finding, Run


@pytest.mark.parametrize("language", ["zh-hans"])
def test_what_was_planted_is_found_and_nothing_else(as_system, language):
    actors.forget()
    told = words(language)
    with translation.override(language):
        write(told)
        regulation_in_force(language)
        wanted = planted.plant()
        planted.look_back(weeks=1)
    found = {name: set() for name in wanted}
    for name, pk in Finding.unscoped.filter(state__in=["open", "escalated"]).values_list("control", "about_id"):
        found.setdefault(name, set()).add(pk)
    assert {name: ids for name, ids in found.items() if ids} == wanted
    last = Run.objects.filter(as_of=timezone.localdate(), failed__gt=0)
    assert {run.control: run.failed for run in last} == {name: len(ids) for name, ids in wanted.items()}
    assert not Run.objects.exclude(problem="").exists()
    assert wordless(language) == set()


def wordless(language):
    """What the company wrote into its journal and its pages would tell by the name in the code."""
    kept = Entry.objects.filter(label__in=registry.resources).values_list("label", "verb").distinct()
    with translation.override(language):
        return {(label, verb) for label, verb in kept if str(verb_told(verb, registry.resources[label].model)).isascii()}
