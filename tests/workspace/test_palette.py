"""What the palette offers besides hits: what can be done here, where one was last, and all keys."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.making import make
from xianji.customers.models import Customer
from xianji.sales.models import Opportunity

pytestmark = pytest.mark.django_db


@pytest.fixture
def deal(cast):
    customer = make(Customer, name="栖梧半导体", owner=cast.person("alice"))
    return make(Opportunity, name="离子色谱二期", customer=customer, owner=cast.person("alice"))


@pytest.fixture
def alice(enter, deal):
    return enter("alice", headers={"Accept-Language": "en"})


def part(client, typed="", **more):
    return client.get("/search", {"palette": "1", "q": typed, **more}).content.decode()


def test_on_a_record_its_verbs_are_offered_as_they_stand(alice, deal):
    at = f"/sales/opportunities/{deal.pk}"
    found = part(alice, at=at)
    assert "Do with “离子色谱二期”" in found and f'href="{at}/do/advance" data-deed data-asks' in found
    assert f"{at}/do/reopen" not in found, "only what suits its state"
    assert f"{at}/do/advance" in part(alice, ">forward", at=at) and f"{at}/do/win" not in part(alice, ">forward", at=at)
    assert f'href="{at}/edit" data-deed>' in part(alice, "edit", at=at)


def test_the_best_hit_can_be_acted_on(alice, deal):
    found = part(alice, "离子色谱")
    assert "Do with “离子色谱二期”" in found and found.count("data-deed") == 3
    assert found.index(f'href="/sales/opportunities/{deal.pk}"') < found.index("data-deed")


def test_who_may_not_act_is_offered_nothing(enter, deal):
    at = f"/sales/opportunities/{deal.pk}"
    assert "data-deed" not in part(enter("dave"), at=at) and "离子色谱二期" not in part(enter("carol"), at=at)


def test_where_one_was_last_is_looked_at_anew(alice, enter, deal, cast):
    hidden = make(Customer, name="栖霞水泥", owner=cast.person("carol"))
    places = f"/sales/opportunities/{deal.pk},/customers/customers/{deal.customer_id},/customers/customers/{hidden.pk}"
    found = part(alice, recent=places)
    assert "Open last" in found and found.index("离子色谱二期") < found.index("栖梧半导体") and "水泥" not in found
    assert "离子色谱二期" not in part(enter("carol"), recent=places)
    assert "Open last" not in part(alice, "栖梧", recent=places)
    assert found.count("离子色谱二期") > part(alice, recent=places, at=f"/sales/opportunities/{deal.pk}").count('role="option"') * 0


@pytest.mark.parametrize("place", ["", "x", "/", "/sales/opportunities/", "/sales/opportunities/0", "/nowhere/at_all/1", "//evil/1",
                                   "/sales/opportunities/" + "9" * 19, "/sales/opportunities/1/edit", "\x00", ",,,", "/administration/users/1"])  # fmt: skip
def test_a_place_that_is_no_record_offers_nothing(alice, place):
    answer = alice.get("/search", {"palette": "1", "at": place, "recent": place})
    assert answer.status_code == 200 and "data-deed" not in answer.content.decode()


def test_all_hits_are_always_one_line_away(alice):
    assert 'href="/search?q=%E6%A0%96%E6%A2%A7"' in part(alice, "栖梧") and "/search?q=" not in part(alice, "")


def test_pages_of_ones_own_account_are_found(alice):
    assert 'href="/account/password/change/"' in part(alice, ">password") and 'href="/help"' in part(alice, ">keys") and 'href="/help"' in part(alice, "?")
    assert 'href="/workspace/agenda"' in part(alice, ">agenda")


def test_its_price(alice, deal):
    more = {"at": f"/sales/opportunities/{deal.pk}", "recent": f"/customers/customers/{deal.customer_id}"}
    part(alice, "", **more)
    with CaptureQueriesContext(connection) as asked:
        part(alice, "", **more)
    assert len(asked) <= 2 + 2
    with CaptureQueriesContext(connection) as searched:
        alice.get("/search", {"q": "栖梧"})
    with CaptureQueriesContext(connection) as asked:
        part(alice, "栖梧", **more)
    assert len(asked) == len(searched) + 2, "the record of the page, and the best hit"


def test_the_keys_are_a_page_and_lead_where_the_reader_may_go(alice, enter):
    page = alice.get("/help").content.decode()
    assert 'data-go="c"' in page and 'data-go="d"' in page and 'data-go="r"' in page and 'data-go="t"' in page
    assert 'data-go="d"' not in enter("frank").get("/help").content.decode()


def test_single_letters_can_be_switched_off_and_on(alice):
    assert 'data-keys="off"' not in alice.get("/help").content.decode()
    assert alice.post("/preferences", {"keys": "off", "next": "/help"}).url == "/help"
    page = alice.get("/help").content.decode()
    assert 'data-keys="off"' in page and 'value="on"' in page
    alice.post("/preferences", {"keys": "nonsense"})
    assert 'data-keys="off"' in alice.get("/help").content.decode()
    alice.post("/preferences", {"keys": "on"})
    assert 'data-keys="off"' not in alice.get("/help").content.decode()
