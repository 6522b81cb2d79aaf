"""What is folded away until it is opened closes before anything else of its kind begins."""

import re

import pytest

from tests.making import make
from xianji.customers.models import Customer

TAGS = re.compile(r"<(/?)noscript([^>]*)>")


@pytest.mark.parametrize("address", ["/", "/customers/customers/", "/customers/customers/?layout=calendar",
                                     "/sales/opportunities/?layout=board", "/customers/customers/{pk}"])  # fmt: skip
def test_nothing_without_scripts_stands_within_what_is_folded(cast, enter, address):
    firm = make(Customer, name="</noscript><script>alert(1)</script>", owner=cast.person("alice"))
    page = enter("erin").get(address.format(pk=firm.pk)).content.decode()
    depth, folded = 0, 0
    for end, words in TAGS.findall(page):
        depth += -1 if end else 1
        folded += "data-folded" in words
        assert 0 <= depth <= 1, address
    assert depth == 0 and folded >= 2
