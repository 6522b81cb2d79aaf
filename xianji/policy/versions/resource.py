"""How versions are shown: the text as it was understood, and what differs from the version in force."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.policy.regulations.models import Regulation
from xianji.policy.regulations.resource import RIGHTS
from xianji.policy.versions.actions import publish, send_back, submit, withdraw
from xianji.policy.versions.models import Version
from xianji.policy.versions.panels import ClauseTree, Differences


class VersionResource(Resource):
    """Texts of a regulation over time."""

    model = Version
    icon = "versions"
    sections = {_("Version"): ["regulation", "name", "state", "effective_on", "language", "file_name", "created_at"]}
    facts = ["effective_on", "language", "file_name", "created_at", "created_by"]
    fixed = ["regulation", "state", "effective_on", "language", "file_name", "created_at"]
    columns = ["name", "regulation", "state", "effective_on", "file_name", "created_at"]
    filters = ["state", "regulation", "effective_on"]
    order = ["-created_at"]
    actions = [submit, publish, send_back, withdraw]
    panels = [
        ClauseTree("clauses", _("Text"), "policy/panels/clauses.html", "main"),
        Differences("differences", _("Differences"), "policy/panels/differences.html", "tab"),
    ]
    on = {Regulation: [RelatedList(model=Version, via="regulation", columns=["name", "state", "effective_on"])]}
    rights = RIGHTS
    imports = []
    in_menu = False
