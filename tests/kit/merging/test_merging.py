"""Two records become one and one becomes two again: what stays, what goes along, what is refused, and what is told of it."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from tests.kit.files import samples
from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Contact, Customer
from xianji.kit import registry, verbs
from xianji.kit.comments import keeping as comments
from xianji.kit.comments.models import Comment
from xianji.kit.files import keeping as files
from xianji.kit.files.models import Attachment
from xianji.kit.marks import keeping as marks
from xianji.kit.merging import keeping, links
from xianji.kit.merging.models import Merged
from xianji.kit.refusals import NotPermitted, Refused, WrongState
from xianji.org.models import Share
from xianji.sales.models import Opportunity, Order
from xianji.workspace.models import Activity

LIST = "/customers/customers/"
USCI = "91350100M000100Y43"


@pytest.fixture
def two(cast: Any) -> tuple[Customer, Customer]:
    """The one that says more, and the one that was touched last."""
    alice = cast.person("alice")
    full = make(Customer, name="Heron Works", owner=alice, registration_type="usci", registration_no=USCI, phone="0591-1")
    bare = make(Customer, name="Heron Works Ltd", owner=alice, phone="0591-2", employees=40)
    return full, bare


def merged(cast: Any, two: tuple[Customer, Customer], **more: Any) -> Customer:
    with cast.acting("alice"):
        return keeping.merge(two[0], [two[1]], source="web", **more)


def test_the_fuller_then_the_newer_value_stays_unless_another_is_chosen(cast: Any, two: Any) -> None:
    kept = merged(cast, two)
    assert (kept.pk, kept.number, kept.name) == (two[0].pk, two[0].number, "Heron Works Ltd"), "the name that says more"
    assert (kept.registration_no, kept.phone, kept.employees) == (USCI, "0591-2", 40)
    assert Customer.unscoped.get(pk=two[1].pk).deleted_at


def test_what_was_chosen_stays(cast: Any, two: Any) -> None:
    kept = merged(cast, two, picked={"name": two[0], "phone": two[0]})
    assert (kept.name, kept.phone) == ("Heron Works", "0591-1")


def test_everything_that_led_to_the_one_leads_to_the_other_and_comes_back(cast: Any, two: Any, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT, (full, bare), alice = tmp_path, two, cast.person("alice")
    with cast.acting("alice"):
        contact = make(Contact, customer=bare, owner=alice)
        deal = make(Opportunity, customer=bare, owner=alice, amount=500)
        order = make(Order, customer=bare, owner=alice)
        daughter = make(Customer, name="Daughter", parent=bare, owner=alice)
        talk = make(Activity, kind="call", about_label=Customer.label(), about_id=bare.pk, owner=alice)
        files.attach(bare, "offer.pdf", BytesIO(samples.PDF), len(samples.PDF))
        comments.comment(bare, "Said of the second")
        for one in (full, bare):
            marks.add(one, "VIP")
            marks.star(one, True)
        marks.add(bare, "Urgent")
        registry.actions["sales.opportunity.win"](deal, amount=700)
    assert Customer.unscoped.get(pk=bare.pk).won_amount == 700
    bare.refresh_from_db()
    kept = merged(cast, (full, bare))

    def leading() -> list[int]:
        rows = [type(one).unscoped.get(pk=one.pk) for one in (contact, deal, order)]
        found = [row.customer_id for row in rows] + [Customer.unscoped.get(pk=daughter.pk).parent_id]
        return [*found, Activity.unscoped.get(pk=talk.pk).about_id, Attachment.objects.get().record_id, Comment.objects.get().record_id]

    assert leading() == [kept.pk] * 7
    stored = Customer.unscoped.get(pk=kept.pk)
    assert (stored.won_amount, stored.last_contact_on) == (700, timezone.localdate())
    with cast.acting("alice"):
        assert sorted(marks.names_of(kept)) == ["Urgent", "VIP"] and marks.is_starred(kept)
        assert keeping.unmerge(registry.resource_of(Customer), Merged.objects.get().key) == []
    assert leading() == [bare.pk] * 7
    stored, back = Customer.unscoped.get(pk=kept.pk), Customer.unscoped.get(pk=bare.pk)
    assert (stored.won_amount, stored.last_contact_on, stored.phone) == (0, None, "0591-1")
    assert (back.won_amount, back.last_contact_on, back.deleted_at) == (700, timezone.localdate(), None)
    with cast.acting("alice"):
        assert marks.names_of(stored) == ["VIP"] and sorted(marks.names_of(back)) == ["Urgent", "VIP"]


def test_both_journals_tell_it_and_children_have_their_entries(cast: Any, two: Any) -> None:
    full, bare = two
    contact = make(Contact, customer=bare, owner=cast.person("alice"))
    merged(cast, two, reason="typed twice")
    told = {entry.record_id: entry for entry in Entry.objects.filter(verb="merge", label="customers.customer")}
    assert told[full.pk].reason == f"← {bare.number} Heron Works Ltd · typed twice"
    assert told[bare.pk].reason.startswith(f"→ {full.number} Heron Works")
    assert told[full.pk].batch == told[bare.pk].batch == Merged.objects.get().key
    moved = Entry.objects.get(label="customers.contact", record_id=contact.pk, verb="change")
    assert moved.changes["customer_id"][:2] == [bare.pk, full.pk] and not moved.batch


def test_the_old_number_leads_to_the_one_that_stays(cast: Any, two: Any, enter: Any) -> None:
    full, bare = two
    merged(cast, two)
    client = enter("alice")
    assert client.get(f"{LIST}{bare.pk}").url == f"{LIST}{full.pk}"
    assert f'href="{LIST}{full.pk}"' in client.get(f"/search?q={bare.number}").content.decode()
    with cast.acting("alice"):
        verbs.change(Customer.objects.get(pk=full.pk), {"short_name": "Heron"})
    assert f'href="{LIST}{full.pk}"' in client.get(f"/search?q={bare.number}").content.decode(), "also when its row is made anew"
    assert enter("carol").get(f"{LIST}{bare.pk}").status_code == 404


def test_different_numbers_a_blacklist_and_a_foreign_record_are_refused(cast: Any, two: Any) -> None:
    full, bare = two
    other = make(Customer, owner=cast.person("alice"), registration_type="ubn", registration_no="04595257")
    foreign, black = make(Customer, owner=cast.person("carol")), make(Customer, owner=cast.person("alice"), state="blacklist")
    for one, why in ((other, Refused), (black, Refused), (foreign, NotPermitted), (full, Refused)):
        with cast.acting("alice"), pytest.raises(why):
            keeping.merge(full, [one])
    with cast.acting("alice"), pytest.raises(Refused):
        keeping.merge(full, [bare], versions={bare.pk: 99})
    with cast.acting("dave"), pytest.raises(NotPermitted):
        keeping.merge(full, [bare])
    assert not Merged.objects.exists() and not Customer.unscoped.exclude(deleted_at=None).exists()


def test_three_at_once_and_a_parent_among_them(cast: Any, two: Any) -> None:
    full, bare = two
    third = make(Customer, name="Heron", owner=cast.person("alice"), parent=bare)
    with cast.acting("alice"):
        kept = keeping.merge(full, [bare, third])
    assert kept.parent_id is None and Merged.objects.filter(survivor_id=full.pk).count() == 2
    with cast.acting("alice"):
        keeping.unmerge(registry.resource_of(Customer), Merged.objects.first().key)
    assert Customer.unscoped.get(pk=third.pk).parent_id == bare.pk
    assert not Customer.unscoped.exclude(deleted_at=None).exists()


def test_taking_back_has_an_end_and_leaves_what_was_changed_since(cast: Any, two: Any, enter: Any) -> None:
    kept = merged(cast, two)
    with cast.acting("alice"):
        verbs.change(kept, {"phone": "0591-9"})
    with cast.acting("erin"), pytest.raises(WrongState):
        verbs.restore(two[1])
    resource, key = registry.resource_of(Customer), Merged.objects.get().key
    assert enter("carol").post(f"{LIST}merges/{key}").status_code == 404
    with cast.acting("dave"), pytest.raises(NotPermitted):
        keeping.unmerge(resource, key)
    Merged.objects.update(at=timezone.now() - timedelta(days=31))
    with cast.acting("alice"), pytest.raises(WrongState):
        keeping.unmerge(resource, key)
    Merged.objects.update(at=timezone.now())
    with cast.acting("alice"):
        assert len(keeping.unmerge(resource, key)) == 1
    assert Customer.unscoped.get(pk=kept.pk).phone == "0591-9"


def test_shares_go_along_only_with_who_could_have_given_them(cast: Any, two: Any) -> None:
    full, bare = two
    Share.objects.create(label="customers.customer", record_id=bare.pk, person=cast.person("grace"))
    Share.objects.create(label="customers.customer", record_id=bare.pk, person=cast.person("carol"), may_change=True)
    Share.objects.create(label="customers.customer", record_id=full.pk, person=cast.person("carol"), may_change=True)
    with cast.acting("carol"):
        keeping.merge(full, [bare])
    assert Share.objects.filter(record_id=bare.pk).count() == 2, "carol may change both, but share neither"


def test_an_encrypted_value_goes_along_and_stays_out_of_the_journal(cast: Any, two: Any) -> None:
    one, other = (make(Contact, name="Lin", customer=two[0], owner=cast.person("alice"), **more)
                  for more in ({"mobile": "13800001111"}, {"mobile": "13900002222"}))  # fmt: skip
    with cast.acting("alice"):
        keeping.merge(one, [other])
        assert Contact.objects.get(pk=one.pk).mobile == "13900002222"
        keeping.unmerge(registry.resource_of(Contact), Merged.objects.get().key)
        assert Contact.objects.get(pk=one.pk).mobile == "13800001111"
    assert not [entry for entry in Entry.objects.all() if "13900002222" in str(entry.changes) or "13800001111" in entry.reason]


def test_the_api_merges_and_takes_back(two: Any, enter: Any) -> None:
    full, bare = two
    client, address = enter("alice"), f"/api{LIST}{full.pk}/merge"
    refused = client.post(address, {"with": [bare.pk], "values": {"number": bare.pk}}, content_type="application/json")
    assert refused.status_code == 422 and "number" in refused.json()["fields"]
    assert client.post(address, {"with": [999999]}, content_type="application/json").status_code == 404
    body = {"with": [bare.pk], "values": {"phone": full.pk}, "version": full.version}
    done = client.post(address, body, content_type="application/json")
    assert done.status_code == 200 and done.json()["phone"] == "0591-1"
    assert client.get(f"/api{LIST}{bare.pk}").status_code == 404
    back = client.post(f"/api{LIST}{bare.pk}/unmerge", {}, content_type="application/json")
    assert back.status_code == 200 and back.json()["id"] == bare.pk
    assert client.post(f"/api{LIST}{bare.pk}/unmerge", {}, content_type="application/json").status_code == 422


def test_the_page_shows_what_differs_and_counts_what_one_sees(two: Any, enter: Any, cast: Any) -> None:
    full, bare = two
    make(Contact, customer=bare, owner=cast.person("alice"))
    make(Contact, customer=bare, owner=cast.person("carol"))
    client = enter("alice")
    page = client.get(f"{LIST}merge?ids={full.pk},{bare.pk}")
    assert {one["name"] for one in page.context["fields"]} == {"name", "registration_type", "registration_no", "phone", "employees"}
    assert [(str(one["title"]), one["count"]) for one in page.context["moves"]] == [(str(Contact._meta.verbose_name_plural), "1")]
    assert client.get(f"{LIST}merge?ids={full.pk}").url == LIST
    assert enter("dave").get(f"{LIST}merge?ids={full.pk},{bare.pk}").status_code == 404
    assert client.get("/sales/opportunities/merge?ids=1,2").status_code == 404


def test_every_kind_of_row_that_stands_beside_records_goes_along() -> None:
    """Whoever adds another one says so, or why not."""
    stays = {"kit.searchrow": "made from the record", "kit.trashed": "follows the record", "audit.entry": "tells what happened",
             "kit.merged": "is the merge itself", "audit.look": "was a look at that one",
             "administration.alert": "tells what was done with that one", "policy.evidence": "proves what was done then",
             "policy.finding": "is made anew by its control", "policy.controlexception": "was granted for that one"}  # fmt: skip
    named = {link.model._meta.label_lower for link in links.beside}
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}
        if {"label", "record_id"} <= names or {"about_label", "about_id"} <= names:
            assert model._meta.label_lower in named | stays.keys(), model
