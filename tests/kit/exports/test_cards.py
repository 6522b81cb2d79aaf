"""People as vCards that every address book reads; numbers in clear only one at a time, and written down."""

import pytest

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Contact, Customer
from xianji.kit.exports.cards import WIDTH, card, escaped, folded
from xianji.org.models import Person

AT = "/customers/contacts/"


@pytest.fixture
def contact(cast):
    alice = cast.person("alice")
    customer = make(Customer, name="栖梧, 半导体; Ltd", owner=alice)
    return make(Contact, name="欧阳知夏", customer=customer, job="采购经理\nBEGIN:VCARD", mobile="13800138000",
                email="zhixia@example.com", owner=alice)  # fmt: skip


def text(answer):
    return b"".join(answer.streaming_content).decode()


def unfolded(told):
    return told.replace("\r\n ", "").split("\r\n")


def test_one_person_with_the_number_in_clear_and_in_the_journal(contact, enter):
    answer = enter("bob").get(f"{AT}{contact.pk}/export.vcf")
    assert answer["Content-Type"].startswith("text/vcard")
    assert unfolded(text(answer)) == [
        "BEGIN:VCARD", "VERSION:3.0", f"UID:customers.contact-{contact.pk}@xianji", "FN:欧阳知夏", "N:欧阳;知夏;;;",
        "SORT-STRING:Ou yang Zhixia", "X-PHONETIC-LAST-NAME:Ou yang", "X-PHONETIC-FIRST-NAME:Zhixia",
        r"TITLE:采购经理\nBEGIN:VCARD", r"ORG:栖梧\, 半导体\; Ltd", "TEL;TYPE=WORK,VOICE:13800138000",
        "EMAIL;TYPE=WORK,INTERNET:zhixia@example.com", "END:VCARD", "",
    ]  # fmt: skip
    about = Entry.objects.filter(label="customers.contact", record_id=contact.pk)
    assert set(about.filter(actor="Bob").values_list("verb", flat=True)) == {"export", "reveal"}


def test_a_list_without_numbers(cast, enter):
    make(Person, name="林知夏", mobile="13900139000", email="lin@example.com", unit=cast.team)
    lines = unfolded(text(enter("frank").get("/administration/people/export.vcf?sort=name")))
    assert {"FN:林知夏", "N:林;知夏;;;", "FN:Alice", "ORG:East 1", "EMAIL;TYPE=WORK,INTERNET:lin@example.com"} <= set(lines)
    assert lines.count("BEGIN:VCARD") == lines.count("END:VCARD") == Person.unscoped.count()
    assert not any(line.startswith("TEL") for line in lines)


def test_only_of_people_and_only_what_one_may_see(contact, enter):
    assert enter("erin").get(f"/customers/customers/{contact.customer_id}/export.vcf").status_code == 404
    assert enter("erin").get("/customers/customers/export.vcf").status_code == 404
    assert enter("carol").get(f"{AT}{contact.pk}/export.vcf").status_code == 404
    assert enter("alice").get(f"{AT}export.vcf").status_code == 404, "a list needs the right to export"
    assert enter("alice").get(f"{AT}{contact.pk}/export.csv").status_code == 404


@pytest.mark.parametrize("name", ["A" * 300, "知" * 100, "é𠀀" * 60, "x"])
def test_lines_are_folded_without_cutting_a_character(name):
    lines = folded(f"FN:{name}").split(b"\r\n")
    assert max(map(len, lines)) <= WIDTH
    assert b"".join([lines[0], *(line[1:] for line in lines[1:])]).decode() == f"FN:{name}"
    assert all(line.startswith(b" ") for line in lines[1:-1])


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x85"])
def test_no_value_begins_a_line_of_its_own(ending):
    lines = b"".join(folded(line) for line in card({"FN": f"A{ending}TEL:1", "UID": "1", "ORG": f"B{ending}END:VCARD"}))
    assert [line for line in lines.decode().splitlines() if line.startswith(("TEL", "END"))] == ["END:VCARD"]
    assert escaped("a\x00b\\;,") == "ab\\\\\\;\\,"
