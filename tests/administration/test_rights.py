"""The permission matrix over all roles."""

import re
from typing import Any

import pytest

from xianji.administration.roles import compared as page
from xianji.administration.roles.compared import compared
from xianji.administration.roles.matrix import found
from xianji.org.models import Role

RIGHTS = "/administration/rights"


def shown(told: Any) -> dict[tuple[str, str], str]:
    return {(right.permission, cell.role.code): cell.reach for _line, rights in told.lines for right, cells in rights for cell in cells}


def test_every_cell_says_what_the_role_says(cast, as_system):
    told = shown(compared(words="opportunit"))
    for role in Role.objects.all():
        for right in found(role, "sales.opportunity").rights:
            assert told[right.permission, role.code] == right.reach


@pytest.mark.parametrize("typed", ["export customer", "客户 导出", "kehu daochu", "customers.customer.export"])
def test_a_permission_is_found_in_any_language(cast, as_system, typed):
    told = {permission for permission, _role in shown(compared(words=typed))}
    assert "customers.customer.export" in told and "sales.opportunity.view" not in told


def test_one_role_and_one_reach(cast, as_system):
    rep = Role.objects.get(code="REP")
    told = compared(words="", role=str(rep.pk), reach="a")
    assert set(shown(told).values()) == {"a"} and {role for _p, role in shown(told)} == {"REP"}


def test_a_search_that_finds_too_much_says_so(cast, as_system, monkeypatch):
    monkeypatch.setattr(page, "MOST", 10)
    told = compared(reach="a")
    assert told.is_cut and len({permission for permission, _role in shown(told)}) <= 10


def test_the_page_takes_few_statements_and_leads_to_the_change(cast, enter, django_assert_max_num_queries):
    frank = enter("frank", headers={"Accept-Language": "en"})
    frank.get(RIGHTS)
    with django_assert_max_num_queries(6):
        text = frank.get(f"{RIGHTS}?q=opportunity").content.decode()
    rep = Role.unscoped.get(code="REP")
    assert re.search(rf'href="/administration/roles/{rep.pk}/rights/sales.opportunity"', text)
    assert "No permission fits" in frank.get(f"{RIGHTS}?q=zzzz").content.decode()
    assert frank.get(f"{RIGHTS}?chapter=99&role=x&reach=q").status_code == 200
