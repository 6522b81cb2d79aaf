"""Who is given personal data stands in a register and was assessed; whose data go abroad is counted once a year and warned of."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.approval.test_asking import decide
from tests.making import make
from tests.policy.controls.conftest import in_force  # noqa: F401
from xianji.approval.exports.actions import ask_for, fetched, grant
from xianji.approval.exports.recipients import recipient
from xianji.approval.models import ExportRequest, Publication, Request
from xianji.approval.requests.actions import approve
from xianji.customers.assessments import controls
from xianji.customers.assessments.actions import end, submit
from xianji.customers.models import Contact, Customer, ImpactAssessment, Lead, Processor, SentAbroad
from xianji.customers.processors.abroad import add, year_of
from xianji.customers.processors.actions import end as let_go
from xianji.customers.processors.actions import engage
from xianji.customers.processors.panels import WENT
from xianji.kit import verbs
from xianji.kit.exports.order import Order
from xianji.kit.refusals import Blocked, Refused
from xianji.lib.actor import SYSTEM, acting, current
from xianji.org.actors import access_changed
from xianji.org.models import Assignment, Role
from xianji.policy.coverage import reading
from xianji.rulebook.models import TableVersion
from xianji.workspace.models import Notice

DAY = timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


def weigh(activity, processor=None, *, to_on=None, state="approved"):
    today = timezone.localdate()
    return make(ImpactAssessment, activity=activity, processor=processor, from_on=today - DAY, to_on=to_on or today + 30 * DAY,
                state=state, approved_on=today if state == "approved" else None)  # fmt: skip


def lawyer(cast, name="grace"):
    Assignment.objects.get_or_create(user=cast.users[name], role=Role.unscoped.get(code="LEG"))
    cast.users[name].access_version += 1
    cast.users[name].save()
    return cast.person(name)


@pytest.mark.shows("processors_are_assessed")
def test_nobody_is_engaged_before_an_approved_assessment_is_in_force(cast, today):
    lawyer(cast)
    with cast.acting("grace"):
        abroad = make(Processor, name="Sister", place="hk", contract="C-1", owner=cast.person("grace"))
        with pytest.raises(Blocked, match="Processing by others"):
            engage(abroad)
        weighed = weigh("entrust", abroad, state="draft")
        submit(weighed)
    decide(cast, "erin", approve, Request.unscoped.get(about_label=weighed.label(), about_id=weighed.pk))
    with cast.acting("grace"), pytest.raises(Blocked, match="Sending abroad"):
        engage(Processor.objects.get(pk=abroad.pk))
    with acting(SYSTEM):
        weigh("abroad", abroad)
    with cast.acting("grace"):
        assert engage(Processor.objects.get(pk=abroad.pk)).engaged_on == today
        bare = make(Processor, name="No contract", owner=cast.person("grace"))
        with acting(SYSTEM):
            weigh("entrust", bare)
        with pytest.raises(Refused) as refused:
            engage(bare)
        assert "contract" in refused.value.fields


def test_an_approved_assessment_is_not_changed_and_not_deleted_for_years(cast, today):
    lawyer(cast)
    with acting(SYSTEM):
        held = weigh("automated")
        old = weigh("sensitive", to_on=today)
        ImpactAssessment.unscoped.filter(pk=old.pk).update(from_on=today - timedelta(days=1200), to_on=today - timedelta(days=1097))
        draft = weigh("sensitive", state="draft")
    with cast.acting("grace"):
        with pytest.raises(Refused, match="is kept until"):
            verbs.delete(ImpactAssessment.objects.get(pk=held.pk))
        ended = end(ImpactAssessment.objects.get(pk=held.pk), why="No longer scored")
        with pytest.raises(Refused, match="is kept until"):
            verbs.delete(ended)
        for one in (old, draft):
            verbs.delete(ImpactAssessment.objects.get(pk=one.pk))


@pytest.fixture
def sister(cast, today):
    """Engaged abroad, with both assessments; two contacts and a lead of bob's, who may export them."""
    for kind in ("contact", "lead"):
        Role.unscoped.get(code="SUP").grants.get_or_create(permission=f"customers.{kind}.export", reach="b")
    access_changed()
    with acting(SYSTEM):
        one = make(Processor, name="Sister", place="HK", contract="C-1", state="engaged", engaged_on=today)
        one.entrust, one.abroad = weigh("entrust", one), weigh("abroad", one)
        firm = make(Customer, name="Heron", owner=cast.person("bob"))
        for name in ("Ann", "Ben"):
            make(Contact, name=name, customer=firm, owner=cast.person("bob"))
        make(Lead, company="Swift", person="Cho", owner=cast.person("bob"))
    return one


def asked(cast, label, to):
    with cast.acting("bob"):
        return ask_for(Order(label, "csv", {}), "Service there", current(), recipient(to.pk))


