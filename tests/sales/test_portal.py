"""A customer's own page: who sees what of it, what a question becomes, and what is refused."""

from datetime import timedelta
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.making import make
from xianji.audit.models import Entry
from xianji.catalog.models import Product
from xianji.customers.models import Contact, Customer
from xianji.kit import store
from xianji.kit.forgetting.keeping import forget
from xianji.kit.refusals import NotPermitted, Refused, WrongState
from xianji.lib.actor import SYSTEM, acting
from xianji.org.days.calendar import work_calendar
from xianji.org.models import Person
from xianji.sales.models import CustomerPage, Order, OrderLine, PageOpening, PageRequest, Quote, QuoteLine, Receivable
from xianji.sales.portal import door, rules
from xianji.sales.portal.actions import give_page, take_page
from xianji.sales.quotes.controls import small_customers_are_quoted_quickly as quickly
from xianji.workspace.models import Notice, Task

PLAIN = "application/x-www-form-urlencoded"


@pytest.fixture
def stranger(db):
    """Whoever has the address: no session, English."""
    cache.clear()
    return Client(headers={"Accept-Language": "en"})


@pytest.fixture
def lanterns(cast):
    """A small customer of alice's with an order of two gauges, something overdue, a sent quote, and a page."""
    alice = cast.person("alice")
    with acting(SYSTEM):
        customer = make(Customer, name="Lanterns", size_class="small", state="active", owner=alice)
        gauge = make(Product, sku="G1", name="Gauge", list_price=Decimal(100), cost=Decimal(60))
        order = make(Order, customer=customer, owner=alice, number="SO-1")
        make(OrderLine, order=order, product=gauge, name="Gauge for water", quantity=Decimal(2), price=Decimal(100), owner=alice)
        Order.unscoped.filter(pk=order.pk).update(state="confirmed", delivery="partly", gross=226, shipped=113)
        owed(customer, 500, -3)
        quote = make(Quote, customer=customer, owner=alice)
        Quote.unscoped.filter(pk=quote.pk).update(state="sent", sent_on=timezone.localdate(), gross=339)
        give_page(customer)
    return Customer.unscoped.get(pk=customer.pk)


def owed(customer, amount, days):
    today = timezone.localdate()
    return make(Receivable, customer=customer, owner_id=customer.owner_id, amount=Decimal(amount),
                issued_on=today - timedelta(days=60), due_on=today + timedelta(days=days))  # fmt: skip


@pytest.fixture
def page(lanterns):
    return CustomerPage.objects.get(customer=lanterns)


@pytest.fixture
def ask(page, stranger, monkeypatch):
    """`ask(words="…", age=30)`: on a page that was opened half a minute ago."""

    def post(*, age=30, kind=PLAIN, **values):
        then = timezone.now() - timedelta(seconds=age)
        with monkeypatch.context() as before:
            before.setattr("django.utils.timezone.now", lambda: then)
            ticket = door.ticket_for(page)
        return stranger.post(page.path, urlencode({"ticket": ticket, **values}), content_type=kind)

    return post


def test_it_shows_this_customers_own_matters_and_nobody_elses(cast, stranger, page):
    other = make(Customer, name="Boats", owner=cast.person("alice"))
    owed(other, 777, -9)
    make(Quote, customer=other, owner=cast.person("alice"))
    draft = make(Quote, customer=page.customer, owner=cast.person("alice"))
    alice = Person.unscoped.get(pk=page.customer.owner_id)
    alice.email, alice.mobile = "alice@firm.example", "13700137000"
    with acting(SYSTEM):
        store.change(alice)
    text = stranger.get(page.path).content.decode()
    for told in ("Lanterns", "SO-1", "Gauge for water", "339.00", "500.00", "Overdue", "On its way", "50%", "Alice", "alice@firm.example"):
        assert told in text, told
    for hidden in ("Boats", "777.00", draft.number, "cost", "60.00", "13700137000"):
        assert hidden not in text, hidden


def test_it_needs_no_session_and_leaves_nothing_behind(stranger, page):
    answer = stranger.get(page.path)
    assert answer.status_code == 200 and not answer.cookies and page.key not in f"{answer.headers}"
    assert answer["X-Robots-Tag"].startswith("noindex") and answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"] and "script-src" not in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"] and "<script" not in answer.content.decode()


