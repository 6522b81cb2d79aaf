"""The search page and the palette, as people meet them."""

import pytest

from tests.making import make
from xianji.customers.models import Contact, Customer
from xianji.sales.models import Opportunity
from xianji.workspace.search.marking import parts

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(cast):
    """One customer of alice with a contact and a deal, and one of carol."""
    alice, carol = cast.person("alice"), cast.person("carol")
    customer = make(Customer, name="栖梧半导体", owner=alice)
    make(Contact, name="沈若棠", customer=customer, owner=alice, mobile="13866004321")
    make(Opportunity, name="离子色谱二期", customer=customer, owner=alice)
    make(Customer, name="栖霞水泥", owner=carol)
    return customer


def asked(client, words, **more):
    return client.get("/search", {"q": words, **more}).content.decode()


def test_hits_are_grouped_by_kind_with_the_typed_part_marked(enter, told):
    alice = enter("alice")
    page = asked(alice, "qwu")
    assert "<mark>栖梧</mark>半导体" in page and f'href="/customers/customers/{told.pk}"' in page
    assert "离子色谱二期" not in page and "沈若棠" not in page, "how their customer's name sounds finds the customer"
    page = asked(alice, "栖梧")
    assert "离子色谱二期" in page and "沈若棠" in page, "found by the letters of their customer's name"


def test_what_others_own_is_neither_shown_nor_counted(enter, told):
    page = asked(enter("alice"), "栖霞")
    assert "水泥" not in page
    assert "水泥" in asked(enter("carol"), "栖霞")


def test_one_kind_only(enter, told):
    page = asked(enter("alice"), "栖梧", kind="customers.contact")
    assert "沈若棠" in page and "离子色谱二期" not in page


def test_the_tail_of_a_phone_finds_the_contact_without_showing_more_of_it(enter, told):
    page = asked(enter("alice"), "4321")
    assert "沈若棠" in page and "13866004321" not in page


def test_the_palette_is_a_fragment_with_options(enter, told):
    part = enter("alice").get("/search/palette?q=栖梧").content.decode()
    assert part.count('role="option"') >= 3 and "<html" not in part
    assert enter("alice").get("/search?palette=1&q=栖梧").content.decode() == part


def test_the_palette_goes_to_pages_and_begins_things_that_one_may(enter, cast):
    alice = enter("alice", headers={"Accept-Language": "en"})
    part = alice.get("/search/palette?q=>customers").content.decode()
    assert 'href="/customers/customers/"' in part
    assert 'href="/customers/customers/new"' in alice.get("/search/palette?q=new cust").content.decode()
    assert "/customers/customers/new" not in enter("dave").get("/search/palette?q=new").content.decode()


def test_at_sign_means_people(enter, told):
    part = enter("alice").get("/search/palette?q=@car").content.decode()
    assert "Car</mark>ol" in part and "/customers/" not in part


@pytest.mark.parametrize("typed", ["", "  ", ">", "#", "@", "<script>", '"', "%", "\x00", "x" * 5000])
def test_nothing_typed_breaks_the_page(enter, cast, typed):
    response = enter("alice").get("/search", {"q": typed})
    assert response.status_code == 200 and b"<script>alert" not in response.content


def test_strangers_sign_in_first(client, db):
    assert client.get("/search?q=栖梧").status_code == 302


@pytest.mark.parametrize(
    ("title", "words", "marked"),
    [
        ("栖梧半导体", "qwu", "栖梧"), ("栖梧半导体", "半导", "半导"), ("栖梧半導體", "半导体", "半導體"), ("青雾环境", "qingw", "青雾"),
        ("TCL科技", "tclk", "TCL科"), ("Golden Crane", "crane", "Crane"), ("深圳市千问", "sq", "市千"), ("千问", "xx", ""),
    ],
)  # fmt: skip
def test_the_marked_part_is_what_was_typed(title, words, marked):
    assert "".join(text for text, is_typed in parts(title, words) if is_typed) == marked
    assert "".join(text for text, _ in parts(title, words)) == title


def test_no_kind_crowds_out_the_others(enter, cast):
    alice = cast.person("alice")
    customer = make(Customer, name="云岫环保", owner=alice)
    for place in range(12):
        make(Opportunity, name=f"云岫{place}期", customer=customer, owner=alice)
    part = enter("alice").get("/search/palette?q=云岫").content.decode()
    assert f'href="/customers/customers/{customer.pk}"' in part and part.count("<mark>云岫</mark>") >= 5
