"""Web forms: what an answer makes, what is refused, what is looked at, and in which version people agreed."""

import struct
import zlib
from datetime import timedelta
from decimal import Decimal
from threading import Thread
from time import sleep
from urllib.parse import urlencode

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.consents.asking import may_contact
from xianji.customers.consents.models import NoticeVersion
from xianji.customers.consents.writing import write_down
from xianji.customers.leads.chasing import give_out
from xianji.customers.models import Campaign, Consent, Lead, Refusals, Signal, Submission, Touch, Visits, WebForm
from xianji.customers.webforms import door, pictures, rules, taking
from xianji.customers.webforms.actions import close, publish
from xianji.customers.webforms.looking import settle
from xianji.customers.webforms.wording import wording_of
from xianji.kit import verbs
from xianji.kit.refusals import Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.org.company.models import Company
from xianji.org.models import Region
from xianji.sales.models import Opportunity
from xianji.sales.opportunities.form_return import brought_by

PLAIN = "application/x-www-form-urlencoded"
TEXT = "We may call you about your question."
GIVEN = {"company": "Paper Boats", "person": "Ann Reed", "mobile": "13800138001", "need": "Two sensors", "consent": "on"}


@pytest.fixture
def form(cast):
    """Published by dave's colleague alice, for the east, with a quote as its sign of interest."""
    with acting(SYSTEM):
        made = make(
            WebForm, name="Autumn form", owner=cast.person("alice"), campaign=make(Campaign, channel="event"), channel="event",
            sign="quote", region=make(Region, unit=cast.east), sites="https://www.example.com\nhttps://shop.example.com:8443",
            heading_en="Ask us", consent_en=TEXT, heading_zh_hans="问一问", consent_zh_hans="我们可以就您的问题联系您。",
        )  # fmt: skip
        return publish(made)


@pytest.fixture
def ticket(form, monkeypatch):
    """`ticket(30)`: of a page that was opened half a minute ago."""

    def made(age):
        then = timezone.now() - timedelta(seconds=age)
        with monkeypatch.context() as before:
            before.setattr("django.utils.timezone.now", lambda: then)
            return door.ticket_for(form)

    return made


@pytest.fixture
def send(form, ticket):
    """`send(mobile="…")`: a stranger fills in the page half a minute after it was opened."""

    def post(*, client=None, age=30, query="", kind=PLAIN, **values):
        given = {**GIVEN, "ticket": ticket(age), **values}
        client = client or Client(headers={"Accept-Language": "en"})
        return client.post(form.path + query, urlencode(given) if kind == PLAIN else given, **({"content_type": PLAIN} if kind == PLAIN else {}))

    return post


def refused(form):
    return dict(Refusals.objects.filter(form=form).values_list("reason", "count"))


def test_an_answer_becomes_a_lead_with_its_consent_and_its_response(cast, form, send):
    answer = send(query="?s=poster-1")
    assert (answer.status_code, answer["Location"]) == (303, f"{form.path}/thanks?lang=en")
    lead, made = Lead.unscoped.get(), Submission.objects.get()
    assert (lead.company, lead.mobile, lead.source, lead.basis, lead.medium) == ("Paper Boats", "13800138001", "event", "consent", "poster-1")
    assert (lead.campaign_id, lead.region_id) == (form.campaign_id, form.region_id)
    consent = Consent.unscoped.get()
    assert (consent.about_id, consent.purpose, consent.text.text, consent.text.edition) == (lead.pk, "sales", TEXT, "v1 en")
    assert "Autumn form" in consent.source and form.number in consent.note and consent.at == made.at
    touch = Touch.unscoped.get()
    assert (touch.lead_id, touch.channel, touch.direction, touch.outcome) == (lead.pk, "web", "in", "callback")
    assert "Two sensors" in touch.note and lead.contacted_at is None and lead.followed_at is None
    assert Signal.objects.get().kind == "quote"
    assert (made.state, made.medium, made.consent_id) == ("taken", "poster-1", consent.pk)
    assert Entry.objects.filter(source="form", label=Lead.label(), verb="create").get().actor == SYSTEM.name