@pytest.mark.parametrize(("language", "told"), [("zh-hans", "照样再订"), ("zh-hant", "照樣再訂"), ("en", "Order the same again")])
def test_it_speaks_three_languages(stranger, page, language, told):
    answer = stranger.get(f"{page.path}?lang={language}")
    assert told in answer.content.decode() and answer["Content-Language"].lower() == language


def test_each_opening_is_written_down_with_its_time_once_in_a_while(stranger, page):
    for _once in range(3):
        stranger.get(page.path)
    stranger.head(page.path)
    first = PageOpening.objects.get(page=page)
    PageOpening.objects.filter(pk=first.pk).update(at=timezone.now() - rules.APART - timedelta(seconds=1))
    stranger.get(page.path)
    assert PageOpening.objects.filter(page=page).count() == 2


@pytest.mark.parametrize("how", ["taken", "renewed", "over", "lost", "trash", "wrong", "empty"])
def test_a_page_that_is_no_more_says_so_and_nothing_else(lanterns, stranger, page, how):
    address = {"wrong": page.path[:-1] + ("a" if page.path[-1] != "a" else "b"), "empty": "/p/%20"}.get(how, page.path)
    if how == "taken":
        with acting(SYSTEM):
            take_page(lanterns)
    elif how == "renewed":
        with acting(SYSTEM):
            give_page(lanterns)
    elif how == "over":
        CustomerPage.objects.update(until=timezone.localdate() - timedelta(days=1))
    elif how == "lost":
        Customer.unscoped.filter(pk=lanterns.pk).update(state="lost")
    elif how == "trash":
        Customer.unscoped.filter(pk=lanterns.pk).update(deleted_at=timezone.now())
    answer = stranger.get(address)
    assert answer.status_code == 404 and "This page is closed" in answer.content.decode()
    assert "Lanterns" not in answer.content.decode() and not PageOpening.objects.exists()
    assert stranger.post(address, "words=hello", content_type=PLAIN).status_code == 404 and not PageRequest.objects.exists()


def test_who_tries_addresses_waits_and_who_has_the_right_one_does_not(stranger, page, monkeypatch):
    monkeypatch.setattr(door, "GUESSES", (3, 600))
    found = [stranger.get(f"/p/wrong{n}").status_code for n in range(5)]
    assert found == [404, 404, 404, 429, 429] and stranger.get(page.path).status_code == 200
    monkeypatch.setattr(door, "READS", (3, 600))
    assert [stranger.get(page.path).status_code for _once in range(4)][-1] == 429


def test_the_tables_hold_no_address(page):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select key, key_mark from sales_customerpage")
        assert page.key not in f"{cursor.fetchall()}"


def test_a_question_becomes_a_quote_due_within_a_working_day_a_task_and_word(cast, lanterns, page, ask):
    answer = ask(words="Five gauges by Friday\n=cmd()")
    assert answer.status_code == 303 and answer["Location"].startswith(page.path)
    asked = PageRequest.objects.get()
    quote, task, today = asked.quote, Task.unscoped.get(), timezone.localdate()
    due = work_calendar().add_workdays(today, 1)
    assert (quote.state, quote.asked_on, quote.due_on, quote.owner_id) == ("draft", today, due, lanterns.owner_id)
    assert (task.owner_id, task.source, task.clause, task.about_id) == (lanterns.owner_id, "sla", "3.2.2d", quote.pk)
    assert timezone.localtime(task.due_at).date() == due
    assert Notice.objects.filter(person=lanterns.owner_id, kind="portal").count() == 1
    assert Entry.objects.filter(label=Quote.label(), record_id=quote.pk, source="portal", verb="create").exists()
    assert "Five gauges" in page_text(page) and "We answer by" in page_text(page)


def page_text(page) -> str:
    return Client(headers={"Accept-Language": "en"}).get(page.path).content.decode()


def test_the_same_again_is_a_quote_of_the_same_products_at_the_prices_of_today(page, ask):
    order = Order.unscoped.get(number="SO-1")
    Product.unscoped.filter(sku="G1").update(list_price=Decimal(110))
    assert ask(order=order.pk, words="three please").status_code == 303
    asked = PageRequest.objects.get()
    line = QuoteLine.unscoped.get(quote=asked.quote)
    assert (asked.order_id, line.product.sku, line.quantity, line.price) == (order.pk, "G1", 2, Decimal(110))
    assert Quote.unscoped.get(pk=asked.quote_id).net == Decimal(220)


