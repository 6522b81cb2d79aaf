"""How units are shown; the tree is a page of its own."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.administration.units.actions import move
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.org.people.models import Person
from xianji.org.units.models import Unit


class UnitResource(Resource):
    """The parts of the company, as a tree."""

    model = Unit
    icon = "sitemap"
    sections = {_("Unit"): ["name", "number", "kind", "parent", "head", "country"]}
    facts = ["number", "kind", "parent", "head", "country"]
    fixed = ["number"]
    columns = ["name", "number", "kind", "parent", "head", "country"]
    filters = ["kind", "parent", "head", "country"]
    search = ["name", "number"]
    order = ["name"]
    actions = [move]
    panels = [
        RelatedList(model=Person, via="unit", columns=["name", "position", "state"]),
        RelatedList(model=Unit, via="parent", columns=["name", "kind", "head"], title=_("Below it")),
    ]
    imports = ["number", "name", "kind", "parent", "head", "country"]
    in_menu = False
    rights = {"REP SUP RM SD MR CS LEG FIN EXE": "R a", "HR": "CRUX a", "ADM": "CRUDX a"}

    def before_import(self, records: list[Any]) -> None:
        """Units without a parent stand below the company's one root."""
        roots = Unit.unscoped.filter(kind=Unit.Kind.COMPANY, parent=None, deleted_at=None)[:2]
        for record in records:
            if len(roots) == 1 and record.parent_id is None and record.kind != Unit.Kind.COMPANY:
                record.parent = roots[0]
