"""The answer in memory is the answer of the database, for everybody and every verb."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import ROLES
from tests.making import make
from xianji.customers.models import Customer
from xianji.kit.records.holding import Holding
from xianji.org import scope
from xianji.org.models import Share

VERBS = ("view", "change", "delete", "hand_over", "export", "lose", "blacklist")


@pytest.mark.parametrize("shared", [None, "see", "change", "over"])
@pytest.mark.parametrize("owner", ["alice", "carol", None])
def test_both_ways_agree(cast, owner, shared):
    firm = make(Customer, owner=cast.person(owner) if owner else None)
    for name in ROLES if shared else ():
        until = timezone.localdate() - timedelta(days=1) if shared == "over" else None
        Share.objects.create(label=firm.label(), record_id=firm.pk, person=cast.person(name), until_on=until,
                             may_change=shared == "change")  # fmt: skip
    row = Customer.unscoped.get(pk=firm.pk)
    for name in ROLES:
        who = cast.actor(name)
        for verb in VERBS:
            permission = f"customers.customer.{verb}"
            assert Holding(row, who).may(permission) == scope.holds(row, who, permission), (name, verb)
