"""How possible duplicates and searches for them are shown."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.models import Customer
from xianji.customers.duplicates.actions import not_duplicate, reopen
from xianji.customers.duplicates.models import DuplicateCase, DuplicateSearch
from xianji.customers.duplicates.panels import BESIDE, MARKED
from xianji.customers.duplicates.twins import Twins
from xianji.kit.resource import Resource

COMPARE = "customers.compare_all"


class DuplicateCaseResource(Resource):
    """Files that may be of one company: merged, or told apart."""

    model = DuplicateCase
    icon = "copy"
    purpose = _("Files that look as if they were of one company are found every night, and whenever all files are compared.")
    sections = {
        _("The two files"): ["number", "first", "second", "state", "owner"],
        _("In common"): ["score", "likeness", "same_number", "same_phone", "same_domain", "same_address"],
        _("Decision"): ["opened_on", "decided_on", "why"],
    }
    facts = ["score", "likeness", "opened_on", "owner"]
    fixed = ["owner"]
    columns = ["name", "score", "likeness", "state", "same_phone", "opened_on", "owner"]
    filters = ["state", "owner", "score", "opened_on"]
    search = ["number", "name"]
    order = ["-opened_on"]
    actions = [not_duplicate, reopen]
    panels = [BESIDE]
    on = {Customer: [MARKED, Twins()]}
    imports = []
    rights = {"REP": "RU s", "SUP RM": "RU b", "SD": "RU a", "ADM EXE": "R a"}
    guards = {COMPARE: "SD ADM"}


class DuplicateSearchResource(Resource):
    """Who asked whether a company is here, and how often something was found."""

    model = DuplicateSearch
    icon = "search"
    slug = "searches"
    sections = {_("Search"): ["number", "on", "asked", "found", "owner"]}
    fixed = ["owner"]
    columns = ["number", "on", "asked", "found", "owner"]
    filters = ["on", "owner"]
    search = ["number"]
    order = ["-on"]
    imports = []
    files = comments = marks = False
    in_menu = False
    rights = {"REP CS": "CR s", "SUP RM": "CR b", "SD EXE ADM": "CR a"}
