"""How clauses are found, corrected and exchanged; reading them has a page of its own."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.resource import Resource
from xianji.policy.clauses.models import Clause
from xianji.policy.regulations.resource import RIGHTS


class ClauseResource(Resource):
    """The numbered places of a regulation."""

    model = Clause
    icon = "gavel"
    picture = ""
    sections = {_("Clause"): ["policy_version", "number", "title", "text", "place", "is_extension"]}
    columns = ["caption", "policy_version", "is_extension"]
    filters = ["policy_version", "level", "is_extension"]
    search = ["number", "title", "text"]
    order = ["place"]
    rights = RIGHTS
    imports = []
    in_menu = False
