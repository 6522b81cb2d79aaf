"""How teams are shown; their members are lines of theirs and open no door of their own."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.models import Customer
from xianji.customers.teams.actions import do_without_team, settle, split_evenly, want_team
from xianji.customers.teams.models import AccountTeam, TeamMember
from xianji.customers.teams.panel import TEAM
from xianji.kit.lined import LineResource
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource

SHOWN = ["person", "role", "access", "split"]


class TeamMemberResource(LineResource):
    """Who is in which team."""

    model = TeamMember
    icon = "user-check"
    of = "team"
    typed = SHOWN
    columns = ["person", "team", "role", "access", "split", "owner"]
    filters = ["owner"]
    rights = {"REP CS": "R p", "SUP RM": "R b", "SD MR LEG FIN EXE": "R a"}


class AccountTeamResource(Resource):
    """Colleagues who look after one customer together."""

    model = AccountTeam
    icon = "users-group"
    sections = {_("Account team"): ["name", "customer", "purpose", "owner"]}
    columns = ["name", "customer", "purpose", "owner"]
    filters = ["customer", "owner"]
    search = ["name"]
    lines = {"members": SHOWN}
    actions = [split_evenly]
    panels = [RelatedList(model=TeamMember, via="team", columns=["person", "role", "access", "split"], place="main")]
    on = {Customer: [TEAM, do_without_team, want_team]}
    in_menu = False
    rights = {"REP": "CRU p", "SUP RM": "CRUDT b", "SD": "CRUDTX a", "CS": "RU p", "MR LEG FIN EXE": "R a"}

    def lined(self, record: Any) -> None:
        settle(record)
