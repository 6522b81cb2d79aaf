"""Creating and changing: what is checked, what survives a refusal, what a conflict shows."""

import pytest

from tests.making import make
from xianji.catalog.models import Currency, ExchangeRate
from xianji.customers.models import Contact, Customer
from xianji.sales.models import Opportunity

NEW = "/customers/customers/new"
PLAIN = {"name": "Heron Works", "registration_type": "none", "country": "CN"}


@pytest.fixture
def firm(cast):
    return make(Customer, name="Heron Works", owner=cast.person("alice"))


def edit(record):
    return f"/customers/{'contacts' if record.label() == 'customers.contact' else 'customers'}/{record.pk}/edit"


@pytest.mark.parametrize(("path", "queries"), [(NEW, 2), ("/sales/opportunities/new", 2)])
def test_an_empty_form_costs_no_query_of_its_own(cast, enter, path, queries, django_assert_num_queries):
    client = enter("alice")
    client.get(path)
    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200


def test_a_form_of_a_record_reads_the_record_once(cast, firm, enter, django_assert_num_queries):
    deal = make(Opportunity, name="Deal", customer=firm, owner=cast.person("alice"))
    client = enter("alice")
    for path in (edit(firm), f"/sales/opportunities/{deal.pk}/edit"):
        client.get(path)
        with django_assert_num_queries(3):
            assert client.get(path).status_code == 200


def test_a_new_record_is_mine_and_opens(cast, enter):
    answer = enter("alice").post(NEW, PLAIN)
    record = Customer.unscoped.get()
    assert answer.url == f"/customers/customers/{record.pk}"
    assert record.owner_id == cast.person("alice").pk and record.number == "AC-000001"


def test_save_and_new_opens_an_empty_form(cast, enter):
    assert enter("alice").post(NEW, PLAIN | {"again": "1"}).url == NEW


def test_a_refusal_names_the_rule_beside_the_field_and_keeps_what_was_typed(cast, enter):
    sent = PLAIN | {"registration_type": "usci", "registration_no": "9132000", "address": "12 Rope Walk"}
    answer = enter("alice").post(NEW, sent)
    assert answer.status_code == 422 and not Customer.unscoped.exists()
    assert (
        "18" in answer.context["form"].errors["registration_no"][0]
        and "7" in answer.context["form"].errors["registration_no"][0]
    )
    assert "12 Rope Walk" in answer.content.decode() and 'aria-invalid="true"' in answer.content.decode()


def test_what_is_missing_is_listed_on_top(cast, enter):
    answer = enter("alice").post(NEW, {"name": ""})
    assert answer.status_code == 422 and 'href="#id_name"' in answer.content.decode()


def test_a_conflict_shows_both_values_and_the_next_try_keeps_what_was_chosen(firm, enter):
    client, other = enter("alice"), enter("bob")
    mine = PLAIN | {"owner": "Alice", "version": "1", "phone": "111", "was.phone": "", "was.address": ""}
    other.post(edit(firm), PLAIN | {"owner": "Alice", "version": "1", "phone": "222", "address": "Rope Walk"})
    answer = client.post(edit(firm), mine)
    assert answer.status_code == 409
    keeps = {one["name"]: (one["mine"][1], one["theirs"][1], one["keep"]) for one in answer.context["conflicts"]}
    assert keeps == {"phone": ("111", "222", "mine"), "address": ("", "Rope Walk", "theirs")}
    again = mine | {"version": str(answer.context["record"].version), "keep.phone": "mine", "keep.address": "theirs"}
    assert client.post(edit(firm), again).status_code == 302
    row = Customer.unscoped.get()
    assert (row.phone, row.address) == ("111", "Rope Walk")


def test_an_untouched_secret_stays_a_dash_removes_it(firm, cast, enter):
    contact = make(Contact, customer=firm, name="Wei", owner=cast.person("alice"), mobile="13812345678")
    client, sent = enter("alice"), {"name": "Wei Lin", "customer": "Heron Works", "owner": "Alice"}
    page = client.get(edit(contact)).content.decode()
    assert "138****5678" in page and "13812345678" not in page
    client.post(edit(contact), sent | {"version": "1"})
    assert Contact.unscoped.get().mobile == "13812345678"
    client.post(edit(contact), sent | {"version": "2", "mobile": "-"})
    assert Contact.unscoped.get().mobile == ""


