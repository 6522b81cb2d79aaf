"""Importing through the engine: mapping, report, keys, all or nothing, history, permission, undo."""

from decimal import Decimal

import pytest

from tests.making import make
from xianji.catalog.models import Product, Term
from xianji.customers.models import Customer
from xianji.kit import ports
from xianji.kit.imports import rows
from xianji.kit.imports.cells import DatesAmbiguous
from xianji.kit.imports.load import Asked, run
from xianji.kit.imports.mapping import Mapping
from xianji.kit.imports.models import Batch
from xianji.kit.imports.suggest import suggested
from xianji.kit.imports.undo import undo
from xianji.kit.ports import Objection
from xianji.kit.refusals import NotPermitted, Refused
from xianji.sales.models import Opportunity


def load(label, text, columns=None, dry_run=False, encoding="utf-8", **more):
    content = text.encode(encoding)
    mapping = Mapping.of({"columns": columns, **more}) if columns else suggested(label, "f.csv", content)
    return run(Asked(label, "f.csv", content, mapping, {}), dry_run=dry_run)


CUSTOMERS = "客户名称,行业,员工,年营收\n栖梧半导体,半导体,120,1200.50\n砚川制药,制药,80,900\n"
COLUMNS = {"客户名称": "name", "行业": {"to": "industry", "create": {"code": "{text}"}}, "员工": "employees", "年营收": "annual_revenue"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_any_encoding_gives_the_same_records(as_system, encoding):
    report = load("customers.customer", CUSTOMERS, COLUMNS, encoding=encoding)
    assert (report["created"], report["errors"]) == (2, [])
    assert Customer.unscoped.get(name="栖梧半导体").annual_revenue == Decimal("1200.50")
    assert Term.unscoped.filter(dictionary="industry").count() == 2


def test_a_dry_run_tells_the_same_and_leaves_nothing(as_system):
    dry = load("customers.customer", CUSTOMERS, COLUMNS, dry_run=True)
    assert (Customer.unscoped.count(), Term.unscoped.count(), Batch.objects.count()) == (0, 0, 0)
    real = load("customers.customer", CUSTOMERS, COLUMNS)
    assert {k: dry[k] for k in ("rows", "created", "updated", "errors", "warnings")} == {
        k: real[k] for k in ("rows", "created", "updated", "errors", "warnings")
    }


def test_one_bad_cell_loads_nothing_and_names_row_column_and_value(as_system):
    report = load("customers.customer", CUSTOMERS.replace("80", "eighty"), COLUMNS)
    (error,) = report["errors"]
    assert (error["column"], error["rows"], error["given"], error["code"]) == ("员工", [3], "eighty", "not_a_number")
    assert not Customer.unscoped.exists() and not Term.unscoped.exists()


def test_what_a_field_refuses_is_told_at_its_cell(as_system):
    text = f"客户名称,网站\n{'长' * 201},https://crane.example\n栖梧半导体,not an address\n"
    report = load("customers.customer", text, {"客户名称": "name", "网站": "website"})
    assert [(one["column"], one["rows"], one["code"]) for one in report["errors"]] == [
        ("客户名称", [2], "max_length"), ("网站", [3], "invalid"),
    ]  # fmt: skip


def test_headings_are_guessed_in_any_language_and_remembered(as_system):
    text = "Name,Employees,网站\nPaper Crane,12,https://crane.example\n"
    guessed = suggested("customers.customer", "f.csv", text.encode())
    assert {h: t.to for h, t in guessed.columns.items()} == {"Name": "name", "Employees": "employees", "网站": "website"}
    load("customers.customer", text, {"Name": "short_name", "Employees": "employees"})
    again = suggested("customers.customer", "f.csv", text.encode())
    assert again.columns == {} or "Name" in again.columns


def test_update_by_key_only_what_differs(as_system):
    make(Product, sku="K1", name="Kite", list_price=Decimal("5"))
    make(Product, sku="K2", name="Lantern", list_price=Decimal("7"))
    report = load("catalog.product", "sku,price\nK1,6.25\nK2,7\n", {"sku": "sku", "price": "list_price"}, key="sku")
    assert (report["created"], report["updated"], report["unchanged"]) == (0, 1, 1)
    assert Product.unscoped.get(sku="K1").list_price == Decimal("6.25")


def test_repeated_and_taken_values_are_row_errors(as_system):
    make(Product, sku="K1", name="Kite")
    report = load("catalog.product", "id,sku,name\na,K1,Kite\nb,K3,Reed\nc,K3,Reed\n",
                  {"id": "external_ref", "sku": "sku", "name": "name"}, key="external_ref")  # fmt: skip
    assert {(e["code"], tuple(e["rows"])) for e in report["errors"]} == {("in_use", (2,)), ("repeated", (4,))}


def test_dates_that_could_be_two_things_are_asked(as_system):
    text = "name,opened\nA,01/02/2026\nB,03/04/2026\n"
    with pytest.raises(DatesAmbiguous):
        load("sales.opportunity", text, {"name": "name", "opened": "opened_on"})
    load("sales.opportunity", text, {"name": "name", "opened": {"to": "opened_on", "dates": "dmy"}})
    assert Opportunity.unscoped.get(name="A").opened_on.isoformat() == "2026-02-01"


def test_figures_in_ten_thousands(as_system):
    load("customers.customer", "name,rev\nA,12.5\n", {"name": "name", "rev": {"to": "annual_revenue", "times": "10000"}})
    assert Customer.unscoped.get(name="A").annual_revenue == Decimal("125000.00")


def test_history_comes_in_its_state_with_its_dates_and_authors(cast):
    text = "ref,name,stage,closed,made,by\n7,Old deal,won,2019-05-06,2019-01-02,Carol\n"
    columns = {"ref": "external_ref", "name": "name", "stage": "stage", "closed": "closed_on", "made": "created_at", "by": "created_by"}
    objecting = lambda verb, records, values: [Objection("1.1", "no")] if records else []  # noqa: E731
    with ports.filled(objecting=objecting), cast.acting("erin"):
        report = load("sales.opportunity", text, columns)
        blocked = load("sales.opportunity", "name\nNew deal\n", {"name": "name"})
    deal = Opportunity.unscoped.get(external_ref="7")
    assert (report["errors"], deal.stage, deal.created_at.year, deal.created_by.name) == ([], "won", 2019, "Carol")
    assert blocked["errors"][0]["code"] == "control" and not Opportunity.unscoped.filter(name="New deal").exists()


def test_only_where_one_may_write(cast):
    theirs = make(Opportunity, name="Carol's", owner=cast.person("carol"), external_ref="9")
    with cast.acting("alice"):
        foreign = load("sales.opportunity", "name,owner\nX,Carol\n", {"name": "name", "owner": "owner"})
        known = load("sales.opportunity", "ref,name\n9,Mine now\n", {"ref": "external_ref", "name": "name"})
        assert load("sales.opportunity", "name\nMine\n", {"name": "name"})["created"] == 1
        with pytest.raises(NotPermitted):
            load("org.unit", "name\nX\n", {"name": "name"})
    assert foreign["errors"][0]["code"] == known["errors"][0]["code"] == "not_permitted"
    assert Opportunity.unscoped.get(pk=theirs.pk).name == "Carol's"


def test_guarded_fields_need_their_permission(cast):
    with cast.acting("erin"):
        assert not load("catalog.product", "sku,name,cost\nS,Silk,3\n", {"sku": "sku", "name": "name", "cost": "cost"})["errors"]
    with cast.acting("frank"):
        report = load("catalog.product", "sku,cost\nS,4\n", {"sku": "sku", "cost": "cost"}, key="sku")
    assert [e["code"] for e in report["errors"]] == ["guarded"] and Product.unscoped.get(sku="S").cost == 3


def test_an_import_is_taken_back_as_a_whole(cast):
    with cast.acting("erin"):
        kite = make(Product, sku="K1", name="Kite")
        report = load("catalog.product", "sku,name\nK1,Big kite\nK2,Reed\n", {"sku": "sku", "name": "name"}, key="sku")
        assert undo(Batch.objects.get(key=report["batch"])) == {"deleted": 1, "restored": 1}
        assert list(Product.objects.values_list("name", flat=True)) == ["Kite"]
        with pytest.raises(Refused):
            undo(Batch.objects.get(key=report["batch"]))
    assert Product.unscoped.get(pk=kite.pk).version == 3


def test_what_was_changed_since_is_not_taken_back(cast):
    from xianji.kit import verbs

    with cast.acting("erin"):
        report = load("catalog.product", "sku,name\nK2,Reed\n", {"sku": "sku", "name": "name"}, key="sku")
        verbs.change(Product.objects.get(sku="K2"), {"name": "Tall reed"})
        with pytest.raises(Refused, match="Tall reed"):
            undo(Batch.objects.get(key=report["batch"]))


def test_queries_do_not_grow_with_rows(as_system, django_assert_max_num_queries):
    rows = "".join(f"{n},Customer {n},Industry {n % 7}\n" for n in range(900))
    columns = {"ref": "external_ref", "name": "name", "ind": {"to": "industry", "create": {"code": "{text}"}}}
    with django_assert_max_num_queries(180):
        assert load("customers.customer", "ref,name,ind\n" + rows, columns)["created"] == 900


def test_progress_is_told_part_by_part(as_system, monkeypatch):
    monkeypatch.setattr(rows, "PART", 1000)
    told = []
    content = ("name\n" + "".join(f"Customer {n}\n" for n in range(2500))).encode()
    asked = Asked("customers.customer", "f.csv", content, Mapping.of({"columns": {"name": "name"}}), {})
    asked.progress = lambda done, total: told.append((done, total))
    run(asked)
    assert told == [(0, 2500), (1000, 2500), (2000, 2500), (2500, 2500)]