def test_somebody_elses_order_is_not_ordered_again(cast, page, ask):
    with acting(SYSTEM):
        other = make(Order, customer=make(Customer, owner=cast.person("alice")), owner=cast.person("alice"))
    Order.unscoped.filter(pk=other.pk).update(state="confirmed")
    for number in (other.pk, "9" * 30, "-1", "x", "²"):
        assert ask(order=number).status_code == 422, number
    assert not PageRequest.objects.exists() and not Quote.unscoped.filter(asked_on__isnull=False).exists()


def test_what_is_forged_hasty_old_empty_or_too_much_makes_nothing(page, ask, stranger):
    for values, status in (
        ({"words": "five", "ticket": "nonsense"}, 422), ({"words": "five", "age": 1}, 422), ({"words": "five", "age": 90_000}, 422),
        ({"words": "  \0 "}, 422), ({"words": "five", "homepage": "https://x"}, 422), ({"words": "x" * 40_000}, 413),
        ({"words": "five", "kind": "multipart/form-data; boundary=x"}, 413),
    ):  # fmt: skip
        assert ask(**values).status_code == status, values
    assert "five" in ask(words="five", age=1).content.decode()
    assert not PageRequest.objects.exists() and not Task.unscoped.exists()


def test_a_ticket_is_taken_once_and_is_good_for_its_own_page_only(cast, page, stranger, monkeypatch):
    with acting(SYSTEM):
        other = make(Customer, owner=cast.person("alice"))
        give_page(other)
    then = timezone.now() - timedelta(seconds=30)
    with monkeypatch.context() as before:
        before.setattr("django.utils.timezone.now", lambda: then)
        mine, foreign = door.ticket_for(page), door.ticket_for(CustomerPage.objects.get(customer=other))
    for ticket, status in ((mine, 303), (mine, 303), (foreign, 422)):
        sent = urlencode({"words": "five", "ticket": ticket})
        assert stranger.post(page.path, sent, content_type=PLAIN).status_code == status
    assert PageRequest.objects.count() == 1


def test_so_many_wait_and_no_more_and_markup_stays_text(page, ask, monkeypatch):
    monkeypatch.setattr(rules, "WAITING", 2)
    assert [ask(words=f"<b>{n}</b>").status_code for n in range(3)] == [303, 303, 422]
    text = page_text(page)
    assert "&lt;b&gt;1&lt;/b&gt;" in text and "<b>1</b>" not in text
    monkeypatch.setattr(door, "ASKS", (0, 60))
    assert ask(words="again").status_code == 429


def test_without_an_owner_the_head_of_the_unit_answers(cast, lanterns, page, ask):
    head = cast.person("bob")
    Customer.unscoped.filter(pk=lanterns.pk).update(owner=None)
    type(head.unit).unscoped.filter(pk=lanterns.unit_id).update(head=head)
    assert ask(words="five").status_code == 303
    assert PageRequest.objects.get().quote.owner_id == Task.unscoped.get().owner_id == head.pk


def test_the_control_counts_it_and_an_answer_closes_it(lanterns, page, ask):
    ask(words="five")
    quote = PageRequest.objects.get().quote

    def verdict(days):
        rows = quickly.check(Quote.unscoped.filter(pk=quote.pk), quote.due_on + timedelta(days=days))
        return rows.values_list("verdict", flat=True).get()

    assert (verdict(0), verdict(1)) == ("pass", "fail")
    Quote.unscoped.filter(pk=quote.pk).update(state="sent", sent_on=quote.due_on)
    assert verdict(9) == "pass" and f"Answered with {quote.number}" in page_text(page)
    Quote.unscoped.filter(pk=quote.pk).update(deleted_at=timezone.now())
    assert "Settled" in page_text(page)


