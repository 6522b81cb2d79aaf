"""Roles: the table of rights, copies, and what an update of the product leaves alone."""

from typing import Any

import pytest
from django.test import Client

from tests.administration.conftest import visitor
from tests.making import make
from xianji.administration.roles import actions
from xianji.administration.roles.matrix import OTHER, found, matrix
from xianji.audit.models import Entry
from xianji.kit import registry, rights, verbs
from xianji.kit.refusals import NotPermitted, Refused
from xianji.org.models import Assignment, Role
from xianji.sales.models import Opportunity

ROLES = "/administration/roles/"
OBJECT = "sales.opportunity"


@pytest.fixture
def rep(cast: Any) -> Role:
    return Role.unscoped.get(code="REP")


@pytest.fixture
def frank(cast: Any) -> Client:
    client = visitor()
    client.force_login(cast.users["frank"])
    return client


@pytest.mark.parametrize("name", ["alice", "erin", "dave"])
@pytest.mark.parametrize("path", ["", "1", "1/rights/sales.opportunity"])
def test_only_administrators_come_in(enter, rep, name, path):
    assert enter(name).get(f"{ROLES}{path.replace('1', str(rep.pk))}").status_code == 404


def test_the_table_shows_every_object_and_reach(frank, rep):
    page = frank.get(f"{ROLES}{rep.pk}").content.decode()
    assert all(f"/rights/{label}" in page for label in registry.resources)
    cells = {right.permission: right.reach for right in found(rep, OBJECT).rights}
    assert (cells["sales.opportunity.view"], cells["sales.opportunity.export"]) == ("p", "")


def test_pages_and_guarded_fields_are_rights_too(rep):
    names = {right.permission for right in found(rep, OTHER).rights}
    assert {"administration.manage_users", "insight.see_performance"} <= names


def change(frank: Client, role: Role, verb: str, reach: str, label: str = OBJECT) -> Any:
    line = found(role, label)
    wish = {str(n): reach if right.permission == f"{label}.{verb}" else right.reach for n, right in enumerate(line.rights)}
    return frank.post(f"{ROLES}{role.pk}/rights/{label}", wish)


def test_a_change_is_in_force_at_the_next_request(cast, enter, frank, rep):
    theirs, alice = make(Opportunity, owner=cast.person("carol")), enter("alice")
    assert alice.get(f"/sales/opportunities/{theirs.pk}").status_code == 404
    assert change(frank, rep, "view", "a").status_code == 302
    assert alice.get(f"/sales/opportunities/{theirs.pk}").status_code == 200
    told = Entry.objects.filter(verb="change_rights", label="org.role").latest("id")
    assert told.changes["sales.opportunity.view"][:2] == ["p", "a"]


def test_a_changed_role_is_left_alone_by_updates_until_it_is_put_back(frank, rep):
    change(frank, rep, "delete", "s")
    rights.sync()
    rep.refresh_from_db()
    assert not rep.is_standard and found(rep, OBJECT).common[3].reach == "s"
    assert actions.reaches(rep)["customers.customer.view"]
    frank.post(f"{ROLES}{rep.pk}/do/standardise")
    rep.refresh_from_db()
    assert rep.is_standard and found(rep, OBJECT).common[3].reach == ""


def test_an_object_without_owner_is_open_everywhere_or_not_at_all(frank, rep):
    assert change(frank, rep, "delete", "s", "catalog.product").status_code == 422
    assert change(frank, rep, "delete", "a", "catalog.product").status_code == 302


def test_a_copy_has_the_same_rights_and_no_holders(frank, rep):
    frank.post(f"{ROLES}{rep.pk}/do/copy", {"code": "inside", "name": "Inside sales"})
    made = Role.unscoped.get(code="INSIDE")
    assert actions.reaches(made) == actions.reaches(rep) and not made.is_standard
    assert not Assignment.objects.filter(role=made).exists()
    rights.sync()
    assert actions.reaches(made) == actions.reaches(rep)


def test_a_code_is_used_once(frank, rep):
    assert frank.post(f"{ROLES}{rep.pk}/do/copy", {"code": "sup", "name": "Twice"}).status_code == 422


def test_a_deleted_role_gives_nothing_any_more(cast, enter, frank, rep):
    mine, alice = make(Opportunity, owner=cast.person("alice")), enter("alice")
    assert alice.get(f"/sales/opportunities/{mine.pk}").status_code == 200
    with cast.acting("frank"):
        verbs.delete(rep)
    assert alice.get(f"/sales/opportunities/{mine.pk}").status_code == 404


def test_nobody_locks_everybody_out(cast, frank):
    adm = Role.unscoped.get(code="ADM")
    with cast.acting("frank"), pytest.raises(Refused):
        actions.set_reaches(adm, {"administration.manage_users": ""})
    with cast.acting("frank"), pytest.raises(Refused):
        verbs.delete(adm)


def test_set_reaches_asks_for_the_permission_itself(cast, rep):
    with cast.acting("erin"), pytest.raises(NotPermitted):
        actions.set_reaches(rep, {"sales.opportunity.delete": "a"})


def test_standard_names_are_read_in_the_language_of_the_reader(rep, frank, monkeypatch):
    from xianji.org.access import models

    monkeypatch.setattr(models, "gettext", {"Sales representative": "销售代表"}.get)
    translated = Role.unscoped.get(pk=rep.pk)
    assert translated.name == "销售代表"
    assert Role._meta.get_field("name").get_prep_value("销售代表") == "Sales representative"


def test_every_permission_of_the_matrix_exists(rep):
    granted = {permission for role in Role.unscoped.all() for permission in actions.reaches(role)}
    known = {right.permission for group in matrix(rep) for line in group.lines for right in [*line.common, *line.own]}
    assert granted <= known
