"""What a quote shows to whom, what refuses it, its documents, and that no cent is lost."""

import io
import random
from datetime import date, timedelta
from decimal import Decimal

import docx
import pytest
from django.utils import timezone

from tests.making import make
from tests.policy.controls.conftest import in_force
from xianji.catalog.models import Product
from xianji.customers.models import Customer
from xianji.kit import store, verbs
from xianji.kit.exports.pdf import pages
from xianji.kit.refusals import Blocked, Refused
from xianji.planning.models import PriceItem, PriceList
from xianji.sales.models import Negotiation, Opportunity, Quote, QuoteLine
from xianji.sales.quotes import actions, controls, rules
from xianji.sales.quotes.reckoning import renew

__all__ = ["in_force"]


@pytest.fixture
def quoted(cast):
    """`quoted(discount="0.03")`: two gauges of alice's at that discount."""
    product = make(Product, sku="G1", name="Gauge", list_price=Decimal(100), cost=Decimal(60))
    customer = make(Customer, name="Lanterns", size_class="small", owner=cast.person("alice"))

    def made(discount="0", cost=60, **terms):
        Product.unscoped.filter(pk=product.pk).update(cost=Decimal(cost))
        with cast.acting("alice"):
            quote = store.create(Quote(customer=customer, owner=cast.person("alice"), **terms))
            line = QuoteLine(quote=quote, product=product, quantity=Decimal(2), discount=Decimal(discount), owner=quote.owner)
            store.create(line)
            renew(quote)
        return Quote.unscoped.get(pk=quote.pk)

    made.product, made.customer = product, customer
    return made


def test_nobody_is_asked_where_nothing_is_special(cast, quoted):
    quote = quoted("0.05")
    with cast.acting("alice"):
        actions.submit(quote)
    assert (Quote.unscoped.get(pk=quote.pk).state, quote.level) == ("approved", "L0")


@pytest.mark.shows("price_is_approved", "lines_bring_their_floor")
def test_a_price_without_approval_or_out_of_date_does_not_go_out(cast, quoted, in_force):
    in_force(controls.price_is_approved, controls.lines_bring_their_floor)
    quote = quoted("0.05")
    with cast.acting("alice"):
        actions.submit(quote)
        Quote.unscoped.filter(pk=quote.pk).update(valid_until=timezone.localdate() - timedelta(days=1), quoted_on=date(2026, 1, 1))
        with pytest.raises(Blocked, match="lapsed"):
            actions.send(Quote.unscoped.get(pk=quote.pk))
        Quote.unscoped.filter(pk=quote.pk).update(valid_until=timezone.localdate(), approved_on=None)
        with pytest.raises(Blocked, match="not approved"):
            actions.send(Quote.unscoped.get(pk=quote.pk))
        Quote.unscoped.filter(pk=quote.pk).update(approved_on=timezone.localdate())
        QuoteLine.unscoped.filter(quote=quote).update(floor=Decimal("95.01"))
        with pytest.raises(Blocked, match="Gauge"):
            actions.send(Quote.unscoped.get(pk=quote.pk))
        QuoteLine.unscoped.filter(quote=quote).update(floor=Decimal("95"))
        actions.send(Quote.unscoped.get(pk=quote.pk))


@pytest.mark.shows("small_customers_are_quoted_quickly")
def test_small_customers_are_quoted_within_a_day(cast, quoted):
    monday = date(2026, 3, 2)
    told = {"late": (None, monday), "in time": (date(2026, 3, 3), monday), "too late": (date(2026, 3, 4), monday), "not asked": (None, None)}
    for name, (sent, asked) in told.items():
        quote = quoted(asked_on=asked, terms=name)
        Quote.unscoped.filter(pk=quote.pk).update(sent_on=sent)
    found = controls.small_customers_are_quoted_quickly.check(Quote.unscoped.all(), date(2026, 3, 4))
    assert dict(found.values_list("terms", "verdict")) == {"late": "fail", "in time": "pass", "too late": "fail", "not asked": "na"}


def test_the_form_tells_what_it_comes_to_and_keeps_margins_back(cast, quoted, client):
    sent = {"customer": f"#{quoted.customer.pk}", "quoted_on": "2026-03-02", "valid_until": "2026-03-30", "discount": "5%", "retention": "0.1",
            "lines-0-product": "G1", "lines-0-quantity": "3", "lines-0-discount": "10%", "lines-1-product": "G1", "lines-1-quantity": "1",
            "lines-1-discount": "12"}  # fmt: skip
    pages_ = {}
    for name in ("alice", "erin"):
        client.force_login(cast.users[name])
        pages_[name] = client.post("/sales/quotes/reckon", sent).content.decode()
    assert all("256.50" in page and "<b class=\"l\">L3</b>" in page for page in pages_.values()), "14.5 % in all, 10 % kept back"
    assert "type a discount as 12% or 0.12" in pages_["alice"]
    assert "29.8" not in pages_["alice"] and "29.8%" in pages_["erin"]