def test_the_table_of_assignment_gives_it_to_a_seller_with_its_response(cast, form, send):
    send(employees="500")
    Lead.unscoped.update(standing="priority", part="decision", owner=None, grade="B", score=70)
    Touch.unscoped.update(owner=None)
    with acting(SYSTEM):
        assert give_out() == 1
    lead = Lead.unscoped.get()
    assert lead.state == "assigned" and lead.owner_id and Touch.unscoped.get().owner_id == lead.owner_id


def test_what_the_grades_give_to_nobody_is_kept_by_whoever_keeps_the_form(cast, form, send):
    send()
    lead = Lead.unscoped.get()
    assert (lead.grade, lead.owner) == ("D", cast.person("alice"))


def test_a_known_lead_gets_one_more_response_and_nobody_learns_of_it(cast, form, send):
    with cast.acting("carol"):
        known = make(Lead, company="Heron Works", person="Ann", mobile="+86 138 0013 8001", owner=cast.person("carol"))
    answer, other = send(query="?s=mail"), send(mobile="13900139000")
    assert answer.status_code == other.status_code == 303 and answer["Location"] == other["Location"]
    lead, made = Lead.unscoped.get(pk=known.pk), Submission.objects.get(lead=known)
    assert (lead.company, lead.medium, lead.next_step) == ("Heron Works", "", "Call back")
    assert (made.state, made.is_new, made.medium) == ("known", False, "mail")
    assert Touch.unscoped.get(lead=known).owner == cast.person("carol") and Consent.unscoped.filter(about_id=known.pk).count() == 1
    assert Lead.unscoped.count() == 2


def test_whoever_said_no_is_not_opened_by_an_answer_alone(cast, form, send):
    with acting(SYSTEM):
        known = make(Lead, mobile="13800138001", owner=cast.person("carol"))
        write_down(known, "refused")
        send()
        made = Submission.objects.get()
        assert (made.state, made.doubt, made.consent) == ("look", "no", None)
        assert Lead.unscoped.get(pk=known.pk).do_not_contact and not may_contact(known, "call")
    browser, here = Client(), f"/customers/webforms/{form.pk}/answers/{made.pk}"
    browser.force_login(cast.users["alice"])
    assert browser.post(here, {"found": "genuine"}).status_code == 404
    with acting(SYSTEM):
        settle(made.pk, is_genuine=True)
        assert not Lead.unscoped.get(pk=known.pk).do_not_contact and may_contact(known, "call")
        with pytest.raises(Refused):
            settle(made.pk, is_genuine=False)
    assert Consent.unscoped.latest("pk").at == made.at


def test_links_are_looked_at_and_spam_ends(cast, form, send):
    send(need="Cheap pills https://spam.example/x")
    made, lead = Submission.objects.get(), Lead.unscoped.get()
    assert (made.state, made.doubt, lead.owner) == ("look", "link", cast.person("alice")) and not Signal.objects.exists()
    with acting(SYSTEM):
        assert give_out() == 0
        settle(made.pk, is_genuine=False)
    assert (Submission.objects.get().state, Lead.unscoped.get().state) == ("spam", "disqualified")
    for text, is_link in [("www.x.test", True), ("[url=x]", True), ("see shop.top/a", True), ("3.5 mm, e.g. steel/brass", False),
                          ("Amazon.com Inc.", False)]:  # fmt: skip
        assert rules.has_link([text]) is is_link, text


