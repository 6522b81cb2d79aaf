"""The journal on the screen: who reads what, filters, pages, proof, erasure."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from xianji.administration.journal import page
from xianji.administration.users.jobs import close_dormant
from xianji.audit.models import Entry
from xianji.audit.proof import verify
from xianji.kit import verbs
from xianji.org.models import User
from xianji.sales.models import Opportunity

JOURNAL = "/administration/journal"
ENGLISH = {"headers": {"accept-language": "en"}}


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path


@pytest.fixture
def told(cast: Any) -> Entry:
    """Alice has renamed her deal; carol has one too."""
    with cast.acting("alice"):
        deal = verbs.create(Opportunity, {"name": "Lighthouse lamps", "amount": 86753097})
        verbs.change(deal, {"name": "Harbour lamps"})
    with cast.acting("carol"):
        verbs.create(Opportunity, {"name": "Southern sails", "amount": 12})
    return Entry.objects.filter(verb="change", label="sales.opportunity").latest("id")


@pytest.mark.parametrize("name, status", [("alice", 404), ("bob", 404), ("grace", 404), ("erin", 200), ("dave", 200), ("frank", 200)])
def test_who_may_come_in(told, enter, name, status):
    client = enter(name)
    assert (client.get(JOURNAL).status_code, client.get(f"{JOURNAL}/{told.pk}").status_code) == (status, status)


def test_management_reads_titles_and_values(told, enter):
    dave = enter("dave")
    assert "Harbour lamps" in dave.get(JOURNAL).content.decode()
    shown = dave.get(f"{JOURNAL}/{told.pk}").content.decode()
    assert "Lighthouse lamps" in shown and "Harbour lamps" in shown


def test_administrators_read_that_it_happened_but_no_business(told, enter):
    frank = enter("frank")
    for path in (JOURNAL, f"{JOURNAL}/{told.pk}"):
        shown = frank.get(path).content.decode()
        assert "lamps" not in shown and "86753097" not in shown and "86,753,097" not in shown
    assert f"#{told.record_id}" in frank.get(JOURNAL).content.decode()


def test_a_director_below_reads_what_the_own_people_did(told, cast, enter):
    from xianji.kit import store
    from xianji.lib.actor import SYSTEM, acting

    with acting(SYSTEM):
        erin = cast.person("erin")
        erin.unit = cast.east
        store.change(erin)
    shown = enter("erin").get(JOURNAL).content.decode()
    assert "Harbour lamps" in shown and "Southern sails" not in shown
    theirs = Entry.objects.get(title="Southern sails")
    assert enter("erin").get(f"{JOURNAL}/{theirs.pk}").status_code == 404


def test_guarded_fields_stay_hidden(cast, enter):
    from xianji.kit import store
    from xianji.lib.actor import SYSTEM, acting

    with acting(SYSTEM):
        alice = cast.person("alice")
        alice.hired_on = timezone.localdate() - timedelta(days=400)
        store.change(alice)
    entry = Entry.objects.filter(label="org.person", verb="change").latest("id")
    seen, hidden = (enter(name).get(f"{JOURNAL}/{entry.pk}").content.decode() for name in ("dave", "frank"))
    assert str(alice.hired_on) in seen and str(alice.hired_on) not in hidden and "••••" in hidden


@pytest.mark.parametrize("asked, count", [
    ({"who": "alice"}, 2), ({"who": "Carol"}, 1), ({"who": "nobody at all"}, 0), ({"object": "sales.opportunity"}, 3),
    ({"verb": "change", "object": "sales.opportunity"}, 1), ({"first": "2999-01-01"}, 0), ({"last": "2001-01-01"}, 0),
    ({"first": "not a day", "object": "sales.opportunity"}, 3), ({"record": "x", "object": "sales.opportunity"}, 3),
])  # fmt: skip
def test_filters(told, cast, asked, count):
    with cast.acting("dave"):
        assert page.Asked(**asked).rows().count() == count


def test_pages_by_keyset(told, cast, enter, monkeypatch):
    monkeypatch.setattr(page, "PAGE", 2)
    with cast.acting("dave"):
        first, mark = page.page(page.Asked(object="sales.opportunity"))
        second, end = page.page(page.Asked(object="sales.opportunity", before=str(mark)))
    assert ([len(first), len(second)], end) == ([2, 1], 0)
    assert "before=" in enter("dave").get(JOURNAL).content.decode()


def test_the_list_costs_a_fixed_number_of_queries(told, cast, enter, django_assert_max_num_queries):
    dave = enter("dave")
    dave.get(JOURNAL)
    with django_assert_max_num_queries(12):
        dave.get(JOURNAL)


def test_verifying_on_the_screen(told, enter):
    frank = enter("frank", **ENGLISH)
    frank.post(f"{JOURNAL}/verify")
    assert "whole" in Entry.objects.get(verb="verify_journal").reason
    Entry.objects.filter(pk=told.pk).update(actor="Nobody")
    frank.post(f"{JOURNAL}/verify")
    assert "NOT whole" in Entry.objects.filter(verb="verify_journal").latest("id").reason
    assert enter("erin").post(f"{JOURNAL}/verify").status_code == 404


def test_a_long_journal_is_verified_as_a_job(told, enter, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr("xianji.administration.journal.proving.LONG", 1)
    with django_capture_on_commit_callbacks(execute=True):
        answer = enter("frank").post(f"{JOURNAL}/verify")
    assert answer["Location"].startswith("/jobs/")
    assert Entry.objects.filter(verb="verify_journal").exists()


def test_erasing_a_value_on_the_screen(told, enter):
    frank = enter("frank")
    frank.post(f"{JOURNAL}/{told.pk}/erase", {"field": "name", "reason": ""})
    assert "name" in Entry.objects.get(pk=told.pk).changes
    frank.post(f"{JOURNAL}/{told.pk}/erase", {"field": "name", "reason": "Request 7 of the person"})
    assert "lamps" not in enter("dave").get(f"{JOURNAL}/{told.pk}").content.decode().split("</h1>")[1].split("Harbour")[0]
    assert "name" not in Entry.objects.get(pk=told.pk).changes and not verify().problems
    assert enter("dave").post(f"{JOURNAL}/{told.pk}/erase", {"field": "name", "reason": "x"}).status_code == 404


def test_dormant_accounts_are_closed_but_never_the_last_administrator(cast):
    long_ago = timezone.now() - timedelta(days=91)
    User.objects.filter(login__in=["alice", "frank"]).update(last_login=long_ago, date_joined=long_ago)
    assert close_dormant() == ["alice"]
    assert not User.objects.get(login="alice").is_active and User.objects.get(login="frank").is_active
    assert Entry.objects.filter(verb="close_account", title="alice").exists()
    assert close_dormant() == []
