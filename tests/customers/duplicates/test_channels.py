"""Whichever way a new customer comes in, the table of duplicates decides: refused, told and made, or made."""

import json
import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.db import transaction

from tests.making import make
from xianji.customers.duplicates import looking
from xianji.customers.duplicates.controls import company_is_new
from xianji.customers.duplicates.looking import look_at_all
from xianji.customers.leads.actions import convert
from xianji.customers.models import Customer, DuplicateCase, Lead, Pool
from xianji.customers.pool.actions import to_pool
from xianji.kit.imports.load import Asked, run
from xianji.kit.imports.mapping import Mapping
from xianji.kit.jobs import Stopped
from xianji.kit.jobs.models import Job
from xianji.kit.jobs.pulse import Progress
from xianji.kit.refusals import Refused
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.policy.coverage import reading

USCI, PHONE, SITE = "91310000631696382C", "0512-62883300", "https://kuaida.example"
PLAIN = {"registration_type": "none", "registration_no": "", "country": "CN", "phone": "", "website": ""}
ROWS = {
    "block": {"name": "另一家", "registration_type": "usci", "registration_no": USCI},
    "ask": {"name": "苏州快答物流", "phone": PHONE, "website": SITE},
    "warn": {"name": "苏州快達物流", "phone": "+86 512 6288 3300"},
    "none": {"name": "苏州快达物流"},
}
"""One file for each answer of the table, with 100, 88, 70 and 40 points."""


@pytest.fixture
def held(monkeypatch):
    """The control holds, as under a regulation in force."""
    monkeypatch.setattr(reading, "_numbers", lambda on, moment: {company_is_new.full_name: "3.2.1b"})
    monkeypatch.setattr(reading, "forget", lambda: None)


@pytest.fixture
def secret(cast):
    """A customer that alice may not see."""
    return make(Customer, name="苏州快达物流有限公司", registration_type="usci", registration_no=USCI, phone=PHONE, website=SITE,
                size_class="large", owner=cast.person("carol"))  # fmt: skip


def by_form(client, values, place="/customers/customers/new", **more):
    """Sent, and sent again with what was told; both answers."""
    first = client.post(place, values, **more).content.decode()
    told = re.search(r'name="alike" value="([^"]*)"', first)
    again = client.post(place, values | {"alike": unescape(told[1])}, **more) if told else None
    return first + (again.content.decode() if again else "")


def by_dialog(client, values):
    """The dialog asks for a few fields, and for those that its address fills."""
    place = f"/customers/customers/new?{urlencode(values)}"
    return by_form(client, values, place, headers={"HX-Request": "true", "HX-Target": "verb"})


def by_api(client, values):
    return client.post("/api/customers/customers", json.dumps(values), content_type="application/json").content.decode()


def by_many(client, values):
    rows = json.dumps({"rows": [{"do": "create", "body": values}]})
    return client.post("/api/customers/customers/bulk", rows, content_type="application/json").content.decode()


def by_file(client, values):
    """The preview is what is told, then it is loaded."""
    content = f"{','.join(values)}\n{','.join(values.values())}\n".encode()
    asked = Asked(Customer.label(), "a.csv", content, Mapping.of({"columns": {name: name for name in values}}), {})
    report = run(asked, dry_run=True)
    run(asked)
    return json.dumps(report["errors"] + report["warnings"], ensure_ascii=False)


WAYS = {by_form: "alice", by_dialog: "alice", by_api: "alice", by_many: "alice", by_file: "erin"}


def test_every_way_in_obeys_the_table(cast, held, secret, enter):
    """Seller's ways tell the unit and the class of whom they may not see; whoever imports sees all. Nothing of one try stays."""
    for way, login in WAYS.items():
        client, whom = enter(login), secret.name if login == "erin" else "South 1 · Large"
        for then, values in ROWS.items():
            with transaction.atomic(), cast.acting(login):
                text = way(client, PLAIN | values)
                is_made = Customer.unscoped.count() == 2
                transaction.set_rollback(True)
            assert is_made == (then in ("warn", "none")), (way.__name__, then, text)
            assert ("3.2.1b" in text) == (not is_made), (way.__name__, then, text)
            assert (whom in text) == (then != "none" or login == "erin"), (way.__name__, then, text)
            assert login == "erin" or (secret.name not in text and secret.number not in text), (way.__name__, then)


