"""Importing by command: guessed or told columns, the screen's report as JSON, exit codes."""

import json

import pytest
from click.testing import CliRunner

from xianji.customers.models import Customer
from xianji.kit.imports.commands import import_file, import_set
from xianji.kit.imports.models import Batch
from xianji.sales.models import Opportunity

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    def write(text: str, name: str = "f.csv") -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return write


def told(*arguments: str, command=import_file) -> tuple[int, dict]:
    result = CliRunner().invoke(command, [*arguments, "--json"])
    return result.exit_code, json.loads(result.stdout)


def test_columns_are_guessed_without_a_mapping(file):
    code, report = told("customers.customer", file("客户名称,员工人数\n栖梧,12\n"))
    assert (code, report["created"]) == (0, 1) and Customer.unscoped.get(name="栖梧").employees == 12


def test_a_mapping_says_more(file):
    mapping = file('key = "name"\n[columns]\nA = "name"\nB = { to = "annual_revenue", times = "10000" }\n', "m.toml")
    code, report = told("customers.customer", file("A,B\nReed,1.5\n"), "--mapping", mapping)
    assert (code, report["created"]) == (0, 1) and Customer.unscoped.get().annual_revenue == 15_000


def test_the_report_is_the_one_on_screen(file):
    report = told("customers.customer", file("Name\nReed\n"))[1]
    batch = Batch.objects.get(key=report["batch"])
    assert batch.report == report and (batch.state, batch.report["loaded"]) == ("done", True)


def test_a_dry_run_leaves_nothing(file):
    code, report = told("customers.customer", file("Name\nReed\n"), "--dry-run")
    assert (code, report["dry_run"], report["created"]) == (0, True, 1)
    assert not Customer.unscoped.exists() and not Batch.objects.exists()


def test_errors_end_with_one(file):
    code, report = told("customers.customer", file("Name,Employees\nReed,many\n"))
    assert code == 1 and [one["code"] for one in report["errors"]] == ["not_a_number"] and not report["loaded"]


def test_dates_that_could_be_two_things_are_asked_for(file):
    mapping = "[columns]\nname = \"name\"\nopened = %s\n"
    path = file("name,opened\nA,01/02/2026\nB,03/04/2026\n")
    code, answer = told("sales.opportunity", path, "--mapping", file(mapping % '"opened_on"', "m.toml"))
    assert (code, answer["error"]["code"]) == (1, "dates_ambiguous") and "opened" in answer["error"]["message"]
    said = file(mapping % '{ to = "opened_on", dates = "dmy" }', "n.toml")
    assert told("sales.opportunity", path, "--mapping", said)[0] == 0
    assert Opportunity.unscoped.get(name="A").opened_on.month == 2


@pytest.mark.parametrize("toml", ["[columns", "[columns]\nName = { too = 1 }\n", '[columns]\nName = "nothing"\n'])
def test_a_wrong_mapping_is_named(file, toml):
    code, answer = told("customers.customer", file("Name\nReed\n"), "--mapping", file(toml, "m.toml"))
    assert code == 1 and answer["error"]["message"] and not Customer.unscoped.exists()


def test_an_unknown_object_is_named(file):
    result = CliRunner().invoke(import_file, ["customers.nobody", file("Name\nReed\n")])
    assert result.exit_code == 1 and "customers.nobody" in result.output


def test_a_set_is_loaded_as_a_whole_or_not_at_all(file, tmp_path):
    file("Name\nReed\n", "a.csv")
    file("Name,Employees\nMoss,many\n", "b.csv")
    columns = '[file.columns]\nName = "name"\n'
    toml = file(f'[[file]]\nfile = "a.csv"\nobject = "customers.customer"\n{columns}'
                f'[[file]]\nfile = "b.csv"\nobject = "customers.customer"\n{columns}Employees = "employees"\n', "s.toml")  # fmt: skip
    code, answer = told(toml, "--folder", str(tmp_path), command=import_set)
    assert code == 1 and [report["loaded"] for report in answer["files"]] == [False, False]
    assert not Customer.unscoped.exists() and not Batch.objects.filter(state="done").exists()
