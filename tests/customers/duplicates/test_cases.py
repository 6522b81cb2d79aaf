"""Cases: found among all and among what changed, placed where both may be seen, settled by a merge and opened by its undoing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.duplicates import controls, looking
from xianji.customers.duplicates.actions import not_duplicate, reopen
from xianji.customers.duplicates.looking import look_at_all, look_at_changed
from xianji.customers.models import Customer, DuplicateCase, DuplicateLook, DuplicateMark
from xianji.kit import registry, store, verbs
from xianji.kit.merging import keeping
from xianji.kit.merging.models import Merged
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org.models import Unit


@pytest.fixture
def pair(cast):
    alice = cast.person("alice")
    return make(Customer, name="苏州海辰机械有限公司", owner=alice), make(Customer, name="海辰机械（苏州）", owner=alice)


def looked(look=look_at_all):
    with actor.acting(SYSTEM):
        return look()


def the_case():
    return DuplicateCase.unscoped.get()


def test_all_files_are_compared_once_and_only_what_changed_afterwards(cast, pair):
    make(Customer, name="上海海辰机械有限公司", owner=cast.person("carol"))
    assert looked() == {"compared": 1, "opened": 1, "skipped": 0}
    case = the_case()
    assert (case.first, case.second, case.likeness, case.score, case.owner) == (*pair, 100, 40, cast.person("alice"))
    assert Entry.objects.filter(verb="create", label=DuplicateCase.label(), record_id=case.pk).exists()
    assert looked()["opened"] == 0 and looked(look_at_changed)["opened"] == 0
    DuplicateLook.objects.update(at=timezone.now() + timedelta(hours=1))
    third = make(Customer, name="苏州海臣机械", owner=cast.person("alice"))
    assert looked(look_at_changed) == {"compared": 0, "opened": 0, "skipped": 0}
    DuplicateLook.objects.update(at=timezone.now())
    assert looked(look_at_changed)["opened"] == 2
    assert set(DuplicateCase.unscoped.filter(second=third).values_list("likeness", flat=True)) == {95}


def test_marks_follow_their_file_and_too_common_ones_tell_nothing(cast, pair, monkeypatch):
    one = pair[0]
    with actor.acting(SYSTEM):
        one.name = "别的名字科技"
        store.change(one)
    looked(lambda: None)
    assert not set(DuplicateMark.objects.filter(file=one.pk).values_list("mark")) & set(
        DuplicateMark.objects.filter(file=pair[1].pk).values_list("mark")
    )
    monkeypatch.setattr(looking, "COMMON", 2)
    for _time in range(2):
        make(Customer, name="海辰机械", phone="0512-62883300", owner=cast.person("alice"))
    make(Customer, name="别家", phone="0512 6288 3300", owner=cast.person("alice"))
    with actor.acting(SYSTEM):
        verbs.delete(pair[1])
    assert DuplicateMark.objects.filter(file=pair[1].pk).count() == 0
    assert looked() == {"compared": 1, "opened": 1, "skipped": 1}


def test_a_case_belongs_to_who_may_see_both(cast, pair):
    with actor.acting(SYSTEM):
        Unit.unscoped.filter(pk=cast.team.pk).update(head=cast.person("bob"))
        Unit.unscoped.filter(pk=cast.company.pk).update(head=cast.person("erin"))
        verbs.hand_over(pair[1], cast.person("bob"))
    looked()
    assert the_case().owner == cast.person("bob")
    with cast.acting("alice"):
        assert not DuplicateCase.objects.exists()
    with actor.acting(SYSTEM):
        verbs.hand_over(pair[1], cast.person("carol"))
    case = the_case()
    assert (case.owner, case.org_path) == (cast.person("erin"), cast.company.path)
    with cast.acting("bob"):
        assert not DuplicateCase.objects.exists()


def test_a_merge_settles_its_case_and_its_undoing_opens_it(cast, pair):
    third = make(Customer, name="苏州海臣机械", owner=cast.person("alice"))
    looked()
    assert DuplicateCase.unscoped.filter(state="open").count() == 3
    with cast.acting("alice"):
        keeping.merge(pair[0], [pair[1]])
    found = set(DuplicateCase.unscoped.values_list("first", "second", "state"))
    one, other = pair
    assert found == {(one.pk, other.pk, "merged"), (other.pk, third.pk, "gone"), (one.pk, third.pk, "open")}
    with cast.acting("alice"):
        keeping.unmerge(registry.resource_of(Customer), Merged.objects.get().key)
    assert set(DuplicateCase.unscoped.values_list("state", flat=True)) == {"open"}


def test_two_companies_are_not_asked_about_again(cast, pair):
    looked()
    with cast.acting("alice"):
        not_duplicate(the_case(), why="Mother and daughter")
    assert looked()["opened"] == 0
    assert (the_case().state, the_case().why, the_case().decided_on) == ("not_duplicate", "Mother and daughter", timezone.localdate())
    with cast.acting("alice"):
        reopen(the_case())
    assert (the_case().state, the_case().why, the_case().decided_on) == ("open", "", None)


@pytest.mark.shows("duplicates_are_settled")
def test_a_case_is_settled_within_ten_working_days(pair):
    looked()
    control, today = controls.duplicates_are_settled, timezone.localdate()
    given = {name: one.on(today) for name, one in control.parameters.items()}
    for state, days, verdict in (("open", 40, "fail"), ("open", 1, "pass"), ("not_duplicate", 40, "na")):
        DuplicateCase.unscoped.update(state=state, opened_on=today - timedelta(days=days))
        cases = control.check(DuplicateCase.unscoped.filter(deleted_at=None), today, **given)
        assert cases.values_list("verdict", flat=True).get() == verdict, (state, days)
