"""How roles are shown: a table of rights, and who holds them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.administration.roles.actions import copy, standardise
from xianji.administration.roles.matrix import SHORT, VERBS, matrix
from xianji.kit.records.panels import Panel
from xianji.kit.resource import Resource
from xianji.lib import actor
from xianji.org.access.models import Assignment, Reaches, Role


class Rights(Panel):
    """The matrix; each object's name leads to where it is changed."""

    def context(self, record: Any, request: Any) -> dict[str, Any]:
        return {"groups": matrix(record), "verbs": VERBS, "legend": [(SHORT[reach], label) for reach, label in Reaches.choices],
                "may_change": actor.current().may("org.role.change")}  # fmt: skip


class Holders(Panel):
    """The accounts that hold the role."""

    def context(self, record: Any, request: Any) -> dict[str, Any]:
        rows = Assignment.objects.filter(role=record, user__is_active=True).select_related("user__person")
        return {"holders": rows.order_by("user__login")[:200]}


class RoleResource(Resource):
    """What people may do."""

    model = Role
    icon = "shield"
    picture = ""
    columns = ["name", "code", "is_standard", "updated_at"]
    search = ["name", "code"]
    order = ["code"]
    sections = {_("Role"): ["name", "code", "is_standard"]}
    facts = ["code", "is_standard"]
    fixed = ["is_standard"]
    actions = [copy, standardise]
    panels = [
        Rights("rights", _("Rights"), "administration/role_matrix.html", "main"),
        Holders("holders", _("Held by"), "administration/role_holders.html", "rail"),
    ]
    imports = []
    template = {"record": "administration/role.html"}
    rights = {"ADM": "CRUD a"}
    guards = {"administration.see_whole_journal": "ADM EXE", "administration.erase_values": "ADM"}
