"""A thousand edits, deletions, insertions and swaps, drawn by a fixed chance: verification names a problem for each."""

import copy
import random
from collections import Counter
from datetime import timedelta

from tests.audit.conftest import write
from xianji.audit import chain, proof
from xianji.audit.digests import digest_of, values_digests

TIMES = 1_000


def edit_column(rows, dice):
    row = dice.choice(rows)
    place = dice.randrange(len(row.told))
    told = list(row.told)
    told[place] = told[place] + timedelta(microseconds=dice.choice([-1, 1])) if place == 0 else f"{told[place]}!"
    row.told = tuple(told)


def edit_value(rows, dice):
    row = dice.choice(rows)
    kept = row.kept[dice.choice(sorted(row.kept))]
    side = dice.randint(0, 1)
    kept[side] = f"{kept[side]}!"


def edit_name(rows, dice):
    row = dice.choice(rows)
    name = dice.choice(sorted(row.kept))
    row.kept[f"{name}_"] = row.kept.pop(name)


def edit_salt(rows, dice):
    row = dice.choice(rows)
    row.salt = dice.choice(["", row.salt[::-1]])


def edit_digest(rows, dice):
    row = dice.choice(rows)
    row.digest = row.digest[:-1] + ("0" if row.digest[-1] != "0" else "1")


def edit_link(rows, dice):
    row = dice.choice(rows)
    row.link = row.link[:-1] + ("0" if row.link[-1] != "0" else "1")


def delete(rows, dice):
    del rows[dice.randrange(len(rows))]


def delete_and_close_the_gap(rows, dice):
    place = dice.randrange(len(rows))
    del rows[place]
    for row in rows[place:]:
        row.seq -= 1


def insert(rows, dice):
    rows.insert(dice.randrange(len(rows)), copy.deepcopy(dice.choice(rows)))


def swap(rows, dice):
    one, other = dice.sample(range(len(rows)), 2)
    rows[one], rows[other] = rows[other], rows[one]


def swap_what_they_say(rows, dice):
    one, other = dice.sample(rows, 2)
    for name in ("told", "kept", "salt", "digest"):
        mine, theirs = getattr(one, name), getattr(other, name)
        setattr(one, name, theirs), setattr(other, name, mine)


def edit_and_seal_again(rows, dice):
    """By somebody who knows the recipe: every digest and link after it fits again; only the heads outside tell."""
    edit_value(rows, dice)
    previous = ""
    for row in rows:
        row.digest = digest_of(row.told, values_digests(row.kept, row.salt))
        row.link = previous = chain.link_of(previous, row.seq, row.digest)


def cut_the_end(rows, dice):
    del rows[-dice.randint(1, 4) :]


DEEDS = [edit_column, edit_value, edit_name, edit_salt, edit_digest, edit_link, delete, delete_and_close_the_gap, insert, swap,
         swap_what_they_say, edit_and_seal_again, cut_the_end]  # fmt: skip


def test_each_of_a_thousand_deeds_is_named(db, monkeypatch):
    for _seal in range(2):
        write(4, amount=(None, 5))
        chain.seal()
    whole, written, dice = list(proof.rows()), chain.heads(), random.Random(20260301)
    monkeypatch.setattr(proof, "seal_all", lambda: 0)
    monkeypatch.setattr(proof, "heads", lambda: written)
    monkeypatch.setattr(proof, "rows", lambda: iter(whole))
    assert not proof.verify().problems and len(whole) == 8
    done = Counter()
    for _time in range(TIMES):
        rows, deed = copy.deepcopy(whole), dice.choice(DEEDS)
        deed(rows, dice)
        monkeypatch.setattr(proof, "rows", lambda rows=rows: iter(rows))
        assert proof.verify().problems, deed.__name__
        done[deed.__name__] += 1
    assert sum(done.values()) == TIMES and len(done) == len(DEEDS) and min(done.values()) > 40
