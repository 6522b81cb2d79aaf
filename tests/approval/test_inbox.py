"""The inbox, the trail, deciding many at once, the API; and how they are read when a million have been decided."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.making import make
from xianji.approval.models import Absence, Request, Seat
from xianji.approval.requests import inbox
from xianji.approval.requests.actions import approve, copy_to, send_back
from xianji.approval.requests.declared import kind_of
from xianji.kit.refusals import NotPermitted
from xianji.org.models import Assignment, Role
from xianji.org.users import tokens
from xianji.sales.orders.resource import OrderResource
from xianji.workspace.models import Notice

from .test_asking import decide, state_of

HERE = "/approval/inbox"


def read(client, show="waiting", **more):
    answer = client.get(HERE, {"show": show, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_sees_what_waits_for_them_what_they_asked_and_what_they_decided(orders, cast, enter):
    mine, other = orders.asked(), orders.asked(orders.order("bob"), "bob")
    erin, alice = enter("erin"), enter("alice")
    page = read(erin)
    assert mine.about_title in page and other.about_title in page and "discounts v11, row 4" in page and "500" in page
    assert 'id="waits-approvals" hx-swap-oob="true">2<' in erin.get("/workspace/counts").content.decode()
    assert mine.about_title in erin.get("/").content.decode() and mine.about_title not in alice.get("/").content.decode()
    assert mine.about_title in read(alice, "asked") and other.about_title not in read(alice, "asked")
    assert mine.about_title not in read(alice) and "approvals" not in alice.get("/workspace/counts").content.decode()
    decide(cast, "erin", send_back, mine, comment="Less discount.")
    assert "Less discount." in read(erin, "decided") and "Less discount." in read(alice, "asked")
    assert mine.about_title not in read(erin) and read(erin, "decided", after="9" * 19)
    assert erin.get(HERE, {"show": "x"}).status_code == 404


def test_who_is_asked_in_two_roles_has_one_request_waiting(orders, cast, enter):
    Assignment.objects.create(user=cast.users["erin"], role=Role.unscoped.get(code="FIN"))
    orders.chain = "SD+FIN"
    asked = [orders.asked() for _turn in range(2)]
    assert Seat.objects.filter(person=cast.person("erin"), state="open").count() == 4
    assert [one["request"].pk for one in inbox.part(cast.person("erin").pk, "waiting").cards] == [one.pk for one in asked]
    assert 'id="waits-approvals" hx-swap-oob="true">2<' in enter("erin").get("/workspace/counts").content.decode()


def test_deciding_from_the_list_and_returning_with_words(orders, cast, enter):
    first, second = orders.asked(), orders.asked()
    erin = enter("erin")
    done = erin.post(f"/approval/requests/{first.pk}/do/approve", {"version": Request.unscoped.get(pk=first.pk).version, "next": HERE})
    assert done.url == HERE and state_of(first) == "approved"
    assert erin.get(f"/approval/requests/{second.pk}/do/send_back").status_code == 200
    assert erin.post(f"/approval/requests/{second.pk}/do/send_back", {"comment": ""}).status_code == 422
    assert erin.post(f"/approval/requests/{second.pk}/do/send_back", {"comment": "Mend it."}).status_code == 302
    assert state_of(second) == "returned"
    assert erin.post(f"/approval/requests/{second.pk}/do/approve").status_code == 409


def test_many_are_approved_together_only_where_the_object_allows_it(orders, cast, enter):
    several = [orders.asked() for _turn in range(2)]
    erin = enter("erin")
    assert erin.post(f"{HERE}/approve", {"ids": [one.pk for one in several]}).url == HERE
    assert {state_of(one) for one in several} == {"approved"}
    third = orders.asked()
    kind_of("sales.order").in_bulk = False
    assert "type=\"checkbox\"" not in read(erin)
    erin.post(f"{HERE}/approve", {"ids": [third.pk]})
    assert state_of(third) == "pending"
    enter("carol").post(f"{HERE}/approve", {"ids": [third.pk]})
    assert state_of(third) == "pending"
    assert erin.post("/approval/requests/bulk", {"verb": "approve", "ids": third.pk}).status_code == 404


def test_the_trail_stands_on_both_pages_and_deciding_only_before_those_who_are_asked(orders, cast, enter):
    orders.chain = "SUP 4h > SD 2d"
    request = orders.asked()
    decide(cast, "bob", approve, request, comment="A good customer.")
    for client, address in ((enter("alice"), "/approval/requests/{0.pk}"), (enter("alice"), "/sales/orders/{0.about_id}")):
        page = client.get(address.format(request)).content.decode()
        assert "A good customer." in page and "Bob" in page and "Erin" in page and "do/approve" not in page
    page = enter("erin").get(f"/sales/orders/{request.about_id}").content.decode()
    assert "do/approve" in page and "Sales director" in page
    assert enter("carol").get(f"/approval/requests/{request.pk}").status_code == 404


def test_guarded_facts_are_shown_to_those_who_decide_and_to_nobody_else_without_the_right(orders, cast, enter, monkeypatch):
    monkeypatch.setattr(OrderResource, "guarded", {"amount": "sales.see_nothing"})
    orders.chain = "SUP > SD"
    request = orders.asked(orders.order("alice", 1234567))
    Request.unscoped.filter(pk=request.pk).update(amount=None)
    assert "1,234,567" in read(enter("bob"))
    for name in ("dave", "erin"):
        assert "1,234,567" not in enter(name).get(f"/approval/requests/{request.pk}").content.decode()


def test_by_the_api(orders, cast, enter):
    request = orders.asked()
    client = enter("erin")
    headers = {"Authorization": f"Bearer {tokens.issue(cast.users['erin'], 'inbox')}"}

    def call(method, address, body=None):
        answer = getattr(client, method)(f"/api/approval/requests{address}", body, content_type="application/json", headers=headers)
        return answer.status_code, json.loads(answer.content) if answer.content else {}

    found = json.loads(client.get("/api/approval/requests?state=pending", headers=headers).content)
    assert [one["number"] for one in found["items"]] == [request.number]
    assert call("post", f"/{request.pk}/do/send_back", {})[0] == 422
    assert call("post", f"/{request.pk}/do/approve", {"comment": "by a program"})[0] == 200
    assert state_of(request) == "approved"
    rows = {"rows": [{"do": "approve", "id": request.pk, "body": {}}]}
    assert call("post", "/bulk", rows)[0] == 422
    alice = {"Authorization": f"Bearer {tokens.issue(cast.users['alice'], 'inbox')}"}
    other = orders.asked()
    answer = client.post(f"/api/approval/requests/{other.pk}/do/approve", {}, content_type="application/json", headers=alice)
    assert answer.status_code == 403 and state_of(other) == "pending"


def test_i_am_away(orders, cast, enter):
    client, today = enter("erin"), f"{timezone.localdate()}"
    done = client.post("/account/away/", {"from_on": today, "to_on": today, "deputy": "Bob", "note": "fair"})
    assert done.status_code == 302
    request = orders.asked()
    assert request.about_title in read(enter("bob")) and "for Erin" in read(enter("bob"))
    absence = Absence.unscoped.get()
    assert enter("bob").post(f"/account/away/{absence.pk}/end").status_code == 404
    assert client.post(f"/account/away/{absence.pk}/end").status_code == 302
    assert request.about_title not in read(enter("bob"))
    assert client.post("/account/away/", {"from_on": today, "to_on": today, "deputy": "Erin"}).status_code == 422


@pytest.fixture
def many(orders, cast):
    """Some thousand decided requests beside a few that wait; what a million would be, planned with the same statistics."""
    one = orders.asked()
    step = one.steps.first()
    people = [cast.person(name).pk for name in ("erin", "dave", "grace", "bob")]
    Seat.objects.bulk_create(
        Seat(step=step, request=one, person_id=people[n % 4], state="approved", decided_by_id=people[n % 4], decided_at=timezone.now())
        for n in range(4000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return one


@pytest.mark.parametrize("show", ["waiting", "decided", "asked"])
def test_the_inbox_reads_an_index_and_no_more_than_a_page(many, cast, show):
    make(Absence, owner=cast.person("grace"), deputy=cast.person("erin"), from_on=timezone.localdate(), to_on=timezone.localdate())
    with cast.acting("erin"), CaptureQueriesContext(connection) as asked:
        inbox.part(cast.person("erin").pk, show)
        inbox.count(cast.person("erin").pk)
    assert len(asked) <= 7
    big = [one["sql"] for one in asked.captured_queries if "approval_seat" in one["sql"] or "approval_request" in one["sql"]]
    assert big
    for sql in big:
        with connection.cursor() as cursor:
            cursor.execute(("EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ") + sql)
            plan = " ".join(str(row) for row in cursor.fetchall())
        assert "SCAN approval_seat" not in plan and "Seq Scan on approval_seat" not in plan, plan
        assert "approval_" in plan


def test_who_it_is_copied_to_reads_it_and_hears_how_it_ends_but_decides_nothing(orders, cast, enter):
    mine, grace = orders.asked(), enter("grace")
    decide(cast, "alice", copy_to, mine, to=cast.person("grace"), comment="For your books.")
    decide(cast, "erin", copy_to, mine, to=cast.person("grace"))
    page = read(grace, "copied")
    assert mine.about_title in page and "/do/approve" not in page and mine.about_title not in read(grace)
    assert mine.about_title not in read(enter("dave"), "copied")
    with pytest.raises(NotPermitted):
        decide(cast, "grace", approve, mine)
    with pytest.raises(NotPermitted):
        decide(cast, "dave", copy_to, mine, to=cast.person("dave"))
    decide(cast, "erin", approve, mine)
    told = [one.told for one in Notice.objects.filter(person=cast.person("grace")).order_by("pk")]
    assert [text.partition(":")[0] for text in told] == ["Alice copies a request to you", "Approved"]