def test_machines_are_refused_counted_and_not_kept(form, send, ticket):
    good = ticket(30)
    for values, status, reason in [
        ({"age": 1}, 422, "quick"), ({"age": 25 * 3600}, 422, "old"), ({"ticket": "forged"}, 422, "forged"), ({"ticket": good[:-2] + "xx"}, 422, "forged"),
        ({"homepage": "https://x"}, 422, "trap"), ({"need": "x" * 2_000_000}, 413, "large"), ({"kind": "multipart"}, 413, "large"),
        ({"need": "x" * 2_001}, 422, "wrong"), ({"company": "a\0b"}, 422, "wrong"), ({"mobile": "call me"}, 422, "wrong"),
        ({"consent": ""}, 422, "wrong"), ({"mobile": ""}, 422, "wrong"),
    ]:  # fmt: skip
        before = refused(form).get(reason, 0)
        assert send(**values).status_code == status, values
        assert refused(form)[reason] == before + 1, values
    assert door.read(WebForm(key="another"), good) is None
    assert not Lead.unscoped.exists() and not Submission.objects.exists()
    assert "x" * 100 not in repr(list(Refusals.objects.values()))
    assert send(ticket=good).status_code == send(ticket=good).status_code == 303
    assert Lead.unscoped.count() == 1 and refused(form)["twice"] == 1


def test_a_flood_is_limited(form, send, ticket, monkeypatch):
    """A thousand were sent by hand once; here a hundred, of which two are taken."""
    monkeypatch.setattr(door, "FROM_ONE", (2, 600))
    assert [send(mobile=f"1380013{n:04}").status_code for n in range(4)] == [303, 303, 429, 429]
    client = Client(headers={"Accept-Language": "en"})
    flood = [client.post(form.path, "x=1", content_type=PLAIN) for _turn in range(96)]
    assert {one.status_code for one in flood} == {429} and int(flood[0]["Retry-After"]) <= 600
    assert Lead.unscoped.count() == 2 and refused(form) == {"often": 98}
    monkeypatch.setattr(door, "FROM_ONE", (10**6, 600))
    monkeypatch.setattr(door, "OF_ALL", (3, 600))
    assert [send(mobile=f"1390013{n:04}").status_code for n in range(4)][-1] == 429


def test_what_was_written_is_shown_as_it_was_and_no_cookie_is_left(form, send):
    client = Client(headers={"Accept-Language": "en"})
    page = client.get(f"{form.path}?s=%22%3E%3Cscript%3E")
    assert page.status_code == 200 and not client.cookies and not page.cookies and "<script" not in page.text
    policy = page["Content-Security-Policy"]
    assert "frame-ancestors https://www.example.com https://shop.example.com:8443" in policy and "default-src 'none'" in policy
    answer = send(client=client, person='"><script>alert(1)</script>', mobile="")
    assert answer.status_code == 422 and "<script" not in answer.text and "&lt;script&gt;" in answer.text and not client.cookies
    assert "问一问" in Client(headers={"Accept-Language": "zh-CN"}).get(form.path).text
    assert 'lang="zh-Hans"' in Client(headers={"Accept-Language": "zh-TW"}).get(form.path).text
    assert Client().get("/f/nothing").status_code == 404
    with acting(SYSTEM):
        kept = WebForm.unscoped.get(pk=form.pk)
        for sites in ("https://a.example; script-src *", "javascript:x", "https://a.example/path", "*"):
            kept.sites = sites
            with pytest.raises(Refused):
                verbs.change(kept, {"sites": sites})


def test_a_changed_text_is_a_new_version_and_old_answers_keep_theirs(cast, form, send):
    send()
    with acting(SYSTEM):
        verbs.change(WebForm.unscoped.get(pk=form.pk), {"consent_en": "Another text."})
        verbs.change(WebForm.unscoped.get(pk=form.pk), {"intro_en": "Said beside it."})
    send(mobile="13900139000")
    first, second = Submission.objects.order_by("pk")
    assert [(one.wording.edition, one.consent.text.text) for one in (first, second)] == [(1, TEXT), (2, "Another text.")]
    assert NoticeVersion.unscoped.count() == 4
    with acting(SYSTEM):
        with pytest.raises(Refused):
            verbs.change(WebForm.unscoped.get(pk=form.pk), {"consent_en": "", "consent_zh_hans": ""})
        close(WebForm.unscoped.get(pk=form.pk))
    assert send(mobile="13700137000").status_code == 410 and "closed" in Client(headers={"Accept-Language": "en"}).get(form.path).text
    with acting(SYSTEM):
        assert publish(WebForm.unscoped.get(pk=form.pk)).edition == 2
        assert NoticeVersion.unscoped.count() == 4


