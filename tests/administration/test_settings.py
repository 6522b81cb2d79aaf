"""Settings: found in three languages, open to whom they are meant; the pages behind them."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from xianji.administration.numbers import actions as numbers
from xianji.administration.settings.entries import PARTS
from xianji.audit.journal import Event, record
from xianji.audit.models import Entry
from xianji.kit.jobs.models import Job
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Company
from xianji.org.numbers import take

SETTINGS = "/administration/settings"
OWN = [entry.href for part in PARTS for entry in part.entries if not entry.permission]
GUARDED = ["/administration/company", "/administration/numbers", "/administration/numbers/AC", "/administration/jobs",
           "/administration/backup", "/administration/tokens", "/administration/rights"]  # fmt: skip


def page(client: Any, address: str, **options: Any) -> str:
    return client.get(address, **options).content.decode()


def test_every_entry_leads_to_a_page_that_opens(enter):
    frank = enter("frank")
    broken = {entry.href: code for part in PARTS for entry in part.entries
              if (code := frank.get(entry.href).status_code) != 200}  # fmt: skip
    assert {href for href in broken if not href.startswith("/account/")} == set()
    assert set(broken.values()) <= {302}, "pages of one's own sign-in may ask for the password first"


def test_people_find_what_is_theirs_and_nothing_that_is_not(enter):
    shown = page(enter("alice"), SETTINGS)
    assert all(f'href="{href}"' in shown for href in OWN)
    assert not [href for href in GUARDED if f'<a href="{href}"' in shown]


@pytest.mark.parametrize("address", GUARDED)
@pytest.mark.parametrize("name", ["alice", "bob", "dave", "erin", "grace"])
def test_pages_for_administrators_do_not_exist_for_others(enter, name, address):
    assert enter(name).get(address).status_code == 404
    assert enter(name).post(address).status_code in {404, 405}


@pytest.mark.parametrize("typed", ["currenc", "exchange rate", "币种", "汇率", "匯率", "幣別", "huilv", "bizhong"])
def test_an_entry_is_found_in_any_language_and_by_its_sound(enter, typed):
    found = page(enter("frank", headers={"Accept-Language": "en"}), f"{SETTINGS}?q={typed}", headers={"HX-Target": "rows"})
    assert '<a href="/catalog/currencies/"' in found and '<a href="/administration/journal"' not in found


@pytest.mark.parametrize("typed", ["qqqq", "!!!", "<script>"])
def test_what_nothing_is_called_says_so(enter, typed):
    found = page(enter("frank"), f"{SETTINGS}?q={typed}", headers={"HX-Target": "rows"})
    assert "/administration/tree" not in found and "<script>" not in found and 'class="empty"' in found


def test_the_company_is_renamed_and_it_is_written_down(cast: Cast, enter):
    enter("frank").post("/administration/company", {"name": "Grey Heron", "language": "zh-hant", "currency": "USD"})
    company = Company.objects.get()
    assert (company.name, company.language, company.currency) == ("Grey Heron", "zh-hant", "CNY")
    entry = Entry.objects.get(label="org.company", verb="change")
    assert entry.changes["name"] == ["Paper Crane Ltd", "Grey Heron"] and entry.actor == "Frank"


def test_a_company_without_name_is_refused(cast: Cast, enter):
    answer = enter("frank").post("/administration/company", {"name": " ", "language": "xx"})
    assert answer.status_code == 422 and Company.objects.get().name == "Paper Crane Ltd"


def test_a_sequence_goes_on_from_a_higher_number_and_never_back(cast: Cast, enter):
    take("AC", 5)
    frank = enter("frank")
    assert "AC-000006" in page(frank, "/administration/numbers")
    assert frank.post("/administration/numbers/AC", {"number": 5}).status_code == 422
    assert frank.post("/administration/numbers/AC", {"number": 900}).status_code == 302
    assert take("AC") == ["AC-000900"]
    assert Entry.objects.get(verb="number").changes == {"last": [5, 899]}


def test_only_administrators_move_a_sequence(cast: Cast):
    one = numbers.Numbered("Customers", "AC", "AC", False, 0)
    with cast.acting("erin"), pytest.raises(NotPermitted):
        numbers.go_on_from(one, 10)
    with cast.acting("frank"), pytest.raises(Refused):
        take("AC", 10)
        numbers.go_on_from(one, 10)


def test_the_jobs_of_everybody_are_listed_by_state(cast: Cast, enter):
    Job.objects.create(kind="x", title="Import of people", user=cast.users["alice"], state="failed")
    Job.objects.create(kind="x", title="Report of March", user=cast.users["bob"], state="done")
    shown = page(enter("frank"), "/administration/jobs?state=failed")
    assert "Import of people" in shown and "Report of March" not in shown and "Alice" in shown


def test_the_page_of_backups_tells_how_old_the_last_one_is(cast: Cast, enter):
    frank = enter("frank", headers={"Accept-Language": "en"})
    assert "No backup has been made yet." in page(frank, "/administration/backup")
    with acting(SYSTEM):
        record(Event("backup", "org.company", 1, "old.tar.gz"), at=timezone.now() - timedelta(days=9))
    assert "The last backup is 9 days old. Make a new one." in page(frank, "/administration/backup")
    with acting(SYSTEM):
        record(Event("backup", "org.company", 1, "new.tar.gz"))
    assert "The last backup was made within a day." in page(frank, "/administration/backup")
