"""Groups of alternatives, denials and days as seen from today: the language of the address and what it finds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.customers.models import Contact, Customer
from xianji.kit import registry
from xianji.kit.lists.filters import BadFilter
from xianji.kit.lists.groups import read, written
from xianji.kit.lists.query import ListQuery

LIST = "/customers/customers/"


@pytest.fixture
def firms(cast):
    """Six by state, size and last contact."""
    today, alice, bob = timezone.localdate(), cast.person("alice"), cast.person("bob")
    told = [
        ("A", "active", "large", 5, alice), ("B", "active", "small", 40, bob), ("C", "lost", "large", 40, alice),
        ("D", "dormant", "", None, bob), ("E", "lost", "small", 5, bob), ("F", "prospect", "medium", 30, alice),
    ]  # fmt: skip
    for name, state, size, days, owner in told:
        on = None if days is None else today - timedelta(days=days)
        make(Customer, name=name, state=state, size_class=size, last_contact_on=on, owner=owner)


def found(client, words, path=LIST):
    answer = client.get(f"{path}?sort=name&{words}")
    assert answer.status_code == 200, answer.content.decode()
    return "".join(row["title"] for row in answer.context["rows"])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("any=(state:lost)(size_class:large)", "ACE"),
        ("any=(state:lost;size_class:large)(last_contact_on:none)", "CD"),
        ("owner=me&any=(state:lost)(state:prospect)", "CF"),
        ("any=(state:lost)(state:active)&any2=(size_class:large)(size_class:small;owner:me)", "AC"),
        ("any=(last_contact_on:none)(last_contact_on:..30_days_ago)", "BCDF"),
        ("last_contact_on=30_days_ago..today", "AEF"),
        ("state=!lost,active", "DF"),
        ("size_class=!large", "BDEF"),
        ("size_class=!large,none", "BEF"),
        ("owner=!me", "BDE"),
        ("any=(state:!lost;owner:!me)", "BD"),
        ("any=(state:lost)(state:lost)", "CE"),
    ],
)
def test_what_is_asked_for_is_found(firms, cast, enter, words, expected):
    client, alice = enter("erin"), str(cast.person("alice").pk)
    words = words.replace("owner=me", f"owner={alice}").replace(":me", f":{alice}").replace("!me", f"!{alice}")
    assert found(client, words) == expected
    assert int(client.get(f"{LIST}count?{words}").content) == len(expected)


def test_my_team_has_those_below_or_not(cast, enter):
    for name, who in (("Top", "erin"), ("Below", "alice")):
        make(Customer, name=name, owner=cast.person(who))
    erin = enter("erin")
    assert found(erin, "owner=team") == "BelowTop" and found(erin, "owner=only:team") == "Top"
    assert found(erin, "unit=mine") == "BelowTop" and found(erin, "unit=only:mine") == "Top"


def test_pages_of_a_group_visit_each_row_once(firms, cast):
    asked, seen, mark = {"sort": "-name", "any": "(state:lost)(size_class:large)(last_contact_on:none)"}, "", {"after": ""}
    with cast.acting("erin"):
        while mark:
            page = ListQuery(registry.resource_of(Customer), asked | mark, size=2).page(["name"])
            seen += "".join(row[2] for row in page.rows)
            mark = {"after": page.after} if page.after else {}
    assert seen == "EDCA"


def test_nobody_sees_more_by_alternatives(firms, cast, enter):
    make(Customer, name="Z", state="lost", owner=cast.person("carol"))
    assert found(enter("alice"), "any=(state:lost)(state:!lost)") == "ACF"
    assert found(enter("carol"), "any=(state:lost)(owner:!me)") == "Z"


@pytest.mark.parametrize(
    "words",
    [
        "any=", "any=()", "any=(state)", "any=(state:)", "any=state:lost", "any=((state:lost))", "any=(any2:(state:lost))",
        "any=(colour:red)", "any=(state:gone)", "any=(last_contact_on:99999999_days_ago)", "last_contact_on=..9999_days_agoo",
        "any=(state:!nothing)", "state=!prospect,active,dormant,lost,blacklist", "owner=!x", "unit=only:x",
        "any=(state:lost)(state:active)(state:dormant)&any2=(owner:me)(owner:team)(size_class:large)", "any1=(state:lost)",
        "any=(" + ";".join(["state:lost"] * 7) + ")", "any=(owner:1%0000)", "any=(owner:%2528)", "state=!", "any=" + "(" * 900,
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_in_words(firms, enter, words):
    client = enter("alice")
    answer = client.get(f"{LIST}?{words}")
    assert answer.status_code == (302 if words == "any=" else 400), words
    assert client.get(f"{LIST}filter?{words}").status_code in {200, 400}


def test_a_list_is_filtered_by_a_field_of_what_it_leads_to(firms, cast, enter):
    from xianji.sales.models import Opportunity

    for firm in Customer.unscoped.all():
        make(Opportunity, name=f"{firm.name} deal ", customer=firm, owner=firm.owner)
    deals = "/sales/opportunities/"

    def asked(words, name="erin"):
        return sorted(row["title"][0] for row in enter(name).get(f"{deals}?{words}").context["rows"])

    assert asked("customer__state=lost") == ["C", "E"]
    assert asked("any=(customer__state:lost;customer__size_class:large)(customer__last_contact_on:none)") == ["C", "D"]
    assert enter("erin").get(f"{deals}?customer__state=gone").status_code == 400
    assert enter("erin").get(f"{deals}?customer__need_profile=x").status_code == 400
    chip = enter("erin").get(f"{deals}?customer__state=lost").context["chips"][0]
    assert (chip["label"], chip["value"]) == ("Customer: Life cycle", "Lost")


def test_a_linked_record_out_of_sight_tells_nothing(cast, enter):
    from xianji.sales.models import Opportunity

    hidden = make(Customer, name="Hidden", state="blacklist", owner=cast.person("carol"))
    make(Opportunity, name="Mine", customer=hidden, owner=cast.person("alice"))
    for words in ("customer__state=blacklist", "customer__state=!active", "any=(customer__state:blacklist)(stage:won)"):
        assert enter("alice").get(f"/sales/opportunities/?{words}").context["rows"] == [], words


def test_a_filter_by_links_that_fits_too_many_is_refused(firms, enter, monkeypatch):
    from xianji.kit.lists import related

    monkeypatch.setattr(related, "MOST", 1)
    answer = enter("erin").get("/sales/opportunities/?customer__state=lost")
    assert answer.status_code == 400 and "rarer" in answer.content.decode()


def test_a_group_reads_back_what_it_wrote():
    group = [(("name", "a (b); c%28"), ("state", "lost,active")), (("owner", "me"),)]
    assert read(written(group)) == group


def test_a_group_is_one_chip_and_says_what_it_asks(firms, enter):
    answer = enter("alice").get(f"{LIST}?state=!lost&any=(last_contact_on:none)(last_contact_on:..30_days_ago)")
    denied, group = answer.context["chips"]
    assert denied["value"] == "all but Lost"
    assert group["value"] == "Last contact none, or Last contact 30 days ago or earlier"
    assert group["remove"] == "?state=!lost"


def test_a_chip_does_not_tell_a_hidden_name_inside_a_group(cast, enter):
    hidden = make(Customer, name="Very Secret Ltd", owner=cast.person("carol"))
    text = enter("alice").get(f"/customers/contacts/?any=(customer:{hidden.pk})(part:none)").content.decode()
    assert "Very Secret" not in text


def test_programs_ask_in_the_same_language(firms, enter):
    answer = enter("erin").get("/api/customers/customers?any=(state:lost)(size_class:large)&sort=name&count=true")
    assert answer.status_code == 200
    assert [one["name"] for one in answer.json()["items"]] == ["A", "C", "E"] and answer.json()["count"] == 3
    assert enter("erin").get("/api/customers/customers?any=(state:gone)").status_code == 400


def test_an_export_holds_what_the_group_finds(firms, enter):
    answer = enter("erin").get(f"{LIST}export.csv?any=(state:lost)(size_class:large)&columns=name&sort=name")
    text = b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode("utf-8-sig")
    assert text.split() == ["Name", "A", "C", "E"]


def test_more_combinations_than_indexes_are_refused(as_system):
    with pytest.raises(BadFilter):
        ListQuery(registry.resource_of(Contact), {"any": "".join(f"(customer:{n})" for n in range(9))}).rows()


def test_a_kept_statement_knows_of_new_linked_records_and_days(firms, cast, enter):
    from xianji.sales.models import Opportunity

    erin, asked = enter("erin"), "/sales/opportunities/?any=(customer__state:lost)(customer__last_contact_on:today)"
    assert erin.get(asked).context["rows"] == []
    firm = Customer.unscoped.get(name="C")
    make(Opportunity, name="First", customer=firm, owner=firm.owner)
    assert [row["title"] for row in erin.get(asked).context["rows"]] == ["First"]
    today = make(Customer, name="Today", last_contact_on=timezone.localdate(), owner=firm.owner)
    make(Opportunity, name="Second", customer=today, owner=firm.owner)
    assert {row["title"] for row in erin.get(asked).context["rows"]} == {"First", "Second"}
