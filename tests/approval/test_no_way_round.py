"""Whatever the door: nothing that needs an approval happens without one, and nothing that was approved changes unseen."""

from contextlib import suppress
from decimal import Decimal

import pytest

from tests.making import make
from xianji.approval.models import Request
from xianji.approval.requests.actions import approve
from xianji.audit.models import Entry
from xianji.kit import sets, store, verbs
from xianji.kit.actions import approval
from xianji.kit.imports import load
from xianji.kit.imports.mapping import Mapping
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.org.users import tokens
from xianji.sales.models import Order

LIST = "/sales/orders/"
REOPENS = pytest.mark.parametrize("orders", [True], indirect=True)


def now(order: Order) -> Order:
    return Order.unscoped.get(pk=order.pk)


def agreed(orders, cast) -> tuple[Order, Request]:
    order = orders.order()
    request = orders.asked(order)
    with cast.acting("erin"):
        approve(Request.unscoped.get(pk=request.pk))
    return now(order), request


def by_form(client, order, field, value):
    order = now(order)
    shown = {"customer": f"{order.customer.name}", "ordered_on": f"{order.ordered_on}", "amount": f"{order.amount}",
             "version": f"{order.version}", "owner": "", field: value}  # fmt: skip
    return client.post(f"{LIST}{order.pk}/edit", shown)


def by_field(client, order, field, value):
    return client.post(f"{LIST}{order.pk}/field/{field}", {field: value, "version": now(order).version}, headers={"HX-Request": "true"})


def by_api(client, order, field, value):
    body = {field: value, "version": now(order).version}
    return client.patch(f"/api{LIST}{order.pk}", body, content_type="application/json", headers=client.token)


def by_api_in_bulk(client, order, field, value):
    row = {"do": "change", "id": order.pk, "body": {field: value, "version": now(order).version}}
    return client.post(f"/api{LIST}bulk", {"rows": [row]}, content_type="application/json", headers=client.token)


def by_bulk_edit(client, order, field, value):
    sent = {"verb": "change", "ids": order.pk, "field": field, field: value, "asked": field, "confirmed": "1", "seen": "1"}
    return client.post(f"{LIST}bulk", sent)


def by_import(client, order, field, value):
    """The function behind the page of imports; the file names the order by its number."""
    columns = {"number": "number", "customer": "customer", field: field}
    content = f"number,customer,{field}\n{order.number},{order.customer.name},{value}\n".encode()
    with client.acting("erin"):
        return load.run(load.Asked("sales.order", "orders.csv", content, Mapping.of({"columns": columns, "key": "number"}), {}))


DOORS = {"form": by_form, "inline": by_field, "api": by_api, "api in bulk": by_api_in_bulk, "bulk edit": by_bulk_edit,
         "import": by_import}  # fmt: skip


@pytest.fixture
def door(cast, enter):
    """Erin, who may change every order, with her token."""
    for role in cast.users["erin"].assignments.all():
        for verb in ("change", "create", "import"):
            role.role.grants.get_or_create(permission=f"sales.order.{verb}", reach="a")
    cast.users["erin"].access_version += 1
    cast.users["erin"].save()
    client = enter("erin")
    client.token = {"Authorization": f"Bearer {tokens.issue(cast.users['erin'], 'test')}"}
    client.acting = cast.acting
    return client


@pytest.mark.parametrize("through", DOORS)
def test_no_door_changes_what_is_being_approved(orders, cast, door, through):
    order = orders.order()
    request = orders.asked(order)
    with suppress(Refused):
        DOORS[through](door, order, "amount", "7.00")
    assert now(order).amount == Decimal(500) and Request.unscoped.get(pk=request.pk).state == "pending"
    assert not Entry.objects.filter(record_id=order.pk, label="sales.order", verb__in=["change", "import"]).exists()


@REOPENS
@pytest.mark.parametrize("through", DOORS)
def test_a_change_afterwards_reopens_it_through_every_door(orders, cast, door, through):
    order, request = agreed(orders, cast)
    assert order.state == "confirmed"
    DOORS[through](door, order, "amount", "7.00")
    after = now(order)
    assert (after.amount, after.state) == (Decimal("7.00"), "draft")
    assert Request.unscoped.get(pk=request.pk).state == "overtaken"
    assert Entry.objects.filter(record_id=order.pk, verb="reopen", source="approval").exists()


@REOPENS
def test_what_is_not_guarded_changes_freely(orders, cast, door):
    order, request = agreed(orders, cast)
    by_form(door, order, "ordered_on", "2026-01-02")
    assert now(order).state == "confirmed" and f"{now(order).ordered_on}" == "2026-01-02"
    assert Request.unscoped.get(pk=request.pk).state == "approved"


def test_no_door_leads_to_a_state_that_an_approval_gives(orders, cast, door):
    order = orders.order()
    for through in DOORS.values():
        with suppress(Refused):
            through(door, order, "state", "confirmed")
        assert now(order).state == "draft"


def test_no_verb_no_store_and_no_set_form_of_a_shell_leads_there(orders, cast):
    order = orders.order()
    with cast.acting("erin"):
        row = now(order)
        row.state = "confirmed"
        with pytest.raises(NotPermitted, match="approval"):
            store.change(row)
        with pytest.raises(NotPermitted):
            sets.change_many(Order.unscoped.filter(pk=order.pk), {"state": "confirmed"}, verb="change")
        with pytest.raises(NotPermitted):
            sets.update_many(Order, [row], ["state"])
        with pytest.raises(NotPermitted):
            verbs.change(now(order), {"state": "confirmed"})
        with pytest.raises(NotPermitted):
            make(Order, state="confirmed")
        for through in (None, approval):
            with pytest.raises(NotPermitted):
                orders.verbs.agree(now(order), through=through)
    assert now(order).state == "draft" and Order.unscoped.count() == 1


def test_the_verb_of_an_approval_has_no_button_and_no_address(orders, cast, door, enter):
    order = orders.order()
    page = enter("alice").get(f"{LIST}{order.pk}").content.decode()
    assert "do/agree" not in page and "do/submit" in page
    assert door.post(f"{LIST}{order.pk}/do/agree").status_code == 404
    assert door.post(f"{LIST}bulk", {"verb": "agree", "ids": order.pk, "confirmed": "1", "seen": "1"}).status_code == 404
    assert door.post(f"/api{LIST}{order.pk}/do/agree", headers=door.token).status_code == 404


def test_what_went_past_the_store_is_not_approved_either(orders, cast):
    order = orders.order()
    request = orders.asked(order)
    Order.unscoped.filter(pk=order.pk).update(amount=Decimal(9))
    with cast.acting("erin"), pytest.raises(Refused, match="has changed since"):
        approve(Request.unscoped.get(pk=request.pk))
    assert now(order).state == "draft" and Request.unscoped.get(pk=request.pk).state == "pending"


def test_what_goes_to_the_trash_is_asked_for_no_longer(orders, cast, door):
    order = orders.order()
    request = orders.asked(order)
    with acting(SYSTEM):
        verbs.delete(now(order))
    assert Request.unscoped.get(pk=request.pk).state == "overtaken"

