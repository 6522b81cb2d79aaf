"""How people are shown."""

from xianji.kit.resource import Resource
from xianji.org.people.models import Person


class PersonResource(Resource):
    """Everybody who works here."""

    model = Person
    icon = "users"
    columns = ["name", "number", "unit", "position", "state"]
    search = ["name", "number", "email"]
    rights = {"REP SUP RM SD MR CS LEG FIN EXE": "R a", "HR": "CRUX a", "ADM": "CRUDX a"}
