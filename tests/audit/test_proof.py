"""Any edited, removed, added or reordered entry or value is found."""

import random
import re
from collections.abc import Callable

import pytest
from django.db.models import F
from django.utils import translation

from tests.audit.conftest import write
from xianji.audit import chain, erasing
from xianji.audit.digests import entry_digest, value_digest
from xianji.audit.models import Entry, Head
from xianji.audit.proof import verify
from xianji.lib.actor import SYSTEM, acting


def edit_entry(dice: random.Random) -> None:
    column, value = dice.choice([
        ("actor", "Nobody"), ("actor_id", 77), ("verb", "approve"), ("label", "sales.quote"), ("record_id", 4711),
        ("title", "Another deal"), ("source", "api"), ("batch", "b"), ("reason", "because"), ("digest", "0" * 64),
    ])  # fmt: skip
    Entry.objects.filter(seq=dice.randint(1, 30)).update(**{column: value})


def edit_moment(dice: random.Random) -> None:
    from datetime import timedelta

    Entry.objects.filter(seq=dice.randint(1, 30)).update(at=F("at") - timedelta(microseconds=1))


def any_entry(dice: random.Random) -> Entry:
    return Entry.objects.get(seq=dice.randint(1, 30))


def edit_value(dice: random.Random) -> None:
    entry = any_entry(dice)
    entry.changes[dice.choice(sorted(entry.changes))][dice.randint(0, 1)] = "forged"
    entry.save()


def edit_salt(dice: random.Random) -> None:
    entry = any_entry(dice)
    Entry.objects.filter(pk=entry.pk).update(salt=dice.choice(["", entry.salt[::-1]]))


def remove_value(dice: random.Random) -> None:
    entry = any_entry(dice)
    del entry.changes[dice.choice(sorted(entry.changes))]
    entry.save()


def pretend_erasure(dice: random.Random) -> None:
    """As the law would do it, but nobody wrote down why."""
    entry = any_entry(dice)
    erasing._salt_each(entry)
    entry.erased["name"] = [entry.pk, value_digest("name", *entry.changes.pop("name"))]
    entry.save()


def erased_by_law(dice: random.Random) -> Entry:
    entry = any_entry(dice)
    with acting(SYSTEM):
        erasing.erase(entry, "name", "a request")
    entry.refresh_from_db()
    return entry


def erase_and_keep(dice: random.Random) -> None:
    """A value that was erased comes back with another one."""
    entry = erased_by_law(dice)
    entry.changes["name"] = ["forged", "forged", "salt"]
    entry.save()


def edit_an_erased_digest(dice: random.Random) -> None:
    entry = erased_by_law(dice)
    entry.erased["name"][1] = "0" * 64
    entry.save()


def remove_values(dice: random.Random) -> None:
    Entry.objects.filter(seq=dice.randint(1, 30)).update(changes={}, salt="")


def add_value(dice: random.Random) -> None:
    entry = any_entry(dice)
    entry.changes["stage"] = dice.choice([["lost", "won", "salt"], ["lost", "won"]])
    entry.save()


def write_nonsense_into_values(dice: random.Random) -> None:
    column, nonsense = dice.choice([("changes", ["name"]), ("changes", {"name": "forged"}), ("erased", ["name"]), ("changes", 5),
                                    ("erased", {"name": "x"}), ("changes", {"name": [1]})])  # fmt: skip
    Entry.objects.filter(seq=dice.randint(1, 30)).update(**{column: nonsense})


def remove_entry(dice: random.Random) -> None:
    Entry.objects.filter(seq=dice.randint(1, 30)).delete()


def remove_and_close_up(dice: random.Random) -> None:
    gone = dice.randint(1, 29)
    Entry.objects.filter(seq=gone).delete()
    for entry in Entry.objects.filter(seq__gt=gone).order_by("seq"):
        Entry.objects.filter(pk=entry.pk).update(seq=entry.seq - 1)


def swap(dice: random.Random) -> None:
    one, other = (Entry.objects.get(seq=seq) for seq in dice.sample(range(1, 31), 2))
    Entry.objects.filter(pk=one.pk).update(seq=None)
    Entry.objects.filter(pk=other.pk).update(seq=one.seq)
    Entry.objects.filter(pk=one.pk).update(seq=other.seq)


def swap_values(dice: random.Random) -> None:
    one, other = (Entry.objects.get(seq=seq) for seq in dice.sample(range(1, 31), 2))
    Entry.objects.filter(pk=one.pk).update(changes=other.changes, salt=other.salt)


def insert_in_between(dice: random.Random) -> None:
    copy = Entry.objects.get(seq=dice.randint(1, 30))
    copy.pk, copy.seq = None, 31
    copy.save()


def cut_the_end(dice: random.Random) -> None:
    Entry.objects.filter(seq__gt=dice.randint(1, 29)).delete()


def cut_the_end_and_the_head(dice: random.Random) -> None:
    cut_the_end(dice)
    last = Entry.objects.order_by("-seq").first()
    Head.objects.update(seq=last.seq, link=last.link)


def rewrite_the_chain(dice: random.Random) -> None:
    """A forger who knows the recipe changes one entry and chains all of them anew."""
    entry = Entry.objects.get(seq=dice.randint(1, 30))
    entry.actor = "Nobody"
    entry.digest = entry_digest(entry)
    entry.save()
    previous = ""
    for one in Entry.objects.order_by("seq"):
        previous = one.link = chain.link_of(previous, one.seq, one.digest)
        one.save()
    Head.objects.update(link=previous)


TAMPERINGS = [
    edit_entry, edit_moment, edit_value, edit_salt, remove_value, pretend_erasure, erase_and_keep, edit_an_erased_digest,
    remove_values, add_value,
    write_nonsense_into_values, remove_entry, remove_and_close_up, swap, swap_values, insert_in_between, cut_the_end,
    cut_the_end_and_the_head, rewrite_the_chain,
]  # fmt: skip


def test_an_untouched_journal_is_whole(journal):
    report = verify()
    assert (report.problems, report.entries, report.newly_sealed) == ([], 30, 0)


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: tamper.__name__)
@pytest.mark.parametrize("seed", range(5))
def test_tampering_is_found(journal, tamper: Callable[[random.Random], None], seed: int):
    tamper(random.Random(seed))
    assert verify().problems


@pytest.mark.parametrize("tamper", [edit_entry, edit_value, remove_entry, cut_the_end_and_the_head])
def test_tampering_is_still_found_after_more_was_written(journal, tamper):
    tamper(random.Random(3))
    write(5)
    assert verify().problems
    assert verify().problems


def test_many_random_tamperings(journal, home):
    from django.db import transaction

    written = (home / "audit.heads").read_text()
    for seed in range(100):
        dice = random.Random(f"many {seed}")
        point = transaction.savepoint()
        tamper = dice.choice(TAMPERINGS)
        tamper(dice)
        assert verify().problems, f"{tamper.__name__} with seed {seed} went unnoticed"
        transaction.savepoint_rollback(point)
        (home / "audit.heads").write_text(written)
    assert not verify().problems


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant"])
def test_what_was_found_is_told_in_the_language_of_the_reader(journal, language):
    Entry.objects.filter(seq=7).delete()
    edit_value(random.Random(1))
    with translation.override(language):
        told = verify().problems
    assert told and all(re.search("[\u4e00-\u9fff]", sentence) for sentence in told), told


def test_a_lost_heads_file_is_told(journal, home):
    (home / "audit.heads").unlink()
    assert "audit.heads" in verify().problems[0]
