"""An object that needs approvals: orders whose amount must be agreed to, and may not change unseen afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from tests.making import make
from xianji.approval.models import Request
from xianji.approval.requests import declared
from xianji.approval.requests.asking import ask
from xianji.approval.requests.guards import approvable
from xianji.kit import registry
from xianji.kit.actions import action, approval
from xianji.kit.store import writing
from xianji.org.models import Assignment, Role
from xianji.sales.models import Order
from xianji.sales.orders.resource import OrderResource

State = Order.State


@dataclass
class Approved:
    """Orders with an approval: `chain` is what the next one needs, `verbs` its three verbs."""

    verbs: Any
    cast: Any
    chain: Any = "SD"

    def order(self, name: str = "alice", amount: int = 500) -> Order:
        with self.cast.acting(name):
            return make(Order, owner=self.cast.person(name), amount=Decimal(amount))

    def asked(self, order: Order | None = None, name: str = "alice") -> Request:
        """The request that submitting an order makes."""
        order = order or self.order(name)
        with self.cast.acting(name):
            self.verbs.submit(order)
        return Request.unscoped.filter(about_id=order.pk).order_by("-pk").first()


def declare(told: dict[str, Any], *, reopening: bool, in_bulk: bool = True) -> Any:
    @action(Order, when=State.DRAFT, letter="R")
    def submit(order: Order, *, by: Any) -> None:
        """Ask for it."""
        ask(order, told["chain"](), yes=agree, no=decline, by=by, facts=["amount"], subject="Discount", amount=order.amount,
            because={"table": "discounts", "version": "v11", "row": 4, "href": "/rulebook/1"})  # fmt: skip

    @action(Order, when=State.DRAFT, then=State.CONFIRMED, only_through=approval)
    def agree(order: Order, *, by: Any) -> None:
        """The order holds."""

    @action(Order, when=State.DRAFT, only_through=approval)
    def decline(order: Order, *, by: Any) -> None:
        """Back to the one who asked."""
        order.cancelled_because = "declined"

    @action(Order, when=State.CONFIRMED, then=State.DRAFT, only_through=approval)
    def reopen(order: Order, *, by: Any) -> None:
        """It has changed."""

    approvable(Order, guarded=("amount",), reopens=reopen if reopening else None, in_bulk=in_bulk)
    return SimpleNamespace(submit=submit, agree=agree, decline=decline, reopen=reopen)


@pytest.fixture
def orders(request: Any, cast: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Approved]:
    """A changed guarded field refuses; with `@pytest.mark.parametrize("orders", [True], indirect=True)` it reopens."""
    yield from furnished(cast, monkeypatch, reopening=getattr(request, "param", False))


def furnished(cast: Any, monkeypatch: pytest.MonkeyPatch, *, reopening: bool = False) -> Iterator[Approved]:
    told: dict[str, Any] = {}
    monkeypatch.setattr(registry, "actions", {name: one for name, one in registry.actions.items()
                                              if name not in ("sales.order.confirm", "sales.order.cancel")})  # fmt: skip
    monkeypatch.setattr(writing, "_followers", {kind: list(found) for kind, found in writing._followers.items()})
    monkeypatch.setattr(declared, "kinds", dict(declared.kinds))
    verbs = declare(told, reopening=reopening)
    monkeypatch.setattr(OrderResource, "actions", [verbs.submit, verbs.agree, verbs.decline, verbs.reopen])
    made = Approved(verbs, cast)
    told["chain"] = lambda: made.chain
    for name in ("alice", "bob", "carol"):
        for verb in ("submit",):
            Role.unscoped.get(code={"alice": "REP", "bob": "SUP", "carol": "REP"}[name]).grants.get_or_create(
                permission=f"sales.order.{verb}", reach="a"
            )
    yield made


def hold(cast: Any, name: str, code: str) -> None:
    """Give somebody of the cast one more role."""
    user = cast.users[name]
    Assignment.objects.get_or_create(user=user, role=Role.unscoped.get(code=code))
    user.access_version += 1
    user.save()
