"""How campaigns are shown."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.campaigns.actions import approve, begin, finish, review
from xianji.customers.campaigns.models import Campaign
from xianji.kit.resource import Resource


class CampaignResource(Resource):
    """What is done to be found, what it costs and what it brings."""

    model = Campaign
    icon = "flag"
    sections = {
        _("Campaign"): ["name", "number", "channel", "state", "starts_on", "ends_on", "segment", "owner"],
        pgettext_lazy("campaign", "Money"): ["budget", "cost"],
        _("Goals and outcome"): ["lead_goal", "qualified_goal", "invited", "attended", "responded", "review"],
        _("By telephone"): ["script"],
    }
    facts = ["channel", "starts_on", "ends_on", "budget", "cost", "owner"]
    fixed = ["number", "state", "review"]
    columns = ["name", "channel", "starts_on", "ends_on", "budget", "cost", "owner", "state"]
    filters = ["state", "channel", "owner", "starts_on", "ends_on"]
    search = ["name", "number", "segment"]
    quick = ["name", "channel", "starts_on", "ends_on", "budget"]
    stages = ["planned", "approved", "running", "ended", "reviewed"]
    dates = ["starts_on", "ends_on"]
    actions = [approve, begin, finish, review]
    rights = {
        "REP": "R a", "SUP": "CRU b", "RM": "CRU b", "SD": "RAD a", "MR": "CRUX a", "CS": "R a", "LEG": "R a", "FIN": "RA a",
        "EXE": "R a",
    }  # fmt: skip
