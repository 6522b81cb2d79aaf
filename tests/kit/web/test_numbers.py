"""An address with a sign that looks like a number is answered as one without it."""

import pytest

from tests.making import make
from xianji.customers.models import Customer

PAGES = (
    "/customers/customers/{pk}?tab=history&before=", "/customers/customers/{pk}?tab=comments&before=", "/workspace/notices?before=",
    "/customers/customers/?beside=", "/approval/inbox?after=", "/customers/customers/count?shown=",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("number", ["²", "9" * 30])
def test_a_sign_that_is_no_number_breaks_no_page(page, number, cast, enter):
    customer = make(Customer, owner=cast.person("alice"))
    assert enter("alice").get(page.format(pk=customer.pk) + number).status_code == 200
