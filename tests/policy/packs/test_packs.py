"""A pack holds without the product; whatever is changed in it is named; it shows nobody more than they may see."""

import io
import json
import subprocess
import sys
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.policy.cockpit.conftest import fill, force, late_files  # noqa: F401 - a fixture
from xianji.audit.chain import heads
from xianji.audit.models import Entry
from xianji.kit.exports.files import xlsx_tables
from xianji.kit.jobs.models import Job
from xianji.kit.refusals import NotPermitted, Refused
from xianji.policy.cockpit.periods import Span
from xianji.policy.packs import asking, jobs, verify

TODAY = timezone.localdate()
WITHIN = Span(TODAY - timedelta(days=10), TODAY)


@pytest.fixture
def house(cast, force, settings, tmp_path):  # noqa: F811
    settings.HOME = tmp_path
    force()
    fill(cast, TODAY, days=12)
    late_files(cast, TODAY)
    return cast


def packed(cast, name, clause="3.3"):
    from xianji.policy.cockpit.outline import in_force

    with cast.acting(name):
        job = asking.begin(in_force()[0], clause, WITHIN)
        result = jobs.make_pack(job.order, lambda *_done: None)
    with zipfile.ZipFile(asking.path_of(job.order["file"])) as pack:
        return {one: pack.read(one) for one in pack.namelist()}, result


def named(files, own=None):
    return {key for key, _words in verify.check(files, own or {}).problems}


def again(files, chain):
    """The pack with another chain.json, its manifest made to fit."""
    return fitting({**files, "chain.json": json.dumps(chain).encode()})


def fitting(files):
    manifest = {name: verify.sha(data) for name, data in files.items() if name != "manifest.json"}
    return {**files, "manifest.json": json.dumps(manifest).encode()}


def test_a_pack_holds_and_says_so_without_the_product(house, tmp_path):
    files, result = packed(house, "erin")
    assert set(files) == {"chain.json", "lists.xlsx", "manifest.json", "pack.pdf", "verify.py"} and files["pack.pdf"].startswith(b"%PDF")
    checked = verify.check(files, heads())
    assert not checked.problems and any("8 journal entries" in one for one in checked.holds), checked.problems
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    told = subprocess.run([sys.executable, "-I", "-S", str(tmp_path / "verify.py"), "--heads", str(tmp_path / "audit.heads")], capture_output=True, text=True)  # noqa: S603
    assert told.returncode == 1 and "audit.heads was not packed" in told.stdout
    archive = tmp_path / "sub" / "pack.zip"
    archive.parent.mkdir()
    with zipfile.ZipFile(archive, "w") as pack:
        for name, data in files.items():
            pack.writestr(name, data)
    told = subprocess.run([sys.executable, "-I", "-S", str(tmp_path / "verify.py"), str(archive), "--heads", str(tmp_path / "audit.heads")], capture_output=True, text=True)  # noqa: S603
    assert told.returncode == 0 and "Everything in this pack holds." in told.stdout, told.stdout + told.stderr
    entry = Entry.objects.filter(verb="export", label="policy.version").latest("pk")
    assert entry.actor == "Erin" and entry.changes["sha256"][1] == verify.sha(files["manifest.json"]) and result["rows"] > 8


def test_each_kind_of_forgery_is_named(house):
    files, _result = packed(house, "erin")
    chain = json.loads(files["chain.json"])

    def forged(change):
        copy = json.loads(files["chain.json"])
        change(copy)
        return named(again(files, copy))

    assert chain["entries"] and chain["stretches"] and chain["evidence"] and chain["heads"]
    assert forged(lambda c: c["entries"][0]["told"].__setitem__(2, "Nobody")) == {"entry"}
    assert forged(lambda c: c["entries"][0]["values"].update(website="0" * 64)) == {"entry"}
    assert "told" in forged(lambda c: c["entries"][0].update(digest="0" * 64))
    assert "outside" in forged(lambda c: c["entries"][0].update(seq=10**9))
    assert "link" in forged(lambda c: c["stretches"][0]["digests"].__setitem__(-1, "0" * 64))
    assert forged(lambda c: c["stretches"][0]["digests"].pop()) >= {"link", "head"}
    assert forged(lambda c: c["stretches"][0].update(after="0" * 64)) == {"link"}
    assert forged(lambda c: c["heads"][0].__setitem__(1, "0" * 64)) == {"head"}
    for name, value in (("record", 4711), ("clause", "9.9"), ("verb", "x.y.z"), ("control", "none"), ("digest", "0" * 64)):
        assert "evidence" in forged(lambda c, name=name, value=value: c["evidence"][0].update({name: value})), name
    assert "evidence" in forged(lambda c: c["evidence"].__setitem__(slice(0, 2), [{**c["evidence"][0], "digest": c["evidence"][1]["digest"]}] * 2))
    assert forged(lambda c: c["lists"][1].update(rows=99)) == {"count"}
    assert named(files, {number: "0" * 64 for number, _link in chain["heads"]}) == {"kept"}
    assert named(files, {10**9: "0" * 64}) == {"unknown"}