def test_documents_in_three_languages(cast, quoted, client):
    quote = quoted()
    client.force_login(cast.users["alice"])
    words = {}
    for language in ("zh-hans", "zh-hant", "en"):
        answer = client.get(f"/sales/quotes/{quote.pk}/document.docx?language={language}")
        told = docx.Document(io.BytesIO(answer.content))
        words[language] = "\n".join([*(one.text for one in told.paragraphs), *(cell.text for t in told.tables for r in t.rows for cell in r.cells)])
    assert "报价单" in words["zh-hans"] and "贰佰贰拾陆元整" in words["zh-hans"] and "草稿" in words["zh-hans"]
    assert "報價單" in words["zh-hant"] and "貳佰貳拾陸元整" in words["zh-hant"]
    assert "Quotation" in words["en"] and "226.00" in words["en"] and "Gauge" in words["en"]
    if pages.is_there():
        assert client.get(f"/sales/quotes/{quote.pk}/document.pdf?language=en").content.startswith(b"%PDF")
    client.force_login(cast.users["carol"])
    assert client.get(f"/sales/quotes/{quote.pk}/document.docx").status_code == 404


def test_what_has_no_price_and_a_list_that_does_not_hold_are_refused(cast, quoted):
    draft = make(PriceList, name="Next year")
    make(PriceItem, price_list=draft, product=quoted.product, price=Decimal(1))
    with pytest.raises(Refused, match="Next year"):
        quoted(price_list=draft)
    Product.unscoped.filter(pk=quoted.product.pk).update(list_price=None)
    with pytest.raises(Refused, match="no list price"):
        quoted()


def test_no_cent_is_lost():
    pick = random.Random(7)
    rates = [Decimal(one) for one in ("0.13", "0.09", "0.06", "0")]
    for _round in range(3_000):
        lines = [
            rules.Line(Decimal(pick.randint(1, 10**7)) / 10**4, Decimal(pick.randint(1, 10**9)) / 10**4, Decimal(pick.randint(0, 999)) / 1000,
                       pick.choice(rates), Decimal(pick.randint(1, 10**6)) / 100)
            for _line in range(pick.randint(1, 12))
        ]  # fmt: skip
        found = rules.reckon(lines, Decimal(pick.randint(0, 500)) / 1000)
        assert sum(one.net for one in found.lines) == found.net == sum(net for _rate, net, _tax in found.taxes)
        assert sum(one.tax for one in found.lines) == found.tax == sum(tax for _rate, _net, tax in found.taxes)
        assert found.gross == found.net + found.tax
        kept = rules.waterfall(found.at_list, found.net, goods=found.goods, rebate=Decimal("0.02"), freight=Decimal(7), cost=found.cost)
        assert kept.at_list - kept.discounts - kept.rebate - kept.freight - kept.cost == kept.left
    factors = (Decimal("1000.0001"), Decimal("10000.0049"), Decimal("0.999999"), Decimal("0.500001"))
    exact = 10000001 * 100000049 * 999999 * 500001
    assert rules.reckon([rules.Line(factors[0], factors[1], Decimal("0.000001"))], Decimal("0.499999")).net == Decimal((exact + 5 * 10**17) // 10**18) / 100, "rounded once"


def test_what_lapsed_is_offered_again_with_days_to_answer(cast, quoted):
    quote = quoted("0.05")
    with cast.acting("alice"):
        actions.submit(quote)
        actions.send(quote)
        Quote.unscoped.filter(pk=quote.pk).update(valid_until=date(2026, 1, 2), quoted_on=date(2026, 1, 1), state="expired")
        actions.offer_again(Quote.unscoped.get(pk=quote.pk))
    assert Quote.unscoped.get(follows=quote).valid_until > timezone.localdate()


def test_when_it_was_asked_for_is_not_told_otherwise_afterwards(cast, quoted):
    quote = quoted(asked_on=date(2026, 3, 2))
    with cast.acting("alice"):
        actions.submit(quote)
        with pytest.raises(Refused):
            verbs.change(Quote.unscoped.get(pk=quote.pk), {"asked_on": date(2026, 3, 20)})


def test_what_was_agreed_stands_beside_what_is_quoted(cast, quoted, client):
    deal = make(Opportunity, name="Deal", customer=quoted.customer, owner=cast.person("alice"))
    talks = make(Negotiation, opportunity=deal, owner=cast.person("alice"))
    Negotiation.unscoped.filter(pk=talks.pk).update(state="agreed", agreed_price=Decimal(190))
    quotes = [quoted(discount, opportunity=deal) for discount in ("0.05", "0.10")]
    client.force_login(cast.users["alice"])
    same, less = (client.get(f"/sales/quotes/{one.pk}").content.decode() for one in quotes)
    assert "No difference" in same and "−10.00" in less and str(talks) in less
    both = client.get(f"/sales/negotiations/{talks.pk}").content.decode()
    assert "No difference" in both and "−10.00" in both
    with cast.acting("alice"):
        actions.submit(quotes[0])
        actions.revise(Quote.unscoped.get(pk=quotes[0].pk))
    assert "No difference" not in client.get(f"/sales/quotes/{quotes[0].pk}").content.decode(), "what is replaced need not agree"
