"""Encrypted fields: nothing in clear on the disk, keys that change, fingerprints that stay."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection

from tests.making import make
from xianji.administration.keys import jobs
from xianji.customers.models import Contact
from xianji.kit import registry, sets, store
from xianji.kit.search.ask import matching
from xianji.org import keys, rotation
from xianji.org.models import Person

NUMBER = "13912345678"


@pytest.fixture
def key_file(settings: Any, tmp_path: Path) -> Path:
    settings.FIELD_KEYS, settings.FIELD_KEYS_FILE, settings.HOME = "", tmp_path / "secret.key", tmp_path
    return settings.FIELD_KEYS_FILE


def stored(person: Person) -> tuple[str, str]:
    """What really lies in the table: (mobile, fingerprint)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT mobile, mobile_mark FROM org_person WHERE id = %s", [person.pk])
        return cursor.fetchone()


def test_a_value_opens_only_in_its_place(key_file):
    sealed = keys.seal(NUMBER, "org_person.mobile")
    assert keys.unseal(sealed, "org_person.mobile") == NUMBER
    with pytest.raises(keys.WrongKey):
        keys.unseal(sealed, "customers_contact.mobile")


def test_the_same_number_has_one_fingerprint_however_written(key_file, as_system):
    people = [make(Person, mobile=number) for number in (NUMBER, "139 1234 5678", "+86 139-1234-5678")]
    assert len({stored(person)[1] for person in people}) == 1


def test_rotation_encrypts_anew_and_keeps_fingerprints(key_file, as_system):
    person, version = make(Person, mobile=NUMBER), 1
    before, first_key = stored(person), key_file.read_text()
    assert rotation.rotate() >= 1
    after = stored(person)
    assert after[0] != before[0] and after[1] == before[1]
    assert key_file.read_text().endswith(first_key) and key_file.read_text() != first_key
    fresh = Person.unscoped.get(pk=person.pk)
    assert (fresh.mobile, fresh.version) == (NUMBER, version)


def test_after_rotation_the_new_key_alone_opens_everything(key_file, as_system):
    person = make(Person, mobile=NUMBER)
    rotation.rotate()
    with keys.newest_alone():
        assert Person.unscoped.get(pk=person.pk).mobile == NUMBER


def test_numbers_are_found_before_and_after_every_change_of_keys(key_file, as_system):
    contact = make(Contact, name="Qin Ruo", mobile=NUMBER)
    resource = registry.resource_of(Contact)
    assert list(matching(resource, NUMBER)) == [contact.pk]
    jobs.rotate()
    assert list(matching(resource, NUMBER)) == [contact.pk]
    jobs.leave_behind()
    assert len(key_file.read_text().split()) == 1
    assert list(matching(resource, NUMBER)) == list(matching(resource, "5678")) == [contact.pk]


def test_leaving_keys_behind_makes_fingerprints_anew(key_file, as_system):
    person = make(Person, mobile=NUMBER)
    before = stored(person)[1]
    rotation.rotate()
    rotation.leave_behind()
    after = stored(person)[1]
    assert after != before
    assert after == Person._meta.get_field("mobile_mark").mark(NUMBER)


def test_keys_of_the_environment_are_not_dropped(as_system):
    with pytest.raises(rotation.KeysInEnvironment):
        rotation.leave_behind()


def test_a_lost_key_is_told_and_nothing_is_returned(key_file, as_system):
    person = make(Person, mobile=NUMBER)
    key_file.write_text("another-key\n")
    with pytest.raises(keys.WrongKey):
        Person.unscoped.get(pk=person.pk)


@pytest.mark.django_db(transaction=True)
def test_no_number_lies_in_clear_in_the_database_file(cast, enter):
    if connection.vendor != "sqlite":
        pytest.skip("There is no single file to look into.")
    with cast.acting("alice"):
        contact = make(Contact, name="Qin Ruo", mobile=NUMBER, owner=cast.person("alice"))
        contact.mobile = "13998765432"
        store.change(contact)
        assert list(matching(registry.resource_of(Contact), "13998765432")) == [contact.pk]
    enter("alice").get("/customers/contacts/", {"q": "13998765432"})
    everything = b"".join(file.read_bytes() for file in Path(django_settings.DATABASES["default"]["NAME"]).parent.glob("*.sqlite3*"))
    assert b"Qin Ruo" in everything
    for number in (b"3912345678", b"12345678", b"3998765432", b"98765432", b"9876 5432", b"9876-5432"):
        assert number not in everything


def test_set_forms_renew_fingerprints(key_file, as_system):
    people = [make(Person, mobile=NUMBER) for _ in range(2)]
    mark = Person._meta.get_field("mobile_mark").mark
    people[0].mobile = "13811112222"
    sets.update_many(Person, [people[0]], ["mobile"])
    sets.change_many(Person.unscoped.filter(pk=people[1].pk), {"mobile": "13833334444"}, verb="change")
    assert [stored(person)[1] for person in people] == [mark("13811112222"), mark("13833334444")]