def test_what_each_place_brought_is_followed_through_to_revenue(cast, form, send):
    for place, phone in (("poster-1", "13800138001"), ("poster-1", "13800138002"), ("mail", "13800138003")):
        send(query=f"?s={place}", mobile=phone)
    with acting(SYSTEM):
        deal = make(Opportunity, amount=Decimal(5000))
        Opportunity.unscoped.filter(pk=deal.pk).update(stage="won", closed_on=timezone.localdate())
        Lead.unscoped.filter(medium="mail").update(deal_id=deal.pk, state="converted")
        rows = {row["medium"]: row for row in brought_by(form)}
    told = {name: (row["leads"], row["qualified"], row["deals"], row["won"], row["amount"]) for name, row in rows.items()}
    assert told == {"poster-1": (2, 0, 0, 0, 0), "mail": (1, 1, 1, 1, 5000)}


def test_the_square_code_says_the_address(form, enter, send, django_assert_max_num_queries):
    matrix = pictures.modules("https://example.com/f/key?s=poster-1")
    size = len(matrix)
    drawn = pictures.svg("https://example.com/f/key?s=poster-1").decode()
    assert f'viewBox="0 0 {size} {size}"' in drawn and drawn.count("h") > 100
    png = pictures.png("https://example.com/f/key?s=poster-1")
    width, height, depth = struct.unpack(">IIB", png[16:25])
    assert (width, height, depth) == (size * pictures.DOT, size * pictures.DOT, 1)
    at = png.index(b"IDAT")
    length = struct.unpack(">I", png[at - 4 : at])[0]
    lines, step = zlib.decompress(png[at + 4 : at + 4 + length]), 1 + (width + 7) // 8
    read = [
        [not lines[y * pictures.DOT * step + 1 + x * pictures.DOT // 8] >> (7 - x * pictures.DOT % 8) & 1 for x in range(size)]
        for y in range(size)
    ]  # fmt: skip
    assert read == matrix
    client = enter("dave")
    for kind, content_type in (("svg", "image/svg+xml"), ("png", "image/png")):
        answer = client.get(f"/customers/webforms/{form.pk}/code.{kind}?s=poster-1")
        assert (answer.status_code, answer["Content-Type"]) == (200, content_type)
    assert Client().get(f"/customers/webforms/{form.pk}/code.svg").status_code == 302
    shown = client.get(f"/customers/webforms/{form.pk}?medium=poster-1").text
    assert f"{form.path}?s=poster-1" in shown and "&lt;iframe" in shown
    send()
    client.get(f"/customers/webforms/{form.pk}")
    with django_assert_max_num_queries(12):
        client.get(f"/customers/webforms/{form.pk}")
    assert "Paper Boats" in client.get(f"/customers/webforms/{form.pk}?from=&day=2026-99-99").text
    assert "Medium" in client.get(f"/customers/webforms/{form.pk}?tab=brought").text


def test_marketing_is_agreed_to_apart_and_only_by_who_ticks_it(cast, form, send):
    assert "marketing" not in Client().get(form.path, headers={"Accept-Language": "en"}).text
    send(marketing="on", mobile="13800138005")
    assert list(Consent.unscoped.values_list("purpose", flat=True)) == ["sales"]
    with acting(SYSTEM):
        form.marketing_en = "News by mail, if you like."
        verbs.change(form, {"marketing_en": form.marketing_en})
    assert WebForm.unscoped.get().edition == 2 and "News by mail" in Client().get(form.path, headers={"Accept-Language": "en"}).text
    send(mobile="13800138006")
    send(mobile="13800138007", marketing="on")
    leads = [Lead.unscoped.get(mobile_mark=Lead._meta.get_field("mobile_mark").mark(f"1380013800{n}")) for n in (6, 7)]
    assert [bool(may_contact(lead, "mail", "marketing")) for lead in leads] == [False, True]
    text = Consent.unscoped.get(about_id=leads[1].pk, purpose="marketing").text
    assert (text.text, text.edition, text.purpose) == ("News by mail, if you like.", "v2 en", "marketing")
    with acting(SYSTEM), pytest.raises(Refused, match="second box"):
        verbs.change(WebForm.unscoped.get(), {"purpose": "marketing"})


def test_whoever_left_the_mails_is_not_brought_back_by_a_box_that_anybody_can_tick(cast, form, send):
    with acting(SYSTEM):
        form.marketing_en = "News by mail, if you like."
        verbs.change(form, {"marketing_en": form.marketing_en})
        known = make(Lead, mobile="13800138001", email="ann@reed.example", owner=cast.person("carol"))
        write_down(known, "withdrawn", "marketing", "mail")
        send(marketing="on")
        made = Submission.objects.get()
        assert (made.state, made.doubt) == ("look", "no") and not may_contact(known, "mail", "marketing")
        settle(made.pk, is_genuine=True)
        assert may_contact(known, "mail", "marketing")


@pytest.mark.django_db(transaction=True)
def test_two_answers_of_one_person_at_the_same_moment_make_one_lead(transactional_db, monkeypatch):
    company, look = Company.objects.get_or_create(pk=1, defaults={"name": "Paper Boats", "language": "en"})[0], taking.known_lead
    with acting(SYSTEM):
        form = publish(make(WebForm, name="Autumn form", heading_en="Ask us", consent_en=TEXT))
    shown, made = wording_of(form, "en"), []

    def looked(values):
        found = look(values)
        sleep(0.2)  # long enough for the other one to look as well
        return found

    def answer(nonce):
        try:
            made.append(taking.take(form, {"company": company.name, "person": "Ann", "mobile": "13800138001"}, [], shown, "", nonce))
        finally:
            connections.close_all()

    monkeypatch.setattr(taking, "known_lead", looked)
    both = [Thread(target=answer, args=(nonce,), daemon=True) for nonce in ("one", "other")]
    for one in both:
        one.start()
    for one in both:
        one.join(timeout=60)
    assert sorted(one.is_new for one in made) == [False, True] and Lead.unscoped.count() == 1


def test_openings_are_counted_by_day_and_place_without_a_cookie(form, send, enter, monkeypatch):
    visitor = Client()
    for query in ("?s=poster-1", "?s=poster-1", ""):
        assert not visitor.get(form.path + query).cookies
    visitor.head(form.path)
    assert dict(Visits.objects.values_list("medium", "count")) == {"poster-1": 2, "": 1}
    send(query="?s=poster-1")
    assert "33.3% of them answered" in enter("dave").get(f"/customers/webforms/{form.pk}").text
    assert "Paper Boats" in enter("dave").get("/customers/leads/?medium=poster-1").text
    assert "Paper Boats" not in enter("dave").get("/customers/leads/?medium=poster-2").text
    monkeypatch.setattr(door, "MEDIA", 2)
    visitor.get(f"{form.path}?s=invented")
    assert Visits.objects.get(medium="").count == 2
    for _often in range(door.FROM_ONE[0] + 5):
        visitor.get(form.path)
    assert sum(Visits.objects.values_list("count", flat=True)) == door.FROM_ONE[0]
    with acting(SYSTEM):
        close(WebForm.unscoped.get())
    Client(REMOTE_ADDR="203.0.113.9").get(form.path)
    assert sum(Visits.objects.values_list("count", flat=True)) == door.FROM_ONE[0]
