"""From the filter form to a clean address, and what the chips and controls make of it."""

import pytest

from tests.making import make
from xianji.customers.models import Customer

CUSTOMERS = "/customers/customers/"


@pytest.mark.parametrize(
    ("sent", "clean"),
    [
        ("state=active&state=dormant&owner.any=&region.text=", "?state=active,dormant"),
        ("won_amount.from=100&won_amount.to=", "?won_amount=100.."),
        ("last_contact_on.from=2026-01-01&last_contact_on.to=2026-02-01", "?last_contact_on=2026-01-01..2026-02-01"),
        ("last_contact_on.any=last_30_days&last_contact_on.from=", "?last_contact_on=last_30_days"),
        ("owner.any=me&owner.text=&q=", "?owner=me"),
        ("columns=name&columns=owner", "?columns=name,owner"),
        ("state=active&after=abc&size_class=", "?state=active"),
    ],
)
def test_a_form_becomes_a_clean_address(cast, enter, sent, clean):
    answer = enter("alice").get(f"{CUSTOMERS}?{sent}")
    assert answer.status_code == 302 and answer.url == CUSTOMERS + clean


def test_a_clean_address_is_not_redirected(cast, enter):
    assert enter("alice").get(CUSTOMERS + "?state=active,dormant&owner=me").status_code == 200


def test_a_typed_name_becomes_the_person(cast, enter):
    answer = enter("bob").get(CUSTOMERS + "?owner.text=Alice&state=")
    assert answer.url == f"{CUSTOMERS}?owner={cast.person('alice').pk}"


def test_a_name_that_nobody_has_is_refused(cast, enter):
    assert enter("bob").get(CUSTOMERS + "?owner.text=Zacharias").status_code == 400


def test_chips_tell_the_filter_in_words_and_take_it_away(cast, enter):
    answer = enter("bob").get(f"{CUSTOMERS}?state=active,lost&owner={cast.person('alice').pk}")
    by_state, by_owner = answer.context["chips"]
    assert by_owner["value"] == "Alice" and by_owner["remove"] == "?state=active,lost"
    assert by_state["remove"] == f"?owner={cast.person('alice').pk}"


def test_a_chip_does_not_tell_the_name_of_a_hidden_record(cast, enter):
    hidden = make(Customer, name="Very Secret Ltd", owner=cast.person("carol"))
    text = enter("alice").get(f"/customers/contacts/?customer={hidden.pk}").content.decode()
    assert "Very Secret" not in text


def test_the_filter_form_shows_what_is_in_force(cast, enter):
    answer = enter("alice").get(CUSTOMERS + "?state=active&won_amount=5..9")
    shown = {one["name"]: one for one in answer.context["filters"]}
    assert [key for key, _label, chosen in shown["state"]["options"] if chosen] == ["active"]
    assert (shown["won_amount"]["low"], shown["won_amount"]["high"]) == ("5", "9")


def test_the_picker_offers_only_what_one_may_see(cast, enter):
    mine = make(Customer, name="Heron Works", owner=cast.person("alice"))
    make(Customer, name="Heron Others", owner=cast.person("carol"))
    text = enter("alice").get("/customers/contacts/pick/customer?customer=Heron").content.decode()
    assert mine.number in text and "Others" not in text
    assert enter("alice").get("/customers/contacts/pick/name?q=x").status_code == 404


def test_none_stands_beside_other_choices(cast, enter):
    for size in ("large", "small", ""):
        make(Customer, name=f"Size {size}", size_class=size, owner=cast.person("alice"))
    rows = enter("alice").get(CUSTOMERS + "?size_class=large,none").context["rows"]
    assert {row["title"] for row in rows} == {"Size large", "Size "}


def test_the_unit_is_found_by_its_name(cast, enter):
    make(Customer, name="Eastern", owner=cast.person("alice"))
    make(Customer, name="Southern", owner=cast.person("carol"))
    answer = enter("erin").get(CUSTOMERS + "?unit.text=East", follow=True)
    assert [row["title"] for row in answer.context["rows"]] == ["Eastern"]
    assert cast.team.number in enter("erin").get("/customers/customers/pick/unit?q=East").content.decode()
