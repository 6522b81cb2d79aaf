"""E-mail addresses are kept like telephone numbers: masked wherever they are shown, found as a whole, nothing to sort by."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Contact, Customer
from xianji.kit import verbs
from xianji.kit.refusals import Refused

LIST, ADDRESS, MASK = "/customers/contacts/", "zoe.lin@example.com", "z***@example.com"


@pytest.fixture
def zoe(cast: Any) -> Contact:
    alice = cast.person("alice")
    return make(Contact, name="Zoe Lin", customer=make(Customer, name="Heron Works", owner=alice), owner=alice, email=ADDRESS)


def test_it_is_masked_on_the_page_in_lists_files_and_the_api(zoe: Contact, enter: Any) -> None:
    alice, bob = enter("alice"), enter("bob")
    for client, address in ((alice, f"{LIST}{zoe.pk}"), (alice, f"{LIST}?columns=name,email"), (alice, f"/api{LIST}{zoe.pk}"),
                            (bob, f"{LIST}export.csv?columns=name,email"), (alice, f"{LIST}{zoe.pk}/edit")):  # fmt: skip
        answer = client.get(address)
        text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
        assert ADDRESS not in text, address
        assert MASK in text or answer.status_code != 200, address
    shown = alice.post(f"{LIST}{zoe.pk}/reveal/email").content.decode()
    assert ADDRESS in shown and Entry.objects.filter(verb="reveal").count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT email FROM customers_contact")
        assert "example" not in cursor.fetchone()[0]


def test_nobody_learns_it_by_asking(zoe: Contact, enter: Any) -> None:
    for asked in (f"email={ADDRESS}", "sort=email", "email=any"):
        assert enter("alice").get(f"{LIST}?{asked}").status_code == 400, asked
        assert enter("alice").get(f"/api{LIST[:-1]}?{asked}").status_code == 400, asked


def test_the_whole_address_finds_it_and_a_part_does_not(zoe: Contact, enter: Any) -> None:
    def finds(words: str) -> bool:
        return f'href="{LIST}{zoe.pk}"' in enter("alice").get(f"/search?q={words}").content.decode()

    assert finds(ADDRESS) and finds("ZOE.LIN@example.com")
    assert not finds("zoe.l@example.com") and not finds("example.com")


def test_a_twin_is_told_and_what_is_no_address_is_refused(zoe: Contact, cast: Any, enter: Any) -> None:
    posted = {"name": "Somebody else", "customer": "Heron Works", "email": "Zoe.Lin@Example.com"}
    assert "Possibly here already" in enter("alice").post(f"{LIST}new", posted).content.decode()
    with cast.acting("alice"), pytest.raises(Refused):
        verbs.change(zoe, {"email": "no address"})
    with cast.acting("alice"):
        verbs.change(zoe, {"email": "lin@example.com"})
    assert Entry.objects.get(verb="change").changes["email"][:2] == ["••••", "••••"]


def test_what_was_stored_in_clear_is_encrypted_and_can_be_read_back(zoe: Contact) -> None:
    migration = import_module("xianji.customers.migrations.0006_emails_are_encrypted")

    def stored() -> tuple[str, str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT email, email_mark FROM customers_contact")
            return cursor.fetchone()

    migration.decrypt(apps, None)
    assert stored()[0] == ADDRESS
    with connection.cursor() as cursor:
        cursor.execute("UPDATE customers_contact SET email_mark = ''")
    migration.encrypt(apps, None)
    assert "example" not in stored()[0] and stored()[1] == zoe.email_mark
    assert Contact.unscoped.get().email == ADDRESS
