"""A regulation from file to force: read, corrected, published, compared, never changed afterwards."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation

from tests.approval.conftest import hold
from tests.policy.covering import cover
from xianji.approval.models import Request
from xianji.approval.requests.actions import approve, send_back
from xianji.kit import verbs
from xianji.kit.actions import approval
from xianji.kit.refusals import NotPermitted, Refused
from xianji.policy.models import Clause, Version
from xianji.policy.versions import loading
from xianji.policy.versions.actions import publish, submit, withdraw
from xianji.policy.versions.panels import Differences, before_of

TEXT = "纸鹤公司销售规则\n\n一、总则\n(一)目的为了把话说清楚。\n(二)范围适用于所有人。\n二、拜访\n(一)频次每月一次。\n"
TODAY = timezone.localdate()


@pytest.fixture
def draft(cast) -> Version:
    with cast.acting("erin"):
        return loading.load("rules.txt", TEXT.encode())


def test_a_file_becomes_a_draft_with_its_clauses(cast, draft):
    with cast.acting("alice"):
        assert draft.state == "draft" and str(draft.regulation) == "纸鹤公司销售规则"
        assert list(Clause.objects.values_list("number", flat=True)) == ["1", "1.1", "1.2", "2", "2.1"]
        assert Version.in_force().first() is None


def test_a_draft_is_corrected_a_published_text_never(cast, draft):
    with cast.acting("erin"):
        clause = Clause.objects.get(number="2.1")
        verbs.change(clause, {"text": "每月两次。"}, version=clause.version)
        submit(cover(draft), effective_on=TODAY)
        with pytest.raises(Refused, match="published version"):
            verbs.change(Clause.objects.get(number="2.1"), {"text": "每周一次。"})
        with pytest.raises(Refused, match="published version"):
            verbs.delete(Clause.objects.get(number="2.1"))
    assert Clause.unscoped.get(number="2.1").text == "每月两次。"


def test_who_does_not_direct_asks_the_director_and_nothing_changes_meanwhile(cast, draft):
    hold(cast, "grace", "LEG")
    with cast.acting("grace"):
        submit(cover(draft), effective_on=TODAY)
        assert draft.state == "review" and Version.in_force().first() is None
        clause = Clause.objects.get(number="2.1")
        with pytest.raises(Refused, match="being reviewed"):
            verbs.change(clause, {"text": "每周一次。"})
        with pytest.raises(Refused, match="being approved"):
            verbs.change(Version.objects.get(pk=draft.pk), {"name": "V9"})
    for name in ("grace", "erin"):
        with cast.acting(name), pytest.raises(NotPermitted):
            publish(Version.unscoped.get(pk=draft.pk), through=approval)
    request = Request.unscoped.get(about_label="policy.version", about_id=draft.pk)
    with cast.acting("erin"):
        send_back(request, comment="Clause 2.1 is too lax.")
    assert Version.unscoped.get(pk=draft.pk).state == "draft"
    with cast.acting("grace"):
        submit(Version.unscoped.get(pk=draft.pk), effective_on=TODAY)
    with cast.acting("erin"):
        approve(Request.unscoped.get(about_id=draft.pk, about_label="policy.version", state="pending"))
    assert Version.in_force().first() == draft


def test_force_follows_the_day(cast, draft):
    with cast.acting("erin"):
        submit(cover(draft), effective_on=TODAY)
        later = loading.load("rules.txt", TEXT.replace("每月一次", "每周一次").encode())
        submit(cover(later), effective_on=TODAY + timedelta(days=10))
        assert Version.in_force().first() == draft
        assert Version.in_force(TODAY + timedelta(days=10)).first() == later
        withdraw(later, why="too often")
        assert Version.in_force(TODAY + timedelta(days=10)).first() == draft


def test_not_in_the_past_and_not_by_everybody(cast, draft):
    with cast.acting("erin"), pytest.raises(Refused, match="past"):
        submit(cover(draft), effective_on=TODAY - timedelta(days=1))
    with cast.acting("alice"), pytest.raises(NotPermitted):
        submit(draft, effective_on=TODAY)
    with cast.acting("alice"), pytest.raises(NotPermitted):
        loading.load("rules.txt", TEXT.encode())


def test_differences_clause_by_clause(cast, draft, rf):
    with cast.acting("erin"):
        changed = TEXT.replace("每月一次", "每周一次").replace("(二)范围适用于所有人。\n", "") + "(二)记录当天写好。\n"
        later = loading.load("rules.txt", changed.encode())
        found = Differences("d", "", "").context(later, rf.get("/"))["differences"]
        assert before_of(later) == draft
    assert {((one.new or one.old).number, one.kind) for one in found} == {
        ("2.1", "changed"), ("1.2", "removed"), ("2.2", "added"),
    }  # fmt: skip


def test_what_to_look_at_is_told_in_the_language_of_the_reader(cast, enter):
    with cast.acting("erin"), translation.override("zh-hans"):
        version = loading.load("gap.txt", TEXT.replace("(二)范围", "(三)范围").encode())
    english = enter("erin", headers={"Accept-Language": "en"}).get(f"/policy/versions/{version.pk}").content.decode()
    chinese = enter("erin", headers={"Accept-Language": "zh-CN"}).get(f"/policy/versions/{version.pk}").content.decode()
    assert "Before 1.3 these numbers are missing: 1.2." in english
    assert "these numbers are missing" not in chinese and "1.2" in chinese


def test_by_screen(cast, enter):
    client = enter("erin")
    answer = client.post("/policy/load", {"file": SimpleUploadedFile("rules.txt", TEXT.encode())})
    assert answer.status_code == 302
    page = client.get(answer.url)
    assert page.status_code == 200 and "为了把话说清楚" in page.content.decode()
    clause = Clause.unscoped.get(number="1.1")
    assert "为了把话说清楚" in enter("alice").get(f"/policy/clauses/{clause.pk}").content.decode()
    assert enter("alice").get("/policy/load").status_code == 404
    assert client.post("/policy/load", {"file": SimpleUploadedFile("x.txt", b"no numbers")}).status_code == 422


def test_the_default_regulation_by_screen(cast, enter):
    assert enter("erin").post("/policy/load", {"default": "1"}).status_code == 302
    assert Clause.unscoped.filter(level=1).count() == 8 and Clause.unscoped.filter(is_extension=True).exists()


def test_the_command_prints_every_numbered_place(db, tmp_path: Path):
    from xianji.policy.commands import regulation

    file = tmp_path / "rules.txt"
    file.write_text(TEXT)
    told = CliRunner().invoke(regulation, ["load", str(file), "--dry-run", "--json"])
    answer = json.loads(told.output)
    assert [one["number"] for one in answer["clauses"]] == ["1", "1.1", "1.2", "2", "2.1"]
    assert set(answer["clauses"][0]) == {"number", "title", "text"} and answer["warnings"] == []
    assert not Version.unscoped.exists()
