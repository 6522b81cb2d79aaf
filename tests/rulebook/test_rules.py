"""Gaps, dead rows and overlaps against brute force, and what several hits amount to."""

import random
from decimal import Decimal
from itertools import product

from tests.rulebook.making import content_of, table_of
from xianji.rulebook.tables import rules
from xianji.rulebook.tables.compiled import Compiled
from xianji.rulebook.tables.examining import Examination

CELLS = ["", "≥ 3", "< 3", "[1, 4)", "(2, 5]", "2", "≤ 1", "> 4"]


def test_the_walk_finds_what_brute_force_finds():
    """Random tables of two numbers and a choice, every combination asked of the engine itself."""
    chance = random.Random(7)
    for _round in range(25):
        rows = [(chance.choice(CELLS), chance.choice(CELLS), chance.choice(["", "a", "b", "a, b"]), str(n)) for n in range(5)]
        content = content_of(rows)
        compiled, found = Compiled(content), Examination(content)
        asked = [compiled.hits("t", {"x": x, "y": y, "c": c}) for x, y, c in product(range(-1, 8), range(-1, 8), "ab")]
        assert bool(found.walked.gaps) == any(not hit for hit in asked), rows
        live = {hit[0] for hit in asked if hit}
        assert {content.rows[n].id for n in found.walked.dead} == {row.id for row in content.rows} - live, rows


def test_whole_numbers_leave_no_gap_between_neighbours():
    assert not Examination(table_of("[0, 4]", "[5, 9]", "≥ 10", "< 0")).walked.gaps
    gap = Examination(table_of("[0, 4]", "[6, 9]", "≥ 10", "< 0"))
    assert [one.text for one in gap.gaps] == ["No row for: X [5, 6)"]


def test_rows_that_overlap_and_rows_that_never_hit_are_named():
    never = Examination(table_of("≥ 5", "≥ 3", "[4, 9]", ""))
    assert [one.rows for one in never.dead] == [("r3",)]
    assert never.overlapping == [], "a wider row below is meant to catch the rest, and one that never hits is told already"
    twice = Examination(table_of("[5, 9]", "[3, 7]", "[8, 12]", ""))
    assert [one.rows for one in twice.overlapping] == [("r1", "r2", "r3")]


def test_a_table_that_is_too_wide_is_told_not_to_be_checked_whole():
    rows = [[rules.Condition(codes=frozenset(chance.sample("abcdef", 3))) for _n in range(14)] for chance in map(random.Random, range(60))]
    dimensions = [rules.parts_of((row[n] for row in rows), rules.LOWEST, rules.LOWEST, "abcdef") for n in range(14)]
    walked = rules.walk(rows, dimensions, takes_first=True)
    assert not walked.is_whole and walked.dead == []


def test_several_hits_are_folded_by_the_policy():
    hits = [{"level": "L1", "points": Decimal(3), "by": ("FIN",)}, {"level": "L4", "points": Decimal(5), "by": ("SD", "FIN")}]
    ranks = {"L1": 1, "L4": 4}
    assert rules.fold("first", hits)[0]["level"] == "L1"
    assert rules.fold("highest", hits, ranks) == (hits[1], [1])
    assert rules.fold("sum", hits)[0] == {"level": ("L1", "L4"), "points": Decimal(8), "by": ("FIN", "SD")}
    assert rules.fold("collect", hits)[0]["points"] == (Decimal(3), Decimal(5))
    assert rules.fold("first", []) == ({}, [])


def test_a_long_table_is_looked_through_within_its_bound():
    """500 rows on two numbers make a thousand parts of each: half a million comparisons for the first step alone."""
    rows = [[rules.Condition((((Decimal(2 * n), 0), (Decimal(2 * n + 1), 0)),))] * 2 for n in range(500)]
    dimensions = [rules.parts_of((row[0] for row in rows), rules.LOWEST, rules.HIGHEST_CUT, ())] * 2
    assert not rules.walk(rows, dimensions, takes_first=True).is_whole
