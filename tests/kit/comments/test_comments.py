"""Comments: who may say what, who is told, and what stays of it."""

from typing import Any

import pytest

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit.comments import keeping
from xianji.kit.comments.models import Comment
from xianji.kit.outbox import Letter
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Person
from xianji.workspace.notices.posting import post_due


@pytest.fixture
def firm(cast: Any) -> Customer:
    return make(Customer, name="Heron Works", owner=cast.person("alice"))


def at(firm: Customer, rest: str = "") -> str:
    return f"/customers/customers/{firm.pk}/comments{rest}"


def say(client: Any, firm: Customer, text: str) -> Any:
    return client.post(at(firm), {"text": text})


def letters() -> list[str]:
    post_due()
    return [letter.content["to"][0].partition("@")[0] for letter in Letter.objects.order_by("pk")]


def page(client: Any, firm: Customer, asked: str = "") -> str:
    return client.get(f"/customers/customers/{firm.pk}?tab=comments{asked}").content.decode()


def test_whoever_may_see_a_record_may_comment_and_nobody_else(firm: Customer, enter: Any, cast: Any) -> None:
    assert say(enter("dave"), firm, "Read and agreed").status_code == 302
    assert say(enter("carol"), firm, "From outside").status_code == 404
    with cast.acting("carol"), pytest.raises(NotPermitted):
        keeping.comment(firm, "By another way")
    [one] = Comment.objects.all()
    [entry] = Entry.objects.filter(verb="comment")
    assert (one.made_by.name, entry.changes["comment"][:2]) == ("Dave", [None, "Read and agreed"])
    assert "Read and agreed" in page(enter("alice"), firm)


def test_what_is_typed_never_becomes_markup(firm: Customer, enter: Any) -> None:
    say(enter("alice"), firm, "<script>alert(1)</script> @Bob\u202e <b>\n\nsecond")
    told = page(enter("bob"), firm)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <b class=\"at\">@Bob</b> &lt;b&gt;</p><p>second</p>" in told


def test_who_is_mentioned_gets_a_mail_once(firm: Customer, enter: Any) -> None:
    say(enter("alice"), firm, "@Bob please look, @Erin too; not alice@paper-crane.example, not @nobody, and @Alice is me")
    assert letters() == ["bob", "erin"]
    [first, _second] = Letter.objects.order_by("pk")
    assert "Heron Works" in first.content["subject"] and at(firm)[:-9] in first.content["text"]
    client, one = enter("alice"), Comment.objects.get()
    client.post(at(firm, f"/{one.pk}/edit"), {"text": "@Bob and @Dave please look"})
    assert letters() == ["bob", "erin", "dave"]


@pytest.mark.parametrize("text", ["@Carol look", "请@Carol看", "＠Carol 看"])
def test_only_who_may_see_the_record_can_be_mentioned(firm: Customer, enter: Any, text: str) -> None:
    answer = say(enter("alice"), firm, text)
    assert answer.status_code == 422 and "Carol may not see this record" in answer.content.decode()
    assert not Comment.objects.exists() and not Letter.objects.exists()


def test_somebody_whose_account_is_closed_cannot_be_mentioned(firm: Customer, enter: Any, cast: Any) -> None:
    cast.users["bob"].is_active = False
    cast.users["bob"].save()
    assert say(enter("alice"), firm, "@Bob look").status_code == 422


def test_the_longest_name_is_meant_and_namesakes_by_number(firm: Customer, enter: Any, cast: Any) -> None:
    make(Person, name="Bob Lee", unit=cast.team)
    twin = make(Person, name="Bob", unit=cast.team)
    answer = say(enter("alice"), firm, "@Bob look")
    assert answer.status_code == 422 and f"@{twin.number}" in answer.content.decode()
    assert "Bob Lee may not see" in say(enter("alice"), firm, "@Bob Lee look").content.decode()
    assert say(enter("alice"), firm, f"@{cast.person('bob').number} look").status_code == 302
    assert letters() == ["bob"]


def test_only_the_author_changes_or_deletes_and_takes_back(firm: Customer, enter: Any, cast: Any) -> None:
    alice, erin = enter("alice"), enter("erin")
    say(alice, firm, "First words")
    one = Comment.objects.get()
    assert erin.get(at(firm, f"/{one.pk}/edit")).status_code == 404
    assert erin.post(at(firm, f"/{one.pk}/delete")).status_code == 403
    assert "First words" in alice.get(at(firm, f"/{one.pk}/edit")).content.decode()
    alice.post(at(firm, f"/{one.pk}/edit"), {"text": "Better words"})
    assert "Better words" in page(erin, firm) and "edited" in page(erin, firm)
    alice.post(at(firm, f"/{one.pk}/delete"))
    assert "Better words" not in page(erin, firm)
    alice.post(at(firm, f"/{one.pk}/restore"))
    assert "Better words" in page(erin, firm)
    verbs = Entry.objects.filter(label="customers.customer", record_id=firm.pk).order_by("id").values_list("verb", flat=True)
    assert list(verbs)[1:] == ["comment", "edit_comment", "delete_comment", "restore_comment"]
    [edited] = Entry.objects.filter(verb="edit_comment")
    assert edited.changes["comment"][:2] == ["First words", "Better words"]


def test_a_comment_of_another_record_is_not_reached_through_ones_own(firm: Customer, enter: Any, cast: Any) -> None:
    say(enter("alice"), firm, "Secret words")
    other = make(Customer, name="Crane", owner=cast.person("carol"))
    one = Comment.objects.get()
    for way in ("edit", "delete"):
        assert enter("carol").post(at(other, f"/{one.pk}/{way}"), {"text": "x"}).status_code == 404


@pytest.mark.parametrize("text", ["", "   \n", "\u202e\0", "x" * 5001])
def test_nothing_and_too_much_are_refused(firm: Customer, cast: Any, text: str) -> None:
    with cast.acting("alice"), pytest.raises(Refused):
        keeping.comment(firm, text)
    assert not Comment.objects.exists()


def test_only_those_who_may_see_the_record_are_offered(firm: Customer, enter: Any) -> None:
    alice = enter("alice")
    assert 'data-word="Bob"' in alice.get(at(firm, "/people?q=Bo")).content.decode()
    assert alice.get(at(firm, "/people?q=Car")).content.decode() == ""
    assert enter("carol").get(at(firm, "/people?q=Bo")).status_code == 404


def test_the_tab_is_paged_and_costs_the_same_for_many(
    firm: Customer, enter: Any, cast: Any, django_assert_num_queries: Any
) -> None:
    with cast.acting("alice"):
        for n in range(40):
            keeping.comment(firm, f"words {n} of @Bob")
    client = enter("alice")
    page(client, firm)
    with django_assert_num_queries(4):
        first = page(client, firm)
    assert first.count("<li id=") == 30 and "words 39" in first
    older = page(client, firm, f"&before={Comment.objects.order_by('-id')[29].pk}")
    assert older.count("<li id=") == 10 and "words 0" in older


def test_nobody_speaks_under_the_name_of_the_system(firm: Customer) -> None:
    with acting(SYSTEM), pytest.raises(NotPermitted):
        keeping.comment(firm, "Who says this?")
