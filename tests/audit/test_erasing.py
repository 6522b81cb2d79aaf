"""Erasing a value keeps the chain valid and tells who did it."""

import pytest

from tests.making import make
from xianji.audit import chain
from xianji.audit.erasing import NothingToErase, erase, erase_record
from xianji.audit.models import Entry
from xianji.audit.proof import verify
from xianji.customers.models import Contact


def test_the_value_goes_and_the_chain_stays_whole(journal, as_system):
    entry = Entry.objects.get(seq=7)
    told = erase(entry, "name", "Request of the person, 2026-11-20")
    report = verify()
    assert (report.problems, report.erased) == ([], 1)
    assert (told.verb, told.reason) == ("erase_value", "Request of the person, 2026-11-20")
    assert Entry.objects.get(pk=entry.pk).changes.keys() == {"amount"}


def test_an_erasure_needs_a_reason(journal, as_system):
    with pytest.raises(ValueError, match="reason"):
        erase(Entry.objects.get(seq=7), "name", " ")


def test_nothing_is_erased_twice(journal, as_system):
    entry = Entry.objects.get(seq=7)
    erase(entry, "name", "a request")
    with pytest.raises(NothingToErase):
        erase(entry, "name", "a request")


def test_everything_about_one_record(as_system):
    contact = make(Contact, name="Qin Ruo")
    assert erase_record(contact.label(), contact.pk, {"name"}, "a request") == 1
    chain.seal()
    assert not verify().problems
    assert "Qin Ruo" not in str(list(Entry.objects.values_list("changes", "erased")))
