"""The review of one's people's accounts: one list, all confirmed at once by their ticks."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.administration.accessreviews.actions import close_account, confirm, take_role
from xianji.administration.accessreviews.models import AccessReview
from xianji.kit.resource import Resource


class AccessReviewResource(Resource):
    """Who may sign in, with which roles, confirmed each quarter."""

    model = AccessReview
    icon = "user-check"
    picture = "round"
    purpose = _("At the beginning of a quarter the accounts of your people stand here, to be confirmed.")
    sections = {
        pgettext_lazy("access review", "Account"): ["name", "person", "login", "roles", "quarter", "opened_on", "owner"],
        _("Decision"): ["state", "decided_on", "note"],
    }
    fixed = ["owner"]
    columns = ["name", "login", "roles", "quarter", "state", "owner"]
    filters = ["state", "owner", "opened_on"]
    search = ["name", "login"]
    order = ["-opened_on"]
    tabs = {pgettext_lazy("access review", "To confirm"): "state=open"}
    imports = []
    actions = [confirm, take_role, close_account]
    files = marks = False
    rights = {"SUP RM": "RU b", "SD": "RU a", "ADM": "RUX a", "LEG EXE": "R a"}
