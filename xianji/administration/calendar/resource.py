"""How days of the work calendar are shown."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.resource import Resource
from xianji.org.days.models import WorkDay


class WorkDayResource(Resource):
    """Days on which a country works or rests against its week."""

    model = WorkDay
    icon = "calendar"
    picture = "none"
    purpose = _("Public holidays are known already; enter here what your company does differently.")
    sections = {_("Day"): ["date", "country", "is_worked", "name"]}
    columns = ["date", "country", "is_worked", "name"]
    filters = ["country", "is_worked", "date"]
    search = ["name"]
    order = ["-date"]
    template = {"list": "administration/calendar.html"}
    imports = ["date", "country", "is_worked", "name"]
    rights = {"REP SUP RM SD MR CS LEG FIN HR EXE": "R a", "ADM": "CRUDX a"}
