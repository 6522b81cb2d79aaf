"""A dialog stands over a page that may ask for the same fields: no two carry the same id."""

from tests.making import make
from xianji.customers.models import Customer

LIST, OVER = "/customers/customers/", {"HX-Target": "verb", "HX-Request": "true"}


def test_fields_of_a_dialog_have_ids_of_their_own_also_after_they_were_checked(cast, enter):
    client, firm = enter("alice"), make(Customer, owner=cast.person("alice"))
    for address in (f"{LIST}new", f"{LIST}{firm.pk}/do/lose", f"{LIST}{firm.pk}/tags"):
        over, page = client.get(address, headers=OVER).text, client.get(address).text
        assert 'id="over_' in over and 'for="over_' in over and 'id="id_' not in over, address
        assert 'id="id_' in page and 'id="over_' not in page, address
    assert f"{LIST}check?field=name&amp;over=1" in client.get(f"{LIST}new", headers=OVER).text
    checked = client.post(f"{LIST}check?field=name&over=1", {"name": ""}).text
    assert 'id="field-over_name"' in checked and 'id="over_name-error"' in checked