def fetch(cast, export):
    ExportRequest.unscoped.filter(pk=export.pk).update(state="granted", expires_at=timezone.now() + DAY)
    with cast.acting("bob"):
        return fetched(ExportRequest.objects.get(pk=export.pk), "a password")


def test_whose_data_go_abroad_is_counted_once_a_year_and_warned_of(cast, sister, today, rf):
    legal = lawyer(cast)
    for label in ("customers.contact", "customers.contact", "customers.lead"):
        export = asked(cast, label, sister)
        assert (export.recipient, export.is_abroad) == ("Sister", True)
        fetch(cast, export)
    with cast.acting("grace"):
        assert len(WENT.context(sister, rf.get("/"))["rows"]) == 3
    year = year_of(today)
    assert (year.persons, year.sensitive, year.now["duty"], year.duty_soon) == (3, 0, "none", "")
    told = Notice.objects.filter(kind="abroad")
    assert not told.exists()
    add(today.year, "customers.lead", range(1000, 1000 + 79_997), sister.pk, is_sensitive=False)
    fetch(cast, asked(cast, "customers.contact", sister))
    assert (year_of(today).persons, year_of(today).duty_soon[:19]) == (80_000, "A standard contract")
    assert list(told.values_list("person", flat=True)) == [legal.pk]
    add(today.year, "customers.lead", [1000], sister.pk, is_sensitive=True)
    assert (year_of(today).persons, year_of(today).sensitive, year_of(today).now["duty"]) == (80_000, 1, "contract")
    SentAbroad.objects.update(year=today.year - 1)
    assert year_of(today).persons == 0


@pytest.mark.shows("exports_to_others_are_assessed")
def test_a_file_for_somebody_is_refused_when_asked_granted_and_fetched(cast, sister, today, rf):
    lawyer(cast)
    export = asked(cast, "customers.contact", sister)
    with cast.acting("grace"):
        assert WENT.context(sister, rf.get("/"))["rows"] == []
    with acting(SYSTEM):
        end(sister.abroad, why="The law has changed")
    with pytest.raises(Blocked, match="Sending abroad"):
        fetch(cast, export)
    with pytest.raises(Blocked, match="Sending abroad"):
        asked(cast, "customers.contact", sister)
    assert controls.exports_to_others_are_assessed.check(export, {}, today)
    assert grant.full_name in controls.exports_to_others_are_assessed.blocked
    with acting(SYSTEM):
        let_go(sister, outcome="Deleted, confirmed in writing")
    assert recipient(sister.pk) is None and "not engaged" in controls.exports_to_others_are_assessed.check(export, {}, today)
    assert not SentAbroad.objects.exists()


@pytest.mark.shows("sensitive_exports_are_assessed", "scoring_is_assessed")
def test_sensitive_exports_and_scoring_wait_for_their_assessment(cast, in_force, enter, today):  # noqa: F811
    in_force(controls.sensitive_exports_are_assessed)
    client = enter("dave")
    Role.unscoped.get(code="EXE").grants.get_or_create(permission="org.person.export", reach="a")
    cast.users["dave"].access_version += 1
    cast.users["dave"].save()
    file = "/administration/people/export.csv?columns=name,hired_on"
    assert client.get(file).status_code == 422
    assert client.get("/administration/people/export.csv?columns=name").status_code == 200
    with acting(SYSTEM):
        weigh("sensitive")
    assert client.get(file).status_code == 200
    reading.forget()
    scored = TableVersion(table="lead.score", number=9, content={})
    scored.save()

    asks = Publication(version_id=scored.pk)
    assert "Decisions made by rules" in str(controls.scoring_is_assessed.check(asks, {}, today))
    TableVersion.objects.filter(pk=scored.pk).update(table="export.approvers")
    assert controls.scoring_is_assessed.check(asks, {}, today) == "na"
    TableVersion.objects.filter(pk=scored.pk).update(table="lead.grade")
    with acting(SYSTEM):
        weigh("automated")
    assert controls.scoring_is_assessed.check(asks, {}, today) is None


@pytest.mark.shows("processors_stay_bound")
def test_who_is_engaged_stays_bound(cast, sister, today):
    with acting(SYSTEM):
        over = make(Processor, name="Over", state="engaged", until=today + DAY)
        Processor.unscoped.filter(pk=over.pk).update(until=today - DAY)
        _loose, fine = (make(Processor, name=name, state="engaged", until=today) for name in ("Loose", "Fine"))
        make(Processor, name="Draft")
        for one in (over, fine):
            weigh("entrust", one)
        end(sister.abroad, why="x")
    found = controls.processors_stay_bound.check(Processor.unscoped.all(), today)
    assert dict(found.values_list("name", "verdict")) == {
        "Sister": "fail", "Over": "fail", "Loose": "fail", "Fine": "pass", "Draft": "na",
    }  # fmt: skip
