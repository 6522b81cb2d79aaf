"""A visit's life, and what comes from a device."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.utils import timezone

from tests.kit.files.samples import jpeg
from tests.making import make
from xianji.customers.models import Customer, Preference
from xianji.kit.files.models import Attachment
from xianji.kit.refusals import NotPermitted, Refused, Stale
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.models import SalesMaterial, Visit, VisitArrival, VisitNote
from xianji.sales.visits import actions
from xianji.sales.visits.arriving import arrive
from xianji.sales.visits.jobs import drop_places
from xianji.workspace.models import Activity, Task

DUE = (timezone.localdate() + timedelta(days=3)).isoformat()
WRITTEN = {
    "need_price": "Within 1.2 million", "competition": "Lanhai has been here", "summary": "They build a platform.", "result": "advance",
    "issues": [{"text": "The valve leaks", "due": DUE}], "next": [{"text": "Send the list", "due": DUE}, {"text": "", "due": ""}],
    "prices": [{"text": "Lanhai, spectrometer", "amount": "98,000"}],
}  # fmt: skip


def test_a_report_is_a_contact_gives_tasks_and_teaches_the_file(cast, planned):
    visit = planned(planned_at=timezone.now() - timedelta(hours=2))
    ago = timezone.now() - timedelta(minutes=50)
    with cast.acting("alice"):
        for key, did, values in (
            ("1", "prepare", {}), ("2", "check_in", {"at": ago.isoformat(), "place": "31.23040,121.47370 ±12"}),
            ("3", "check_out", {}), ("4", "report", WRITTEN),
        ):  # fmt: skip
            version = Visit.objects.get(pk=visit.pk).version
            assert arrive(key, visit, version, did, values) == arrive(key, visit, version, did, values)
        visit.refresh_from_db()
        with pytest.raises(NotPermitted):
            actions.review(visit, accepted=True)
    assert (visit.state, visit.length) == ("reported", 50)
    talk = Activity.unscoped.get(about_label=visit.label(), about_id=visit.pk)
    assert (talk.kind, talk.minutes, talk.at, talk.owner) == ("meeting", 50, ago, cast.person("alice"))
    assert Customer.unscoped.get(pk=visit.customer_id).last_contact_on == timezone.localtime(ago).date()
    assert sorted((f"{one}", one.priority, f"{one.owner}") for one in Task.unscoped.all()) == [
        ("Send the list", "normal", "Alice"), ("Solve for Paper Boats: The valve leaks", "high", "Alice"),
    ]  # fmt: skip
    assert list(Preference.unscoped.values_list("dimension", "value", "heard_from")) == [("price", "Within 1.2 million", "Ann Reed")]
    assert VisitNote.unscoped.get(kind="price").amount == 98_000
    with cast.acting("bob"):
        with pytest.raises(Refused):
            actions.review(visit, accepted=False)
        actions.send_back(visit, comment="What did they say of the budget?")
    with cast.acting("alice"):
        arrive("5", visit, visit.version, "report", {"summary": "They have 1.2 million.", "result": "advance"})
    with cast.acting("bob"):
        actions.review(visit, accepted=True)
    assert Activity.unscoped.get(pk=talk.pk).text == "They have 1.2 million." and Task.unscoped.count() == 2
    assert visit.effective_on == timezone.localtime(ago).date() and visit.reviewed_by == cast.person("bob")


@pytest.mark.parametrize(("kind", "minutes", "part", "counts"), [
    ("onsite", 15, "decision", True), ("online", 15, "", True), ("onsite", 14, "decision", False), ("phone", 60, "decision", False),
    ("onsite", 60, "gatekeeper", False),
])  # fmt: skip
def test_what_makes_a_visit_count(cast, planned, kind, minutes, part, counts):
    now = timezone.now()
    visit = planned(kind=kind, part=part)
    Visit.unscoped.filter(pk=visit.pk).update(
        state="reported", checked_in_at=now - timedelta(minutes=minutes), checked_out_at=now, reported_at=now
    )
    with cast.acting("bob"):
        actions.review(visit, accepted=True)
    assert bool(visit.effective_on) is counts


def test_nothing_is_done_by_halves(cast, planned):
    visit = planned(material=False)
    with cast.acting("alice"):
        with pytest.raises(Refused, match="Material"):
            arrive("1", visit, visit.version, "prepare", {"purpose": "Another"})
        assert Visit.objects.get(pk=visit.pk).purpose == "Budget" and not VisitArrival.objects.exists()
        old = make(SalesMaterial, name="Prices", kind="prices", edition="1", valid_until=timezone.localdate() - timedelta(days=1))
        with pytest.raises(Refused, match="newer edition"):
            arrive("1", visit, visit.version, "prepare", {"materials": [old.pk]})
        seen = visit.version
        actions.cancel(planned(material=False), why="Ill")
    with acting(SYSTEM):
        Visit.unscoped.filter(pk=visit.pk).update(version=seen + 1, state="checked_out")
    with cast.acting("alice"):
        with pytest.raises(Stale):
            arrive("2", visit, seen, "report", WRITTEN)
        assert not VisitNote.objects.filter(kind="issue").exists()
        for lacking in ({**WRITTEN, "next": []}, {**WRITTEN, "summary": " "}, {**WRITTEN, "result": "won"}):
            with pytest.raises(Refused):
                arrive("3", visit, seen + 1, "report", lacking)
        assert arrive("3", visit, seen + 1, "report", {**WRITTEN, "next": [], "no_next_because": "They move away"})["state"] == "reported"


def test_what_comes_over_the_wire_is_the_writers_own(cast, planned, enter):
    visit = planned()
    alice = enter("alice")
    told = alice.get("/sales/visits/taken").json()
    assert [one["number"] for one in told["visits"]] == [visit.number] and told["hours"] == 24
    sent = {"me": told["me"], "key": "k", "visit": visit.pk, "version": visit.version, "did": "photo", "values": "{}"}
    for _turn in range(2):
        photo = SimpleUploadedFile("VS 1.jpg", jpeg(), "image/jpeg")
        assert alice.post("/sales/visits/arrive", {**sent, "photo": photo}).status_code == 200
    assert [len(one.digest) for one in Attachment.objects.all()] == [64]
    assert alice.post("/sales/visits/arrive", {**sent, "key": "l", "me": told["me"] + 1}).status_code == 403
    assert enter("carol").post("/sales/visits/arrive", {**sent, "me": cast.users["carol"].pk}).status_code == 404
    assert enter("dave").get("/sales/visits/taken").status_code == 404
    other = alice.post("/sales/visits/arrive", {**sent, "key": "m", "did": "check_in", "version": 99, "values": "[broken"})
    assert other.status_code == 409 and other.json()["conflict"]["fields"]["purpose"] == "Budget"


def test_nobodys_way_is_kept_for_longer_than_a_month(cast, planned):
    recent, old = planned(), planned()
    for visit, days in ((recent, 29), (old, 31)):
        Visit.unscoped.filter(pk=visit.pk).update(place="31.23040,121.47370 ±12", checked_in_at=timezone.now() - timedelta(days=days))
    with acting(SYSTEM):
        assert (drop_places(), drop_places()) == (1, 0)
    assert [bool(Visit.unscoped.get(pk=one.pk).place) for one in (recent, old)] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_arrive_once(cast, planned):
    visit, gate, answers = planned(), Barrier(2), []

    def send():
        try:
            gate.wait()
            with cast.acting("alice"):
                answers.append(arrive("same", visit, visit.version, "prepare", {"background": "Platform"})["state"])
        finally:
            connections.close_all()

    threads = [Thread(target=send) for _turn in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert answers == ["prepared", "prepared"] and Visit.unscoped.get(pk=visit.pk).version == visit.version + 2


def test_a_visit_is_seen_where_it_matters(cast, planned, enter):
    """On its customer's page and timeline, in Today, in the brief, and in the calendar feed's source."""
    visit = planned(planned_at=timezone.now())
    with cast.acting("alice"):
        for verb in (actions.prepare, actions.check_in, actions.check_out):
            verb(visit)
    alice, bob = enter("alice"), enter("bob")
    customer = f"/customers/customers/{visit.customer_id}"
    assert b"/sales/visits/of/" in alice.get(customer).content
    assert "Budget" in alice.get(f"/sales/visits/of/{visit.customer_id}").content.decode()
    assert "Ann Reed" in alice.get(f"/sales/visits/{visit.pk}/brief").content.decode()
    assert "Report due" in alice.get("/").content.decode() and "Paper Boats · Budget" in alice.get("/workspace/agenda").content.decode()
    with cast.acting("alice"):
        actions.report(visit, result=Visit.Result.CONTINUE, summary="They think about it.", no_next_because="Wait for them")
    assert "They think about it." in alice.get(customer).content.decode()
    assert "Reports to read" in bob.get("/").content.decode() and "Reports to read" not in alice.get("/").content.decode()
    assert enter("carol").get(f"/sales/visits/{visit.pk}/brief").status_code == 404
    paper = VisitNote.unscoped.get(kind="material").material
    with cast.acting("alice"):
        make(VisitNote, visit=visit, kind="price", text="Lanhai, valve", amount=98_000, owner=cast.person("alice"))
        earlier = planned(customer=visit.customer, material=False)
    handed = bob.get(f"/sales/salesmaterials/{paper.pk}").content.decode()
    assert "Who was given it" in handed and "Paper Boats" in handed and paper.name in alice.get(f"{customer}?tab=handout").content.decode()
    assert "Lanhai, valve" in alice.get(f"{customer}?tab=rivals").content.decode()
    asked = f"/sales/visitnotes/?kind=price&visit__customer={visit.customer_id}"
    assert "Lanhai, valve" in alice.get(asked).content.decode()
    assert "Checked in" not in bob.get(f"/sales/visits/{visit.pk}/brief").content.decode(), "one place is not known"
    for one, place in ((visit, "31.23040,121.47370 ±12"), (earlier, "31.23130,121.47370 ±9")):
        Visit.unscoped.filter(pk=one.pk).update(place=place, checked_in_at=timezone.now())
    assert "Checked in 100 m from" in bob.get(f"/sales/visits/{visit.pk}/brief").content.decode()
    assert "Checked in" not in alice.get(f"/sales/visits/{visit.pk}/brief").content.decode()
    assert "Lanhai, valve" in alice.get(f"/sales/visits/{visit.pk}/brief").content.decode()


def test_what_another_device_wrote_stays_as_a_note_and_arrives_once(planned, cast):
    """Whatever the visit has become meanwhile; without a word nothing is written."""
    visit = planned()
    with cast.acting("alice"):
        for _time in range(2):
            arrive("n", visit, visit.version - 1, "note", {"text": "Their engineer decides."})
        with pytest.raises(Refused):
            arrive("m", visit, visit.version, "note", {"text": " "})
    assert list(Activity.unscoped.values_list("kind", "text", "about_id")) == [("note", "Their engineer decides.", visit.pk)]
