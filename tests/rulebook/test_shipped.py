"""The tables that ship: each answers its own cases, and none has a hole that nobody meant."""

import pytest
from django.utils.translation import override

from xianji.rulebook.tables.declared import declared
from xianji.rulebook.tables.examining import Examination

SPARSE = {"customer.points", "customer.health", "commission.modifiers"}
"""Nothing is added where nothing holds."""


@pytest.mark.parametrize("name", sorted(declared))
def test_a_table_that_ships_answers_its_cases(name):
    content = declared[name].content
    assert content.cases, "each table shows by example what it means"
    found = Examination(content)
    assert [(ran.told, ran.problem) for ran in found.cases if not ran.passed] == []
    assert (found.walked.gaps == [] and found.walked.is_whole) or name in SPARSE
    assert found.dead == []


def test_the_weights_of_an_appraisal_are_a_hundred():
    assert sum(int(row.then["weight"]) for row in declared["appraisal.weights"].content.rows) == 100


def test_every_label_is_translated():
    missing = set()
    for one in declared.values():
        columns = [*one.content.inputs, *one.content.outputs]
        labels = [c.label for c in columns] + [label for c in columns for _code, label in c.choices] + [row.note for row in one.content.rows]
        labels += [str(one.title), str(one.why)]
        with override("zh-hans"):
            from xianji.rulebook.tables.content import said

            missing |= {label for label in labels if label.strip() and said(label).isascii() and len(label) > 3}
    assert missing == set()


def test_a_table_reads_the_same_in_every_language() -> None:
    """It is read when the first decision asks, whoever that is."""
    read = {}
    for language in ("zh-hans", "zh-hant", "en"):
        with override(language):
            read[language] = {name: one.read() for name, one in declared.items()}
    assert read["zh-hans"] == read["zh-hant"] == read["en"]
