"""Views: saved, opened, changed, shared, locked, placed; by whom, for whom, and what the journal says."""

import pytest

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit.views.models import View
from xianji.org.access.models import Role

LIST = "/customers/customers/"
VIEWS = LIST + "views/"


@pytest.fixture
def some(cast):
    for name, state in (("Active Ltd", "active"), ("Lost Ltd", "lost"), ("Dormant Ltd", "dormant")):
        make(Customer, name=name, state=state, owner=cast.person("alice"))


def keep(client, words, **values):
    """Save the list as a view; returns it."""
    answer = client.post(f"{VIEWS}new?{words}", {"name": "Mine to keep", "audience": "own", **values})
    assert answer.status_code == 302, answer.content.decode()
    return View.objects.latest("pk")


def labels(client, address=LIST):
    return [one["late"] for one in client.get(address, follow=True).context["views"]]


def names(answer):
    return sorted(row["title"] for row in answer.context["rows"])


def test_a_saved_view_is_a_tab_that_shows_the_same_list(some, enter):
    alice = enter("alice")
    view = keep(alice, "state=active,lost&sort=-name&columns=name,state")
    tab = next(one for one in alice.get(LIST).context["views"] if one["late"] == f"v{view.pk}")
    answer = alice.get(LIST + tab["href"])
    assert names(answer) == ["Active Ltd", "Lost Ltd"] and "aria-current" in answer.content.decode()
    assert answer.context["open_view"]["is_changed"] is False


def test_a_changed_view_offers_to_save_and_to_revert(some, enter):
    alice = enter("alice")
    view = keep(alice, "state=active")
    menu = alice.get(f"{LIST}?view={view.pk}&state=lost").context["open_view"]
    assert menu["is_changed"] and menu["href"] == f"?view={view.pk}&state=active"
    alice.post(f"{VIEWS}{view.pk}/save?view={view.pk}&state=lost&after=x", {"version": 1})
    view.refresh_from_db()
    assert (view.address, view.version) == ("state=lost", 2)


def test_the_page_of_a_list_is_no_change_of_its_view(some, cast, enter):
    for n in range(60):
        make(Customer, name=f"More {n:02}", state="active", owner=cast.person("alice"))
    alice = enter("alice")
    view = keep(alice, "state=active")
    first = alice.get(f"{LIST}?view={view.pk}&state=active")
    second = alice.get(LIST + first.context["next_href"])
    assert second.context["rows"] and second.context["open_view"]["is_changed"] is False


def test_saving_over_a_newer_version_is_refused(some, enter):
    alice = enter("alice")
    view = keep(alice, "state=active")
    alice.post(f"{VIEWS}{view.pk}/save?state=lost", {"version": 1})
    assert alice.post(f"{VIEWS}{view.pk}/save?state=dormant", {"version": 1}).status_code == 409


def test_an_own_view_is_nobody_elses(some, enter):
    view = keep(enter("alice"), "state=active")
    for name in ("bob", "erin", "carol"):
        client = enter(name)
        assert f"v{view.pk}" not in labels(client)
        assert client.get(f"{VIEWS}{view.pk}/edit").status_code == 404
        assert client.post(f"{VIEWS}{view.pk}/delete").status_code == 404


def test_a_view_of_the_unit_is_met_by_those_in_it_and_below(some, enter):
    bob = enter("bob")
    view = keep(bob, "owner=me", audience="unit")
    seen = {name: f"v{view.pk}" in labels(enter(name)) for name in ("alice", "bob", "carol", "erin")}
    assert seen == {"alice": True, "bob": True, "carol": False, "erin": False}


def test_who_may_not_share_is_not_asked_and_is_refused(some, enter):
    alice = enter("alice")
    assert "audience" not in alice.get(f"{VIEWS}new?state=active").context["form"].fields
    answer = alice.post(f"{VIEWS}new?state=active", {"name": "For all", "audience": "all", "is_locked": "on"})
    view = View.objects.get()
    assert answer.status_code == 302 and (view.audience, view.is_locked) == ("own", False)
    assert enter("bob").post(f"{VIEWS}new?state=active", {"name": "For all", "audience": "all"}).status_code == 422


def test_a_locked_view_is_changed_only_by_who_may_lock(some, enter):
    view = keep(enter("erin"), "state=active", audience="all", is_locked="on")
    bob = enter("bob")
    assert bob.get(f"{LIST}?view={view.pk}&state=lost").context["open_view"]["may_change"] is False
    assert bob.post(f"{VIEWS}{view.pk}/save?state=lost").status_code == 403
    assert enter("erin").post(f"{VIEWS}{view.pk}/save?state=lost").status_code == 302


def test_a_member_may_not_change_the_view_of_the_unit(some, enter):
    view = keep(enter("bob"), "state=active", audience="unit")
    assert enter("alice").post(f"{VIEWS}{view.pk}/save?state=lost").status_code == 403
    assert enter("alice").get(f"{VIEWS}{view.pk}/edit").status_code == 404


