"""How people are shown: the basics to everybody, the personnel file to a few."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.administration.people.accounts import open_accounts
from xianji.administration.people.actions import hand_over_all, leave
from xianji.administration.people.panels import ACCOUNT
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.org.people.models import Person

FILE = "org.see_personnel_file"


class PersonResource(Resource):
    """Everybody who works here."""

    model = Person
    icon = "users"
    picture = "round"
    slug = "people"
    sections = {
        _("Person"): ["name", "number", "unit", "position", "supervisor", "state"],
        _("How to reach"): ["mobile", "email"],
        _("Personnel file"): ["hired_on", "leaves_on", "left_on"],
    }
    facts = ["unit", "position", "supervisor", "state"]
    fixed = ["number", "state", "left_on"]
    guarded = {"hired_on": FILE, "leaves_on": FILE, "left_on": FILE}
    columns = ["name", "number", "unit", "position", "supervisor", "state"]
    filters = ["unit", "position", "supervisor", "state"]
    search = ["name", "number", "email", "mobile"]
    order = ["name"]
    card = {"FN": "name", "TITLE": "position", "ORG": "unit", "TEL": "mobile", "EMAIL": "email"}
    actions = [hand_over_all, leave]
    panels = [RelatedList(model=Person, via="supervisor", columns=["name", "unit"], title=_("Reports to this person")), ACCOUNT]
    imports = ["number", "name", "unit", "position", "supervisor", "mobile", "email", "hired_on"]
    virtual = {"role": _("Role"), "login": _("Login")}
    rights = {"REP SUP RM SD MR CS LEG FIN EXE": "R a", "HR": "CRUX a", "ADM": "CRUDX a"}
    guards = {FILE: "HR EXE"}

    def settle_import(self, records: list[tuple[Any, dict[str, str]]]) -> None:
        """Imported people get their accounts."""
        open_accounts(records)
