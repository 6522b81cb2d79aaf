"""Nurturing: who comes into a sequence, what the night makes of it, what ends it, and what the regulation asks."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.making import build, make
from xianji.customers.consents.writing import write_down
from xianji.customers.leads import scoring
from xianji.customers.leads.actions import assign, disqualify, nurture, release
from xianji.customers.models import (
    Consent,
    Lead,
    NurtureDispatch,
    NurtureEnrollment,
    NurtureSequence,
    NurtureStep,
    ScoreRun,
    Signal,
    Touch,
)
from xianji.customers.nurturing import controls, rules
from xianji.customers.nurturing.actions import enroll, pause, put_into_use, resume, retire, stop
from xianji.customers.nurturing.editing import settle
from xianji.customers.nurturing.going import make_due
from xianji.customers.nurturing.sending import TOPIC, morning
from xianji.kit import outbox, registry, sets, store, verbs
from xianji.kit.outbox import Letter
from xianji.kit.refusals import Refused
from xianji.lib.calendars import WorkCalendar
from xianji.workspace.models import Task

WORDS = "Dear {person}, how is {company}? {owner}"
STEPS = (("mail", "For {company}", WORDS), ("call", "Ask {person}", "When?"), ("sms", "Short word", "Hello {person}"))


@pytest.fixture
def sequence(as_system):
    """Three steps, each two days after the one before, for talks about an offer."""
    return sequence_of(*STEPS)


def sequence_of(*steps, state="active", purpose="sales", **values):
    made = make(NurtureSequence, state=state, purpose=purpose, **values)
    for place, (channel, title, text) in enumerate(steps, 1):
        make(NurtureStep, sequence=made, place=place, wait=2, unit="days", channel=channel, title=title, text=text)
    return made


def lead_of(cast, name="alice", **values):
    given = {"owner": cast.person(name), "state": "contacted", "basis": "consent", "email": "ann@heron.example", "person": "Ann"}
    return make(Lead, **given | values)


def nurtured(cast, **values):
    """A lead whose time has not come, and what it is in."""
    lead = lead_of(cast, **values)
    nurture(lead)
    return lead, now_of(lead)


def now_of(lead):
    return NurtureEnrollment.unscoped.select_related("step").get(lead=lead)


def in_days(count):
    return timezone.localdate() + timedelta(days=count)


def deliver():
    """What is owed in the morning, now."""
    Letter.objects.filter(topic=TOPIC, done_at=None).update(due_at=timezone.now())
    return outbox.drain()


def test_words_are_filled_once_and_as_plain_words():
    values = {"person": "Ann\r\nBcc: all@heron.example\u202e", "company": "{owner} & <b>Heron</b>", "owner": "Bo"}
    assert rules.filled("{person} of {company}", values) == "Ann Bcc: all@heron.example of {owner} & <b>Heron</b>"
    assert rules.unknown("{person} {mobile} {x y}") == ["mobile", "x y"]
    friday, workday = date(2026, 3, 6), WorkCalendar("CN", {}).add_workdays
    assert rules.due_on(friday, 1, "workdays", workday) == date(2026, 3, 9)
    assert rules.due_on(friday, 1, "days", workday) == date(2026, 3, 7)
    assert rules.due_on(date(2026, 3, 7), 0, "workdays", workday) == date(2026, 3, 7)
    for wanted, points in [({}, 0), ({"grade": "C"}, 1), ({"grade": "C", "source": "web"}, 2), ({"grade": "B"}, -1)]:
        assert rules.points(wanted, {"grade": "C", "source": "web"}) == points


def test_a_step_names_only_fields_there_are_and_a_message_has_a_text(sequence):
    for channel, title, text, field in [("task", "Call {mobile}", "", "title"), ("mail", "Hello", " ", "text")]:
        with pytest.raises(ValidationError) as refused:
            build(NurtureStep, sequence=sequence, channel=channel, title=title, text=text).clean()
        assert set(refused.value.message_dict) == {field}


def test_who_is_nurtured_comes_into_the_sequence_that_describes_it_best(cast, sequence):
    closer = sequence_of(STEPS[1], source="web")
    sequence_of(STEPS[1], source="web", state="draft")
    sequence_of(source="web", grade="D")
    for source, wanted in [("web", closer), ("event", sequence)]:
        lead, found = nurtured(cast, source=source)
        assert (found.sequence, found.due_on, found.step.place) == (wanted, in_days(2), 1)
        assert (found.owner, found.unit, found.org_path) == (lead.owner, lead.unit, lead.org_path)
    with cast.acting("bob"):
        assign(lead, to=cast.person("erin"))
    assert now_of(lead).owner == cast.person("erin")
    lead = lead_of(cast)
    Lead.unscoped.filter(pk=lead.pk).update(do_not_contact=True)
    nurture(lead)
    assert not NurtureEnrollment.unscoped.filter(lead=lead).exists()


def test_the_night_makes_what_is_due_once_and_a_missed_night_is_caught_up_once(cast, sequence):
    lead, found = nurtured(cast)
    assert make_due(in_days(1)) == {}
    assert make_due(in_days(9)) == {"mail": 1}
    assert make_due(in_days(9)) == {}
    assert (now_of(lead).step.place, now_of(lead).due_on) == (2, in_days(11))
    assert make_due(in_days(11)) == {"task": 1}
    task = Task.unscoped.get(key=f"nurture:{found.pk}:{found.step.pk + 1}")
    assert (str(task), task.owner, task.about_id, timezone.localdate(task.due_at)) == ("Call: Ask Ann", lead.owner, lead.pk, in_days(11))
    NurtureEnrollment.unscoped.filter(pk=found.pk).update(step=found.step, due_on=in_days(12))
    assert make_due(in_days(12)) == {}, "what was made before is not made again"
    assert now_of(lead).step.place == 3
    assert make_due(in_days(20)) == {"task": 1}
    ended = now_of(lead)
    assert (ended.state, ended.step, ended.due_on) == ("completed", None, None) and ended.halted_at
    assert make_due(in_days(99)) == {}
    assert NurtureDispatch.objects.count() == 3


def test_a_night_asks_the_database_no_more_for_many(cast, sequence):
    counts = {}
    for turn, several in enumerate((2, 40)):
        leads = [build(Lead, company=f"C{turn}-{n}", state="nurturing", owner=cast.person("alice"), email=f"{turn}{n}@heron.example"
                       if n % 2 else "") for n in range(several)]  # fmt: skip
        sets.insert_many(Lead, leads)
        with CaptureQueriesContext(connection) as asked:
            assert make_due(in_days(2)) == {"mail": several // 2, "task": several // 2}
        counts[several] = len(asked)
        NurtureEnrollment.unscoped.update(due_on=None)
    assert counts[40] <= counts[2] < 40


def test_a_mail_leaves_in_the_morning_once_as_a_touch_and_an_answer_goes_to_the_owner(cast, sequence):
    cast.person("alice").__class__.unscoped.filter(pk=cast.person("alice").pk).update(email="alice@paper-crane.example")
    planned = timezone.now() - timedelta(hours=1)
    lead, found = nurtured(cast, company="Heron", next_step="Send samples", next_step_at=planned)
    make_due(in_days(2))
    letter = Letter.objects.get(topic=TOPIC)
    assert letter.content == {"dispatch": NurtureDispatch.objects.get().pk} and 9 <= timezone.localtime(letter.due_at).hour < 20
    assert morning() >= timezone.now() - timedelta(seconds=5)
    assert deliver() == 1
    Letter.objects.filter(pk=letter.pk).update(done_at=None, due_at=timezone.now())
    deliver()
    assert {one.extra_headers["Message-ID"] for one in mail.outbox} == {mail.outbox[0].extra_headers["Message-ID"]}
    sent = mail.outbox[0]
    assert (sent.subject, sent.to, sent.reply_to) == ("For Heron", ["ann@heron.example"], ["alice@paper-crane.example"])
    assert sent.body.startswith("Dear Ann, how is Heron? Alice") and "no more of these mails" in sent.body
    touch = Touch.unscoped.get(lead=lead)
    assert (touch.channel, touch.direction, touch.outcome, touch.owner) == ("mail", "out", "no_answer", lead.owner)
    after = Lead.unscoped.get(pk=lead.pk)
    assert (after.next_step, after.next_step_at) == ("Send samples", planned)
    assert now_of(lead).state == "active"


def test_without_mail_set_up_or_an_address_the_owner_is_asked(cast, sequence, settings):
    nurtured(cast, email="")
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    nurtured(cast)
    assert make_due(in_days(2)) == {"task": 2}
    assert set(map(str, Task.unscoped.all())) == {f"Mail: For {one.company}" for one in Lead.unscoped.all()}
    assert not Letter.objects.filter(topic=TOPIC).exists()


def test_who_withdraws_between_night_and_morning_gets_no_mail(cast, sequence):
    for ends in ("word", "state"):
        lead, _found = nurtured(cast, email=f"{ends}@heron.example")
        make_due(in_days(2))
        if ends == "word":
            write_down(lead, "withdrawn", "sales", "mail")
        else:
            disqualify(Lead.unscoped.get(pk=lead.pk), closed_because="No need")
    deliver()
    assert not mail.outbox and not Touch.unscoped.exists()
    assert set(NurtureDispatch.objects.values_list("way", "because")) == {("skipped", "opt_out"), ("skipped", "disqualified")}


def test_an_answer_a_no_and_the_end_of_nurturing_stop_it_at_once(cast, sequence):
    def touch(outcome, **values):
        return lambda lead: make(Touch, lead=lead, outcome=outcome, owner=lead.owner, **values)

    ends = [
        (touch("connected", channel="mail", direction="in"), "reply"), (touch("refused"), "reply"), (touch("no_answer"), ""),
        (touch("connected", at=timezone.now() - timedelta(days=3)), ""),
        (lambda lead: write_down(lead, "withdrawn", "sales"), "opt_out"), (lambda lead: write_down(lead, "refused"), "opt_out"),
        (lambda lead: write_down(lead, "withdrawn", "survey"), ""), (lambda lead: write_down(lead, "given", "sales"), ""),
        (lambda lead: disqualify(lead, closed_because="No"), "disqualified"), (lambda lead: release(lead, why="No luck"), "pool"),
        (lambda lead: store.change(become(lead, "qualified")), "qualified"), (verbs.delete, "gone"),
        (lambda lead: stop(now_of(lead), why="Asked to"), "by_hand"),
    ]  # fmt: skip
    for place, (what, why) in enumerate(ends):
        lead, found = nurtured(cast, email="", mobile=f"1991000{place:04}")
        make_due(in_days(2))
        task = Task.unscoped.get(about_id=lead.pk)
        what(Lead.unscoped.get(pk=lead.pk))
        after = now_of(lead)
        told = (place, after.state, after.ended_because, bool(after.halted_at), Task.unscoped.get(pk=task.pk).state)
        closed = "done" if why == "reply" else "cancelled" if why else "open"
        assert told == (place, "stopped" if why else "active", why, bool(why), closed)
    left = NurtureEnrollment.unscoped.filter(state="active").count()
    retire(sequence)
    assert left == 4 and NurtureEnrollment.unscoped.filter(ended_because="retired").count() == left
    assert make_due(in_days(99)) == {}


def become(lead, state):
    lead.state = state
    return lead


def test_who_may_not_be_contacted_gets_nothing_and_it_says_why(as_system, cast):
    sequence_of(*STEPS, purpose="marketing")
    asked, _found = nurtured(cast)
    write_down(asked, "given", "marketing")
    cases = {"unasked": {}, "no_basis": {}, "nobody": {}}
    for lacks in cases:
        lead = nurtured(cast, email=f"{lacks}@heron.example")[0]
        cases[lacks] = lead
        if lacks != "unasked":
            write_down(lead, "given", "marketing")
    Lead.unscoped.filter(pk=cases["no_basis"].pk).update(basis="")
    Lead.unscoped.filter(pk=cases["nobody"].pk).update(owner=None)
    assert make_due(in_days(2)) == {"mail": 1}
    assert {now_of(lead).held_because for lead in cases.values()} == set(cases)
    since = now_of(cases["unasked"]).halted_at
    make_due(in_days(3))
    assert now_of(cases["unasked"]).halted_at == since and NurtureDispatch.objects.count() == 1
    write_down(cases["unasked"], "given", "marketing")
    assert make_due(in_days(4)) == {"mail": 1, "task": 1}
    assert (now_of(cases["unasked"]).held_because, now_of(cases["unasked"]).step.place) == ("", 2)


def test_a_no_to_one_way_leaves_out_only_that_way(cast, sequence):
    lead, _found = nurtured(cast)
    write_down(lead, "withdrawn", "sales", "mail")
    assert make_due(in_days(2)) == {"skipped": 1}
    assert NurtureDispatch.objects.get().because == "withdrawn"
    assert make_due(in_days(4)) == {"task": 1}


def test_a_person_enrolls_pauses_and_goes_on(cast, sequence):
    other = sequence_of(*STEPS, name="Other", source="partner")
    lead = lead_of(cast, state="assigned")
    with cast.acting("alice"):
        enroll(lead, sequence=other)
        assert (lead.state, now_of(lead).sequence) == ("nurturing", other)
        with pytest.raises(Refused):
            enroll(lead, sequence=other)
        pause(now_of(lead))
        assert make_due(in_days(5)) == {}
        resume(now_of(lead))
        assert make_due(in_days(5)) == {"mail": 1}
    retire(sequence)
    quiet, baseless = lead_of(cast, email="quiet@heron.example"), lead_of(cast)
    write_down(quiet, "refused")
    Lead.unscoped.filter(pk=baseless.pk).update(basis="")
    marked = lead_of(cast)
    Lead.unscoped.filter(pk=marked.pk).update(do_not_contact=True)
    bare = sequence_of()
    for one, into in [(quiet, other), (baseless, other), (marked, other), (lead_of(cast), sequence), (lead_of(cast), bare)]:
        with pytest.raises(Refused):
            enroll(Lead.unscoped.get(pk=one.pk), sequence=into)
    assert NurtureEnrollment.unscoped.count() == 1
    with pytest.raises(Refused):
        put_into_use(sequence_of(state="draft"))


def test_steps_change_under_those_who_are_in_them(cast, sequence):
    lead, found = nurtured(cast)
    first, second, third = NurtureStep.unscoped.order_by("pk")
    first.deleted_at = timezone.now()
    store.change(first)
    third.place = 1
    store.change(third)
    settle(sequence)
    assert list(NurtureStep.objects.filter(sequence=sequence).order_by("place").values_list("pk", "place")) == [(third.pk, 1), (second.pk, 2)]
    assert now_of(lead).step == third and NurtureSequence.unscoped.get(pk=sequence.pk).edition == 2
    settle(NurtureSequence.unscoped.get(pk=sequence.pk))
    assert NurtureSequence.unscoped.get(pk=sequence.pk).edition == 2
    make_due(in_days(2))
    assert (found.edition, NurtureDispatch.objects.get().edition) == (1, 2)


def verdicts(on=None):
    rows = controls.leads_are_nurtured.check(Lead.unscoped.filter(deleted_at=None), on or timezone.localdate(), gap=1)
    return {one.company: (one.verdict, one.inside, one.silent, one.scored) for one in rows}


@pytest.mark.shows("leads_are_nurtured")
def test_the_regulation_wants_nurtured_leads_in_a_sequence(cast, sequence):
    scoring.rescore_all()
    whole, fell, held, asks, rest = (nurtured(cast, company=name, email=f"{name}@heron.example")[0] for name in ("In", "Fell", "Held", "Heard", "Rest"))
    lead_of(cast, company="Contacted")
    long_ago = timezone.now() - timedelta(days=2)
    assert set(verdicts().values()) == {("pass",) * 4, ("na",) * 4}
    NurtureEnrollment.unscoped.filter(lead=fell).update(state="stopped", halted_at=timezone.now() - timedelta(days=1))
    NurtureEnrollment.unscoped.filter(lead=held).update(held_because="unasked", halted_at=long_ago)
    Touch.unscoped.filter(pk=make(Touch, lead=lead_of(cast), outcome="connected").pk).update(lead=asks)
    Lead.unscoped.filter(pk=rest.pk).update(do_not_contact=True)
    found = verdicts()
    assert found["In"] == found["Fell"] == ("pass",) * 4
    assert (found["Held"][:2], found["Heard"][:3], found["Rest"][:3]) == (("fail", "fail"), ("fail", "pass", "fail"), ("fail", "na", "fail"))
    NurtureEnrollment.unscoped.filter(lead=fell).update(halted_at=long_ago)
    NurtureEnrollment.unscoped.filter(lead=rest).update(state="stopped")
    assert (verdicts()["Fell"][:2], verdicts()["Rest"][0]) == (("fail", "fail"), "pass")
    Lead.unscoped.update(created_at=timezone.now() - timedelta(days=9))
    assert verdicts()["In"] == ("pass",) * 4
    ScoreRun.objects.update(at=timezone.now() - timedelta(days=3))
    assert verdicts()["In"] == ("fail", "pass", "pass", "fail")
    assert registry.controls["customers.lead.leads_are_nurtured"].clause == "3.2.1d"


def test_the_picture_counts_what_the_reader_sees_and_the_lead_tells_what_comes_next(cast, sequence):
    lead, _found = nurtured(cast, email="")
    nurtured(cast, name="carol", email="")
    make_due(in_days(2))
    Lead.unscoped.filter(pk=lead.pk).update(person="<i>Ann</i>")
    seen = {}
    for who in ("alice", "dave"):
        client = Client()
        client.force_login(cast.users[who])
        seen[who] = client.get(f"/customers/nurturing/{sequence.pk}").content.decode()
    assert "Tasks <b>1</b>" in seen["alice"] and "Tasks <b>2</b>" in seen["dave"]
    client = Client()
    client.force_login(cast.users["alice"])
    page = client.get(f"/customers/leads/{lead.pk}").content.decode()
    assert "Dear &lt;i&gt;Ann&lt;/i&gt;, how is" in page and "Ask &lt;i&gt;Ann&lt;/i&gt;" in page
    assert f"/do/pause?next=/customers/leads/{lead.pk}" in page
    rows = client.get(f"/customers/enrollments/?sequence={sequence.pk}&state=active").content.decode()
    assert rows.count('class="name"') == 1


@pytest.mark.shows("leads_are_followed_up")
def test_leads_are_followed_up_or_led_by_their_sequence(cast, sequence):
    today, moment = timezone.localdate(), timezone.now()
    for name, state, days, next_at in [
        ("Fresh", "contacted", 13, moment), ("Idle", "contacted", 15, moment), ("Nothing planned", "qualified", 1, None),
        ("New", "new", 40, None), ("Nurtured by nobody", "nurturing", 40, None),
    ]:  # fmt: skip
        lead = lead_of(cast, company=name, email=f"{days}@heron.example")
        Lead.unscoped.filter(pk=lead.pk).update(state=state, followed_at=moment - timedelta(days=days), next_step_at=next_at)
    led, held, late = (nurtured(cast, company=name, email=f"{name}@heron.example")[1] for name in ("Led", "Held", "Late"))
    NurtureEnrollment.unscoped.filter(pk=held.pk).update(held_because="unasked")
    NurtureEnrollment.unscoped.filter(pk=late.pk).update(due_on=today - timedelta(days=2))
    Lead.unscoped.filter(enrollments__in=[led, held, late]).update(followed_at=moment - timedelta(days=40), next_step_at=None)
    found = controls.leads_are_followed_up.check(Lead.unscoped.all(), today, idle=Decimal(14))
    assert dict(found.values_list("company", "verdict")) == {
        "Fresh": "pass", "Idle": "fail", "Nothing planned": "fail", "New": "na", "Nurtured by nobody": "fail", "Led": "pass",
        "Held": "fail", "Late": "fail",
    }  # fmt: skip


def test_one_click_ends_the_mails(cast, sequence, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://crm.paper-crane.example"]
    lead, _found = nurtured(cast)
    make_due(in_days(2))
    deliver()
    sent = mail.outbox[0]
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = sent.extra_headers["List-Unsubscribe"].strip("<>")
    path = address.removeprefix("https://crm.paper-crane.example")
    assert path.startswith("/u/") and address in sent.body
    client = Client(enforce_csrf_checks=True)
    assert "Press once" in client.get(path, headers={"Accept-Language": "en"}).text and not Consent.unscoped.exists()
    for _twice in range(2):
        answer = client.post(path, {"List-Unsubscribe": "One-Click"}, headers={"Accept-Language": "en"})
        assert answer.status_code == 200 and "no more mails" in answer.text and not answer.cookies
    said = Consent.unscoped.get()
    assert (said.kind, said.purpose, said.channel, said.about_id) == ("withdrawn", "", "mail", lead.pk)
    assert Signal.objects.get(lead=lead).kind == "unsubscribed"
    make_due(in_days(40))
    deliver()
    assert len(mail.outbox) == 1
    assert client.get(f"{path}x").status_code == 404 and client.post("/u/1:forged").status_code == 404
