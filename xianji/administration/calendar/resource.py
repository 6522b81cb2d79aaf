"""How days of the work calendar are shown."""

from xianji.kit.resource import Resource
from xianji.org.days.models import WorkDay


class WorkDayResource(Resource):
    """Days on which a country works or rests against its week."""

    model = WorkDay
    icon = "calendar"
    columns = ["date", "country", "is_worked", "name"]
    search = ["name"]
    rights = {"REP SUP RM SD MR CS LEG FIN HR EXE": "R a", "ADM": "CRUDX a"}
