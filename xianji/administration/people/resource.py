"""How people are shown."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.administration.people.accounts import open_accounts
from xianji.kit.resource import Resource
from xianji.org.people.models import Person


class PersonResource(Resource):
    """Everybody who works here."""

    model = Person
    icon = "users"
    picture = "round"
    columns = ["name", "number", "unit", "position", "state"]
    search = ["name", "number", "email"]
    rights = {"REP SUP RM SD MR CS LEG FIN EXE": "R a", "HR": "CRUX a", "ADM": "CRUDX a"}
    virtual = {"role": _("Role"), "login": _("Login")}

    def settle_import(self, records: list[tuple[Any, dict[str, str]]]) -> None:
        """Imported people get their accounts."""
        open_accounts(records)