def test_who_may_change_a_customer_gives_and_takes_its_page_and_the_journal_tells(cast, lanterns, enter):
    with cast.acting("carol"), pytest.raises(NotPermitted):
        give_page(Customer.unscoped.get(pk=lanterns.pk))
    with cast.acting("alice"):
        give_page(Customer.objects.get(pk=lanterns.pk))
        with pytest.raises(Refused):
            give_page(Customer.objects.get(pk=lanterns.pk), until=timezone.localdate() - timedelta(days=1))
        with pytest.raises(Refused):
            give_page(Customer.objects.get(pk=lanterns.pk), until=timezone.localdate() + timedelta(days=9999))
        take_page(Customer.objects.get(pk=lanterns.pk))
        with pytest.raises(Refused):
            take_page(Customer.objects.get(pk=lanterns.pk))
    told = Entry.objects.filter(label=Customer.label(), record_id=lanterns.pk, actor="Alice").order_by("pk")
    assert list(told.values_list("verb", flat=True)) == ["give_page", "take_page"]
    assert CustomerPage.objects.filter(ended_at=None).count() == 0 and CustomerPage.objects.count() == 2
    alice, do = enter("alice"), f"/customers/customers/{lanterns.pk}/do"
    assert alice.get(f"{do}/give_page").status_code == 200 and alice.post(f"{do}/give_page").status_code == 302
    assert CustomerPage.objects.filter(ended_at=None).count() == 1
    assert alice.get(f"{do}/take_page").status_code == 200 and alice.post(f"{do}/take_page").status_code == 302
    assert CustomerPage.objects.filter(ended_at=None).count() == 0
    Customer.unscoped.filter(pk=lanterns.pk).update(state="blacklist")
    with acting(SYSTEM), pytest.raises(WrongState):
        give_page(Customer.unscoped.get(pk=lanterns.pk))


def test_only_who_may_give_it_reads_the_address(lanterns, page, enter):
    at, code = f"/customers/customers/{lanterns.pk}?tab=own_page", f"/sales/portal/{lanterns.pk}/code.svg"
    assert page.key in enter("alice").get(at).content.decode() and enter("alice").get(code).status_code == 200
    assert page.key not in enter("dave").get(at).content.decode() and enter("dave").get(code).status_code == 404
    assert enter("carol").get(code).status_code == 404


def test_what_was_written_stands_on_the_quote_that_was_begun(page, ask, enter):
    ask(words="Five gauges by Friday")
    text = enter("alice").get(f"/sales/quotes/{PageRequest.objects.get().quote_id}").content.decode()
    assert "Five gauges by Friday" in text


def test_who_is_forgotten_is_named_in_no_question(cast, lanterns, ask):
    ann = make(Contact, customer=lanterns, name="Quillon Heron", mobile="13800138000", owner=cast.person("alice"))
    ask(words="Five gauges for Quillon Heron, 138 0013 8000")
    with acting(SYSTEM):
        forget(ann, "wished")
    words = PageRequest.objects.get().words
    assert "Five gauges" in words and "Quillon" not in words and "8000" not in words


def test_a_printed_quote_is_this_customers_and_was_sent(cast, stranger, page, monkeypatch):
    monkeypatch.setattr("xianji.sales.quotes.documents.pdf", lambda quote: ("application/pdf", b"%PDF"))
    monkeypatch.setattr("xianji.kit.exports.pdf.pages.is_there", lambda: True)
    sent = Quote.unscoped.get(customer=page.customer)
    draft = make(Quote, customer=page.customer, owner=cast.person("alice"))
    other = make(Quote, customer=make(Customer, owner=cast.person("alice")), owner=cast.person("alice"))
    Quote.unscoped.filter(pk=other.pk).update(state="sent", sent_on=timezone.localdate())
    found = [stranger.get(f"{page.path}/quotes/{one.pk}.pdf").status_code for one in (sent, draft, other)]
    assert found == [200, 404, 404] and stranger.get(f"/p/wrong/quotes/{sent.pk}.pdf").status_code == 404


def test_the_page_asks_the_same_few_statements_however_much_there_is(stranger, lanterns, page, django_assert_max_num_queries):
    with acting(SYSTEM):
        for _one in range(12):
            owed(lanterns, 10, 5)
            quote = make(Quote, customer=lanterns, owner_id=lanterns.owner_id)
            Quote.unscoped.filter(pk=quote.pk).update(state="sent", sent_on=timezone.localdate())
    stranger.get(page.path)
    with django_assert_max_num_queries(16):
        stranger.get(page.path)


def test_nobodys_number_is_told_that_has_left(stranger, page):
    Person.unscoped.filter(pk=page.customer.owner_id).update(email="alice@firm.example", state="left")
    assert "alice@firm.example" not in page_text(page)
