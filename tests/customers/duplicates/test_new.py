"""Before a customer is made: refused where the company is here already, by form, API and file; told once where it may be."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from tests.making import make
from xianji.customers.duplicates.controls import company_is_new
from xianji.customers.models import Customer, DuplicateSearch
from xianji.kit import verbs
from xianji.kit.imports.load import Asked, run
from xianji.kit.imports.mapping import Mapping
from xianji.kit.refusals import Blocked
from xianji.policy.coverage import reading
from xianji.policy.exceptions.actions import ask
from xianji.policy.models import ControlException
from xianji.rulebook.parameters.writing import plan

USCI = "91310000631696382C"
NEW = "/customers/customers/new"
PLAIN = {"name": "New", "registration_type": "none", "country": "CN"}


@pytest.fixture
def held(monkeypatch):
    """The control holds, as under a regulation in force."""
    monkeypatch.setattr(reading, "_numbers", lambda on, moment: {company_is_new.full_name: "3.2.1b"})
    monkeypatch.setattr(reading, "forget", lambda: None)


@pytest.fixture
def secret(cast):
    """A customer that alice may not see."""
    return make(Customer, name="苏州快达物流有限公司", registration_type="usci", registration_no=USCI, phone="0512-62883300",
                website="https://kuaida.example", size_class="large", owner=cast.person("carol"))  # fmt: skip


def told_once(answer):
    """What the form sends along when it is saved again."""
    return unescape(re.search(r'name="alike" value="([^"]*)"', answer.content.decode())[1])


def test_an_equal_number_or_a_score_of_80_is_refused_in_every_way_and_tells_no_name(cast, held, secret, enter):
    client = enter("alice")
    twin = PLAIN | {"name": "快答物流", "phone": "0512 6288 3300", "website": "https://www.kuaida.example", "address": "x"}
    for values in (PLAIN | {"registration_type": "usci", "registration_no": USCI}, twin | {"name": "苏州快答物流"}):
        answer = client.post(NEW, values | {"alike": told_once(client.post(NEW, values))})
        text = answer.content.decode()
        assert answer.status_code == 422 and "3.2.1b" in text and "South 1 · Large" in text
        assert "苏州快达物流有限公司" not in text and "Carol" not in text and secret.number not in text
        sent = client.post("/api/customers/customers", json.dumps(values), content_type="application/json")
        assert sent.status_code == 422 and "South 1 · Large" in json.dumps(sent.json(), ensure_ascii=False), sent.content
    content = f"name,registration_type,registration_no\nA,usci,{USCI}\nB,usci,91350100M000100Y43\nC,usci,91350100M000100Y43\n"
    mapping = Mapping.of({"columns": {name: name for name in ("name", "registration_type", "registration_no")}})
    with cast.acting("erin"):
        report = run(Asked(Customer.label(), "a.csv", content.encode(), mapping, {}))
    messages = " ".join(one["message"] for one in report["errors"])
    assert "苏州快达物流" in messages and "stands in this file twice" in messages and Customer.unscoped.count() == 1


@pytest.mark.shows("company_is_new")
def test_a_company_that_is_here_is_refused_and_another_is_not(cast, held, secret):
    with cast.acting("alice"):
        with pytest.raises(Blocked):
            verbs.create(Customer, {"name": "A", "registration_type": "usci", "registration_no": USCI})
        assert verbs.create(Customer, PLAIN).pk


def test_an_exception_of_a_supervisor_lets_it_through(cast, held, secret):
    values = {"name": "A", "registration_type": "usci", "registration_no": USCI}
    with cast.acting("alice"), pytest.raises(Blocked) as refused:
        verbs.create(Customer, values)
    assert str(refused.value.objections[0].granted_by) == "Supervisor"
    with cast.acting("alice"):
        asked = ask(company_is_new, Customer(owner=cast.person("alice")), wide="owner", reason="A branch of its own", compensation="-",
                    until=timezone.localdate() + timedelta(days=3), by=cast.actor("alice"))  # fmt: skip
    ControlException.unscoped.filter(pk=asked.pk).update(state="approved")
    with cast.acting("alice"):
        assert verbs.create(Customer, values).pk


def test_from_60_on_it_is_told_once_with_the_reasons(cast, held, secret, enter):
    client = enter("alice")
    values = PLAIN | {"name": "苏州快达物流", "website": "https://www.kuaida.example"}
    answer = client.post(NEW, values)
    assert "“Same website, Names alike by 100 %”" in (text := answer.content.decode()) and "Ask South 1 · Large" in text
    assert answer.status_code == 422 and client.post(NEW, values | {"alike": told_once(answer)}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "why"),
    [("快达物流", "Name alike"), ("苏州快達物流有限公司", "Same name"), ("0512-62883301", ""), ("0512-6288 3300", "Same telephone"),
     (USCI.lower(), "Same registration number"), ("快达物", "Has this in its name")],
)  # fmt: skip
def test_the_check_tells_that_it_is_here_with_whom_and_no_more(cast, secret, enter, typed, why):
    text = enter("alice").post("/customers/check", {"typed": typed}).content.decode()
    assert ("South 1 · Large" in text) == bool(why) and (why in text)
    assert "Carol" not in text and secret.number not in text and "kuaida" not in text
    assert "29 searches left today" in text
    noted = DuplicateSearch.unscoped.get()
    assert (noted.owner, noted.found) == (cast.person("alice"), bool(why)) and "62883300" not in noted.asked


def test_thirty_searches_a_day_and_somebody_elses_are_their_own(cast, secret, enter):
    with cast.acting("erin"):
        plan("duplicate.searches", "2", timezone.localdate(), "3.2.1b", source="test")
    client = enter("alice")
    seen = [client.post("/customers/check", {"typed": "快达物流"}) for _time in range(3)]
    assert [one.status_code for one in seen] == [200, 200, 422] and "You have searched 2 times today" in seen[2].content.decode()
    assert "South 1" not in seen[2].content.decode() and DuplicateSearch.unscoped.count() == 2
    assert "1 search left today" in enter("carol").post("/customers/check", {"typed": "快达物流"}).content.decode()
    assert enter("frank").get("/customers/check").status_code == 200