@pytest.mark.parametrize("typed", ["Heron Works", "AC-000001", "Heron Works (AC-000001)"])
def test_a_link_is_found_by_name_number_or_both(firm, enter, typed):
    answer = enter("alice").post("/customers/contacts/new", {"name": "Wei", "customer": typed})
    assert answer.status_code == 302 and Contact.unscoped.get().customer_id == firm.pk


def test_a_name_that_two_share_is_offered_as_a_choice(firm, cast, enter):
    twin = make(Customer, name="Heron Works", owner=cast.person("alice"))
    client = enter("alice")
    answer = client.post("/customers/contacts/new", {"name": "Wei", "customer": "Heron Works"})
    offer = f"Heron Works ({twin.number}) #{twin.pk}"
    assert answer.status_code == 422 and offer in answer.content.decode()
    assert client.post("/customers/contacts/new", {"name": "Wei", "customer": offer}).status_code == 302
    assert Contact.unscoped.get().customer_id == twin.pk


def test_a_hidden_record_cannot_be_linked(cast, enter):
    hidden = make(Customer, name="Elsewhere", owner=cast.person("carol"))
    for typed in ("Elsewhere", hidden.number, f"#{hidden.pk}"):
        assert enter("alice").post("/customers/contacts/new", {"name": "Wei", "customer": typed}).status_code == 422


def test_a_link_to_something_hidden_can_stay(cast, enter):
    hidden = make(Customer, name="Elsewhere", owner=cast.person("carol"))
    contact = make(Contact, customer=hidden, name="Wei", owner=cast.person("alice"))
    client = enter("alice")
    shown = client.get(edit(contact)).context["form"]["customer"].value()
    sent = {"name": "Wei Lin", "customer": shown, "owner": "Alice", "version": "1"}
    assert client.post(edit(contact), sent).status_code == 302


def test_values_in_the_address_fill_the_form(firm, enter):
    text = enter("alice").get(f"/customers/contacts/new?customer={firm.pk}").content.decode()
    assert "Heron Works (AC-000001)" in text


def test_one_field_is_checked_while_one_types(cast, enter):
    client = enter("alice")
    wrong = client.post(
        "/customers/customers/check?field=registration_no",
        PLAIN | {"registration_type": "usci", "registration_no": "91"},
    )
    assert wrong.status_code == 422 and "18" in wrong.content.decode() and "<html" not in wrong.content.decode()
    assert client.post("/customers/customers/check?field=name", {"name": "Heron"}).status_code == 200
    assert client.post("/customers/customers/check?field=version", {}).status_code == 404


def test_lines_are_stored_with_their_record(cast, enter):
    sent = {"code": "CHF", "name": "Franc", "digits": "2", "rates-0-from_on": "2026-01-01", "rates-0-rate": "8.1",
            "rates-1-from_on": "", "rates-1-rate": ""}  # fmt: skip
    assert enter("erin").post("/catalog/currencies/new", sent).status_code == 302
    assert ExchangeRate.unscoped.get().currency.code == "CHF"


def test_a_wrong_line_keeps_everything_back(cast, enter):
    sent = {"code": "CHF", "name": "Franc", "digits": "2", "rates-0-from_on": "2026-01-01", "rates-0-rate": "much"}
    answer = enter("erin").post("/catalog/currencies/new", sent)
    assert answer.status_code == 422 and not Currency.unscoped.exists()
    assert answer.context["lines"][0].rows[0].form.errors["rate"]


def test_a_line_that_breaks_a_rule_of_the_model_is_told_in_its_row(cast, enter):
    sent = {"code": "CHF", "name": "Franc", "digits": "2", "rates-0-from_on": "2026-01-01", "rates-0-rate": "8",
            "rates-1-from_on": "2026-01-01", "rates-1-rate": "9"}  # fmt: skip
    answer = enter("erin").post("/catalog/currencies/new", sent)
    assert answer.status_code == 422 and not Currency.unscoped.exists()
    assert answer.context["lines"][0].rows[1].form.errors


def test_a_line_can_be_changed_and_removed(cast, enter):
    currency = make(Currency, code="CHF", name="Franc")
    lines = [make(ExchangeRate, currency=currency, from_on=f"2026-0{n}-01", rate=n) for n in (1, 2)]
    sent = {"code": "CHF", "name": "Franc", "digits": "2", "version": "1"}
    for place, line in enumerate(lines):
        sent |= {
            f"rates-{place}-id": line.pk,
            f"rates-{place}-from_on": f"2026-0{place + 1}-01",
            f"rates-{place}-rate": "5",
        }
    answer = enter("erin").post(f"/catalog/currencies/{currency.pk}/edit", sent | {"rates-1-gone": "1"})
    assert answer.status_code == 302
    assert [row.rate for row in ExchangeRate.unscoped.filter(deleted_at=None)] == [5]