def test_the_rows_of_a_file_are_held_against_each_other_as_against_what_is_here(cast, held):
    rows = [ROWS["ask"], ROWS["ask"] | {"name": "苏州快达物流"}, {"name": "苏州快答物流", "phone": PHONE}, {"name": "苏州快答物流"}]
    lines = [",".join((PLAIN | row)[name] for name in ("name", "phone", "website")) for row in rows]
    columns = {name: name for name in ("name", "phone", "website")}
    asked = Asked(Customer.label(), "a.csv", "\n".join(["name,phone,website", *lines]).encode(), Mapping.of({"columns": columns}), {})
    with cast.acting("erin"):
        report = run(asked, dry_run=True)
    assert [one["rows"] for one in report["errors"]] == [[3]] and "stands in this file too and is the same" in report["errors"][0]["message"]
    assert {row for one in report["warnings"] for row in one["rows"]} == {4}


def test_a_lead_of_a_customer_there_is_makes_no_second_one(cast, held, secret, lead_of):
    """However its name is written: of somebody else, of a pool, of one's own."""
    with cast.acting("alice"), pytest.raises(Refused, match="looked after by South 1"):
        convert(lead_of("快达物流（蘇州）股份有限公司"))
    with cast.acting("erin"):
        pool = make(Pool, name="East water", owner=cast.person("erin"))
    with actor.acting(SYSTEM):
        to_pool(secret, pool=pool, why="-")
    with cast.acting("alice"), pytest.raises(Refused, match="lies in a pool"):
        convert(lead_of("苏州快達物流"))
    assert Customer.unscoped.count() == 1
    own = make(Customer, name="青岛白鹭仪器有限公司", owner=cast.person("alice"))
    lead = lead_of("白鹭仪器（青岛）")
    with cast.acting("alice"):
        convert(lead)
    assert Lead.unscoped.get(pk=lead.pk).customer == own and Customer.unscoped.count() == 2


@pytest.fixture
def lead_of(cast):
    def made(company):
        lead = make(Lead, company=company, owner=cast.person("alice"))
        Lead.unscoped.filter(pk=lead.pk).update(state="qualified")
        return Lead.unscoped.get(pk=lead.pk)

    return made


def test_a_look_that_was_stopped_goes_on_from_there(cast, monkeypatch):
    """Each part is kept with where it ends; what was begun first says from when on the night looks."""
    for name in ("苏州海辰机械有限公司", "海辰机械（苏州）", "苏州白鹭仪器", "白鹭仪器（苏州）有限公司"):
        make(Customer, name=name, owner=cast.person("alice"))
    monkeypatch.setattr(looking, "BLOCK", 2)
    monkeypatch.setattr(looking, "SLICE", 8)
    renewed, walked = [], []
    monkeypatch.setattr(looking.marks, "renew", lambda ids, renew=looking.marks.renew: (renewed.extend(ids), renew(ids)))
    monkeypatch.setattr(looking, "repeated", lambda at, of, rows=looking.repeated: (walked.append(at), rows(at, of))[1])
    job, begun = Job.objects.create(kind=looking.JOB, title="All"), set()
    for times in range(20):
        progress = Progress(job.pk, Job.objects.get(pk=job.pk).order)
        progress.stop_asked = True
        try:
            with actor.acting(SYSTEM):
                told = look_at_all(progress)
            break
        except Stopped:
            begun.add(Job.objects.get(pk=job.pk).order["way"]["at"])
    assert times > 2 and len(begun) == 1 and sorted(renewed) == sorted(Customer.unscoped.values_list("pk", flat=True))
    assert walked == list(range(len(walked))) and len(walked) > 1
    assert (told["opened"], DuplicateCase.unscoped.count()) == (2, 2)
