"""Printed pages: what records say is shown as it is and never obeyed, long lists end with a sentence, memory stays bounded."""

import json
import subprocess
import sys
from datetime import date

import pytest

from tests.making import make
from xianji.customers.models import Customer
from xianji.kit.exports.pdf import pages
from xianji.sales.models import Opportunity

needs_typst = pytest.mark.skipif(not pages.is_there(), reason="typst is not installed")
AT, DAY = "/customers/customers/", date(2026, 3, 4)
EVIL = [
    '#panic("obeyed")', "#read(\"/etc/passwd\")", "$ x^2", "*bold* _it_ `raw`", "@nowhere <label>", "= heading\n- item", "\\u{41}",
    '")] #panic()', "#import \"@preview/x:1.0.0\"", "// no comment /* */", "[#sys.inputs]",
]  # fmt: skip


@pytest.fixture
def firms(cast):
    return [make(Customer, name=name, owner=cast.person("alice")) for name in [*EVIL, "栖梧半导体", "鷺洲水務"]]


def content(answer):
    return b"".join(answer.streaming_content)


@needs_typst
def test_texts_are_never_obeyed(firms, enter):
    """A page that obeyed would fail to be set."""
    answer = enter("erin").get(f"{AT}export.pdf?sort=name&owner=any")
    assert answer["Content-Type"] == "application/pdf"
    assert content(answer).startswith(b"%PDF")
    for firm in firms:
        assert content(enter("erin").get(f"{AT}{firm.pk}/export.pdf")).startswith(b"%PDF")


@needs_typst
def test_what_stands_on_the_page_is_what_is_asked(firms, cast, monkeypatch, enter):
    told = []
    monkeypatch.setattr(pages, "_set", lambda request: told.append(request) or b"%PDF-")
    make(Opportunity, owner=cast.person("alice"), name="Kräne", amount="1234567.80", customer=firms[0], expected_on=DAY)
    erin = enter("erin")
    erin.get("/sales/opportunities/export.pdf?columns=name,amount,customer,expected_on&stage=qualify")
    [deal] = Opportunity.unscoped.all()
    erin.get(f"/sales/opportunities/{deal.pk}/export.pdf")
    erin.cookies["language"] = "zh-hans"
    erin.get("/sales/opportunities/export.pdf?stage=qualify")
    listed, one, chinese = (request["data"] for request in told)
    assert listed["rows"] == [["Kräne", "1,234,567.80", EVIL[0], DAY.isoformat()]]
    assert (listed["right"], listed["note"], listed["scope"]) == ([False, True, False, False], "", "1")
    assert "Stage: " in listed["told"] and "阶段：" in chinese["told"]
    assert one["title"] == "Kräne"
    assert ["Amount", "1,234,567.80"] in [field for section in one["sections"] for field in section["fields"]]


@needs_typst
def test_a_long_list_ends_with_a_sentence(firms, monkeypatch, enter):
    told = []
    monkeypatch.setattr(pages, "CELLS", 15)
    monkeypatch.setattr(pages, "_set", lambda request: told.append(request["data"]) or b"%PDF-")
    enter("erin").get(f"{AT}export.pdf?columns=name,owner,state")
    assert len(told[0]["rows"]) == 5
    assert told[0]["note"].startswith(f"The first 5 of {len(firms)} rows.")


MEASURED = """
import resource, subprocess, sys
made = subprocess.run([sys.executable, "-m", "xianji.kit.exports.pdf.child"], stdin=sys.stdin, capture_output=True)
print(made.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


@needs_typst
def test_the_longest_list_stays_within_its_memory():
    cells = ["栖梧半导体有限公司", "大型", "林知夏", "2026-11-22", "1,204.00", "长三角", "半导体", "活跃"]
    data = {"company": "X", "made": "", "language": "zh", "region": "CN", "title": "客户", "scope": "", "told": "", "note": "",
            "headings": cells, "rows": [[f"{cell} {n}" for cell in cells] for n in range(pages.most(8))], "right": [False] * 8}  # fmt: skip
    request = json.dumps({"template": "list", "language": "zh-hans", "data": data})
    done = subprocess.run([sys.executable, "-c", MEASURED], input=request, capture_output=True, text=True)
    code, megabytes = map(int, done.stdout.split())
    assert code == 0
    assert megabytes <= 150


def test_no_server_process_loads_it():
    """Loading the whole product loads no typst."""
    done = subprocess.run(
        [sys.executable, "-c", "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'; django.setup(); "
         "import xianji.config.urls, sys; assert 'typst' not in sys.modules"], capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_without_it_the_page_is_not_offered_and_not_there(firms, enter, monkeypatch):
    monkeypatch.setattr(pages, "is_there", lambda: False)
    erin = enter("erin")
    assert "export.pdf" not in erin.get(AT).content.decode()
    assert erin.get(f"{AT}export.pdf").status_code == 404


@needs_typst
def test_without_chinese_letters_it_says_what_is_missing(firms, enter, monkeypatch):
    from xianji.kit.exports.pdf.child import NO_LETTERS

    monkeypatch.setattr(pages.subprocess, "run", lambda *args, **more: subprocess.CompletedProcess(args, NO_LETTERS, b"", b""))
    answer = enter("erin").get(f"{AT}export.pdf")
    assert answer.status_code == 422
    assert "Noto Sans CJK" in answer.content.decode()
