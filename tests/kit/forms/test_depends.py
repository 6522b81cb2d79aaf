"""A link that must go with the field beside it: limited, emptied, filled in and refused by the server."""

import pytest

from tests.making import make
from xianji.customers.models import Contact, Customer
from xianji.sales.models import Opportunity

NEW, CHECK, PICK = "/sales/opportunities/new", "/sales/opportunities/check?field=", "/sales/opportunities/pick/contact"


@pytest.fixture
def wei(cast):
    made = [make(Customer, name=name, owner=cast.person("alice")) for name in ("Heron", "Crane")]
    contacts = [make(Contact, name=f"Wei {firm.name}", customer=firm, owner=cast.person("alice")) for firm in made]
    return dict(zip(("Heron", "Crane"), contacts, strict=True))


@pytest.mark.parametrize("text", ["", "Wei"])
def test_only_what_goes_with_it_is_offered(wei, enter, text):
    client = enter("alice")
    assert client.get(f"{PICK}?contact={text}").content.decode().count("<option") == 2
    limited = client.get(f"{PICK}?contact={text}&customer=Crane").content.decode()
    assert "Wei Crane" in limited and "Wei Heron" not in limited


def test_another_customer_empties_the_contact(wei, enter):
    answer = enter("alice").post(f"{CHECK}customer", {"name": "x", "customer": "Crane", "contact": "Wei Heron"})
    text = answer.content.decode()
    assert answer.status_code == 200 and 'id="field-contact"' in text and "Emptied" in text and "Wei Heron" not in text


def test_a_contact_fills_in_its_customer(wei, enter):
    text = enter("alice").post(f"{CHECK}contact", {"name": "x", "customer": "", "contact": "Wei Heron"}).content.decode()
    assert 'id="field-customer"' in text and f"Heron ({wei['Heron'].customer.number})" in text


def test_a_contact_of_another_customer_is_refused(wei, enter):
    sent = {"name": "x", "customer": "Crane", "contact": "Wei Heron"}
    assert "belongs to another" in enter("alice").post(f"{CHECK}contact", sent).content.decode()
    answer = enter("alice").post(NEW, sent)
    assert answer.status_code == 422 and answer.context["form"].errors["contact"] and not Opportunity.unscoped.exists()


def test_the_customer_of_a_contact_that_one_may_not_see_is_not_told(cast, enter):
    hers = make(Customer, name="Far Away", owner=cast.person("carol"))
    make(Contact, name="Wei", customer=hers, owner=cast.person("alice"))
    assert "Far Away" not in enter("alice").post(f"{CHECK}contact", {"name": "x", "contact": "Wei"}).content.decode()
