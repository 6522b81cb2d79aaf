"""The filter editor: from the address to rows and back, without scripts."""

import pytest

from tests.making import make
from xianji.customers.models import Customer

LIST = "/customers/customers/"
EDITOR = LIST + "filter"
WORDS = "state=!lost&sort=name&view=7&any=(last_contact_on:none)(last_contact_on:..30_days_ago;size_class:large,medium)"


def rows(answer):
    return [[[(row["at"], row["name"]) for row in alternative["rows"]] for alternative in group["alternatives"]]
            for group in answer.context["groups"]]  # fmt: skip


def sent(*told, **more):
    """What a browser sends for rows of (place, field, {part: value})."""
    fields = {}
    for at, name, values in told:
        fields |= {f"{at}.field": name, f"{at}.was": name} | {f"{at}{part}": value for part, value in values.items()}
    return fields | more


def test_the_editor_shows_what_is_in_force(cast, enter):
    answer = enter("alice").get(f"{EDITOR}?{WORDS}")
    assert rows(answer) == [
        [[("0.0.0", "state")]],
        [[("1.0.0", "last_contact_on")], [("1.1.0", "last_contact_on"), ("1.1.1", "size_class")]],
    ]
    state = answer.context["groups"][0]["alternatives"][0]["rows"][0]
    assert state["is_not"] and [key for key, _label, ticked in state["control"]["options"] if ticked] == ["lost"]


def test_rows_become_the_address_again_and_the_rest_of_it_stays(cast, enter):
    told = sent(
        ("0.0.0", "state", {"": ["lost"], ".not": "1"}), ("1.0.0", "last_contact_on", {".any": "none"}),
        ("1.1.0", "last_contact_on", {".any": "..30_days_ago"}), ("1.1.1", "size_class", {"": ["large", "medium"]}),
        sort="name", view="7", do="show",
    )  # fmt: skip
    assert enter("alice").get(EDITOR, told).url == f"{LIST}?sort=name&view=7&" + WORDS.replace("&sort=name&view=7", "")


def test_a_field_asked_for_twice_holds_twice(cast, enter):
    for name, amount in (("Little", 5), ("Middle", 50), ("Much", 500)):
        make(Customer, name=name, won_amount=amount, owner=cast.person("alice"))
    told = sent(("0.0.0", "won_amount", {".from": "10"}), ("0.0.1", "won_amount", {".to": "100"}), do="show")
    answer = enter("alice").get(EDITOR, told, follow=True)
    assert [row["title"] for row in answer.context["rows"]] == ["Middle"]


@pytest.mark.parametrize(
    ("do", "expected"),
    [
        ("and:0.0", [[["state", ""]], [["owner"], ["region"]]]),
        ("or:1", [[["state"]], [["owner"], ["region"], [""]]]),
        ("and:1.1", [[["state"]], [["owner"], ["region", ""]]]),
        ("group", [[["state"]], [["owner"], ["region"]], [[""], [""]]]),
        ("drop:1.0.0", [[["state"]], [["region"]]]),
        ("drop:0.0.0", [[[]], [["owner"], ["region"]]]),
        ("drop:9.9.9", [[["state"]], [["owner"], ["region"]]]),
        ("drop:x", [[["state"]], [["owner"], ["region"]]]),
        ("or:", [[["state"]], [["owner"], ["region"]]]),
    ],
)
def test_each_button_changes_the_rows(cast, enter, do, expected):
    told = sent(("0.0.0", "state", {"": ["lost"]}), ("1.0.0", "owner", {".any": "me"}), ("1.1.0", "region", {}), do=do)
    found = rows(enter("alice").get(EDITOR, told))
    assert [[[name for _at, name in alternative] for alternative in group] for group in found] == expected


def test_another_field_begins_without_the_value_of_the_one_before(cast, enter):
    told = sent(("0.0.0", "state", {"": ["lost"]}), do="field") | {"0.0.0.field": "size_class"}
    row = enter("alice").get(EDITOR, told).context["groups"][0]["alternatives"][0]["rows"][0]
    assert row["name"] == "size_class" and not any(ticked for _key, _label, ticked in row["control"]["options"])


def test_a_wrong_value_is_told_beside_its_row(cast, enter):
    told = sent(("0.0.0", "won_amount", {".from": "much"}), ("0.0.1", "owner", {".text": "Zacharias"}), do="show")
    answer = enter("alice").get(EDITOR, told)
    errors = [row["error"] for row in answer.context["groups"][0]["alternatives"][0]["rows"]]
    assert answer.status_code == 422 and "much" in errors[0] and "Zacharias" in errors[1]


def test_too_many_combinations_are_told_on_top(cast, enter):
    both = [(f"{g}.{a}.0", "owner", {".any": "me"}) if a else (f"{g}.{a}.0", "state", {"": ["lost"]})
            for g in (1, 2, 3, 4) for a in (0, 1)]  # fmt: skip
    answer = enter("alice").get(EDITOR, sent(*both, do="show"))
    assert answer.status_code == 422 and "8" in answer.context["problem"]


def test_a_closed_field_is_neither_offered_nor_taken(cast, enter, monkeypatch):
    from xianji.kit import registry

    monkeypatch.setattr(type(registry.resource_of(Customer)), "guarded", {"won_amount": "customers.customer.see_won"})
    answer = enter("alice").get(EDITOR, sent(("0.0.0", "won_amount", {".from": "1"}), do="field"))
    assert "won_amount" not in dict(answer.context["fields"]) and rows(answer) == [[[("0.0.0", "")]]]


def test_nothing_chosen_shows_everything(cast, enter):
    assert enter("alice").get(EDITOR, {"0.0.0.field": "", "do": "show"}).url == f"{LIST}?"


def test_the_popup_ticks_what_a_denial_leaves(cast, enter):
    answer = enter("alice").get(f"{LIST}?state=!lost")
    shown = next(one for one in answer.context["filters"] if one["name"] == "state")
    assert [key for key, _label, ticked in shown["options"] if not ticked] == ["lost"]
