"""A visit of alice's, ready to be prepared."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Cast
from tests.making import make
from tests.policy.controls.conftest import in_force
from xianji.customers.models import Contact, Customer
from xianji.sales.models import SalesMaterial, Visit, VisitNote

__all__ = ["in_force", "planned"]


@pytest.fixture
def planned(cast: Cast) -> Callable[..., Visit]:
    """`planned(kind="phone")`: a visit of alice's with all that is needed before; `material=False` without one."""

    def made(*, material: bool = True, part: str = "decision", **values: Any) -> Visit:
        alice = cast.person("alice")
        with cast.acting("alice"):
            customer = values.pop("customer", None) or make(Customer, name="Paper Boats", owner=alice)
            contact = make(Contact, customer=customer, name="Ann Reed", part=part, owner=alice)
            given = {"purpose": "Budget", "expected": "Who decides", "looked": True, "owner": alice} | values
            visit = make(Visit, customer=customer, contact=contact, **given)
            if material:
                paper = make(SalesMaterial, name=f"Story {visit.pk}", kind="case", edition="1")
                make(VisitNote, visit=visit, kind="material", material=paper, owner=alice)
        return visit

    return made