def test_a_line_that_somebody_else_changed_is_not_overwritten(cast, enter):
    currency = make(Currency, code="CHF", name="Franc")
    line = make(ExchangeRate, currency=currency, from_on="2026-01-01", rate=1)
    path = f"/catalog/currencies/{currency.pk}/edit"
    sent = {"code": "CHF", "name": "Franc", "digits": "2", "rates-0-id": line.pk, "rates-0-from_on": "2026-01-01"}
    assert (
        enter("frank").post(path, sent | {"version": "1", "rates-0-version": "1", "rates-0-rate": "2"}).status_code
        == 302
    )
    answer = enter("erin").post(path, sent | {"version": "1", "rates-0-version": "1", "rates-0-rate": "3"})
    assert answer.status_code == 422 and ExchangeRate.unscoped.get().rate == 2
    assert "2" in answer.context["lines"][0].rows[0].form.non_field_errors()[0]
    again = sent | {"version": "1", "rates-0-version": "2", "rates-0-rate": "3"}
    assert 'name="rates-0-version" value="2"' in answer.content.decode()
    assert enter("erin").post(path, again).status_code == 302 and ExchangeRate.unscoped.get().rate == 3


def test_a_line_of_another_record_cannot_be_taken(cast, enter):
    mine, other = make(Currency, code="CHF", name="Franc"), make(Currency, code="SEK", name="Krona")
    line = make(ExchangeRate, currency=other, from_on="2026-01-01", rate=1)
    sent = {"code": "CHF", "name": "Franc", "digits": "2", "version": "1", "rates-0-id": line.pk,
            "rates-0-from_on": "2026-01-01", "rates-0-rate": "9"}  # fmt: skip
    assert enter("erin").post(f"/catalog/currencies/{mine.pk}/edit", sent).status_code == 422
    assert ExchangeRate.unscoped.get().rate == 1


def test_thousands_commas_and_full_width_digits_are_figures(cast, enter):
    enter("alice").post(NEW, PLAIN | {"potential": "１,２００.50"})
    assert str(Customer.unscoped.get().potential) == "1200.50"


def test_a_link_chosen_from_the_suggestions_is_found_by_its_number(cast, enter):
    twins = [make(Customer, name="Twin Rivers", owner=cast.person("alice")) for _twin in range(2)]
    for twin in twins:
        posted = {"name": "Cranes", "customer": f"Twin Rivers ({twin.number})"}
        assert enter("alice").post("/sales/opportunities/new", posted).status_code == 302
        assert Opportunity.unscoped.latest("pk").customer_id == twin.pk


@pytest.mark.parametrize("text", ["{name} ({number})", "#{pk}", "{number}", "{name}"])
def test_a_link_to_what_one_may_not_see_leads_nowhere(cast, enter, text):
    hers = make(Customer, name="Far Away", owner=cast.person("carol"))
    posted = {"name": "Cranes", "customer": text.format(name=hers.name, number=hers.number, pk=hers.pk)}
    answer = enter("alice").post("/sales/opportunities/new", posted)
    assert answer.status_code == 422 and "There is no" in answer.content.decode()
    assert not Opportunity.unscoped.filter(name="Cranes").exists()


def test_a_link_to_what_lies_in_the_trash_leads_nowhere(cast, enter, firm):
    Customer.unscoped.filter(pk=firm.pk).update(deleted_at=firm.updated_at)
    for text in (f"Heron Works ({firm.number})", f"#{firm.pk}"):
        assert enter("alice").post("/sales/opportunities/new", {"name": "x", "customer": text}).status_code == 422


def test_an_empty_line_beside_a_wrong_one_is_not_blamed(cast, enter):
    sent = {"code": "CHF", "name": "Franc", "digits": "2", "rates-0-from_on": "2026-01-01", "rates-0-rate": "much",
            "rates-1-from_on": "", "rates-1-rate": ""}  # fmt: skip
    answer = enter("erin").post("/catalog/currencies/new", sent)
    assert answer.status_code == 422 and answer.content.decode().count('class="err"') == 1