def test_a_shared_view_shows_each_reader_only_their_own_scope(some, cast, enter):
    make(Customer, name="Southern Ltd", state="active", owner=cast.person("carol"))
    view = keep(enter("erin"), "state=active", audience="all")
    seen = {name: names(enter(name).get(f"{LIST}?view={view.pk}&state=active")) for name in ("alice", "carol", "erin")}
    assert seen == {"alice": ["Active Ltd"], "carol": ["Southern Ltd"], "erin": ["Active Ltd", "Southern Ltd"]}


def test_a_role_may_meet_a_view_first_and_still_reach_all(some, enter):
    role = Role.unscoped.get(code="REP")
    view = keep(enter("erin"), "state=active", audience="all", opens_for=[role.pk])
    alice = enter("alice")
    assert alice.get(LIST).url == f"{LIST}?view={view.pk}&state=active"
    everything = alice.get(LIST, follow=True).context["views"][0]
    assert len(alice.get(LIST + everything["href"]).context["rows"]) == 3
    assert enter("bob").get(LIST).status_code == 200


def test_a_view_on_a_guarded_field_is_not_offered_to_who_may_not_see_it(some, enter, monkeypatch):
    from xianji.kit import registry

    view = keep(enter("erin"), "won_amount=100..", audience="all")
    monkeypatch.setattr(type(registry.resource_of(Customer)), "guarded", {"won_amount": "customers.customer.see_won"})
    from xianji.kit.views.shelf import shelf

    shelf.cache_clear()
    alice = enter("alice")
    assert f"v{view.pk}" not in labels(alice)
    assert alice.get(f"{LIST}?view={view.pk}&any=(won_amount:100..)(state:lost)").status_code == 403


def test_a_view_leaves_the_tabs_moves_and_comes_back(some, enter):
    alice = enter("alice")
    one, two = keep(alice, "state=active"), keep(alice, "state=lost")
    alice.post(f"{VIEWS}{two.pk}/pin", {"do": "left"})
    assert labels(alice)[-2:] == [f"v{two.pk}", f"v{one.pk}"]
    alice.post(f"{VIEWS}{one.pk}/pin", {"do": "unstar"})
    assert labels(alice)[-1] == f"v{two.pk}"
    assert [each["late"] for each in alice.get(LIST).context["more_views"]] == [f"v{one.pk}"]
    alice.post(f"{VIEWS}{one.pk}/pin", {"do": "star"})
    assert labels(alice)[-2:] == [f"v{two.pk}", f"v{one.pk}"]
    assert alice.post(f"{VIEWS}{one.pk}/pin", {"do": "explode"}).status_code == 404


def test_a_deleted_view_comes_back(some, enter):
    alice = enter("alice")
    view = keep(alice, "state=active")
    alice.post(f"{VIEWS}{view.pk}/delete")
    assert f"v{view.pk}" not in labels(alice)
    alice.post(f"{VIEWS}{view.pk}/restore")
    assert f"v{view.pk}" in labels(alice)


def test_the_journal_tells_who_made_and_changed_a_view(some, cast, enter):
    bob = enter("bob")
    view = keep(bob, "state=active", audience="unit")
    bob.post(f"{VIEWS}{view.pk}/save?state=lost")
    made, changed = Entry.objects.filter(label="kit.view", record_id=view.pk).order_by("pk")
    assert (made.verb, made.title, made.actor) == ("create", "Mine to keep", "Bob")
    assert changed.verb == "change" and changed.changes["address"][:2] == ["state=active", "state=lost"]


def test_tabs_count_late_and_no_further_than_a_thousand(some, enter, monkeypatch):
    from xianji.kit.views import tabs

    alice = enter("alice")
    view = keep(alice, "state=active")
    monkeypatch.setattr(tabs, "CAP", 2)
    text = alice.get(f"{LIST}count", headers={"HX-Request": "true"}).content.decode()
    assert f'id="count-v{view.pk}" hx-swap-oob="true">1<' in text and 'id="count-all" hx-swap-oob="true">2+<' in text


@pytest.mark.parametrize("words", ["colour=red", "state=gone", "sort=nothing", "any=nonsense", "columns=secret"])
def test_what_cannot_be_answered_cannot_be_kept(some, enter, words):
    answer = enter("alice").post(f"{VIEWS}new?{words}", {"name": "Broken"})
    assert answer.status_code == 400 and not View.objects.exists()


def test_views_cost_a_warm_list_no_query(some, enter, django_assert_num_queries):
    alice = enter("alice")
    view = keep(alice, "state=active")
    address = f"{LIST}?view={view.pk}&state=active"
    alice.get(address)
    with django_assert_num_queries(3):
        alice.get(address)


def test_a_board_is_kept_with_its_layout(some, enter):
    alice = enter("alice")
    answer = alice.post("/sales/opportunities/views/new?layout=board&owner=me", {"name": "My board"}, follow=True)
    assert "lanes" in answer.context and answer.context["open_view"]["is_changed"] is False


def test_without_the_list_there_are_no_views(some, enter):
    assert enter("frank").get(f"{VIEWS}new?state=active").status_code == 404