def test_files_and_sheets_that_were_exchanged_are_named(house):
    files, _result = packed(house, "erin")
    assert named({**files, "pack.pdf": b"%PDF-other"}) == {"file"}
    assert named({**files, "more.txt": b""}) == {"added"}
    assert named({name: data for name, data in files.items() if name != "pack.pdf"}) == {"missing"}
    assert named({name: data for name, data in files.items() if name != "chain.json"}) == {"missing"}
    assert named(fitting({**files, "lists.xlsx": b"no workbook"})) == {"unreadable"}
    assert named({**files, "chain.json": b"{"}) == {"unreadable"}
    sheets = verify.workbook(files["lists.xlsx"])

    def rewritten(change):
        copy = [[list(row) for row in rows] for rows in sheets]
        change(copy)
        out = io.BytesIO()
        xlsx_tables(out, [(f"sheet {place}", [f"h{n}" for n in range(10)][: len(rows[0]) if rows else 10], rows) for place, rows in enumerate(copy)])
        return named(fitting({**files, "lists.xlsx": out.getvalue()}))

    assert rewritten(lambda c: None) == set()
    assert rewritten(lambda c: c[1][0].__setitem__(1, "Another customer")) == {"list"}
    assert rewritten(lambda c: c[1].pop()) == {"count"}
    assert rewritten(lambda c: c[3][0].__setitem__(-1, "0" * 64)) == {"list", "row"}
    assert rewritten(lambda c: c[3].reverse()) >= {"list", "row"}


def test_a_pack_shows_nobody_more_than_they_may_see(house):
    mine, _result = packed(house, "bob")
    text = mine["chain.json"].decode() + json.dumps(verify.workbook(mine["lists.xlsx"]))
    assert "Heron Water" in text and "Reed Chemicals" not in text and "https://" not in text
    assert not named(mine)
    everything, _result = packed(house, "erin")
    assert "Reed Chemicals" in json.dumps(verify.workbook(everything["lists.xlsx"]))
    with pytest.raises(NotPermitted):
        packed(house, "alice")


def test_by_screen(house, enter):
    client = enter("erin", headers={"Accept-Language": "en"})
    assert "3.3.2" in client.get("/policy/packs?clause=3.3.2").content.decode()
    for asked, told in [({"clause": "9.9"}, "Choose a clause"), ({"first": "x"}, "is not a date"), ({"last": "2020-01-01"}, "before it begins"),
                        ({"first": "2020-01-01"}, "at most 400 days")]:  # fmt: skip
        given = {"clause": "3.3", "first": str(WITHIN.first), "last": str(WITHIN.last), **asked}
        answer = client.post("/policy/packs", given)
        assert answer.status_code == 422 and told in answer.content.decode(), asked
    assert client.post("/policy/packs", {"clause": "3.3.2", "first": str(WITHIN.first), "last": str(WITHIN.last)}).status_code == 302
    job = Job.objects.get()
    with house.acting("erin"):
        result = jobs.make_pack(job.order, lambda *_done: None)
    Job.objects.update(state="done", result=result)
    fetched = client.get(result["href"])
    assert fetched.status_code == 200 and b"".join(fetched.streaming_content).startswith(b"PK")
    assert enter("dave").get(result["href"]).status_code == 404 and enter("alice").get("/policy/packs").status_code == 404
    with house.acting("erin"), pytest.raises(Refused):
        jobs.make_pack({**job.order, "clause": "9.9"}, lambda *_done: None)
