"""How negotiations are shown, also on their deal's page."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.lined import LineResource
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.sales.negotiations.actions import agree, allow, begin, break_off, offer, pause, resume, take_less
from xianji.sales.negotiations.models import Concession, Negotiation, NegotiationIssue
from xianji.sales.negotiations.panels import CONCESSIONS, MATTERS, ROUNDS, ZONE
from xianji.sales.opportunities.models import Opportunity
from xianji.sales.opportunities.tabs import OFFERS

MATTER = ["title", "weight", "opening", "target", "least", "offered"]
GIVEN = ["title", "before", "after", "worth", "asked", "waived"]
SEE = "sales.see_reservation"
RIGHTS = {"REP": "CRU p", "SUP RM": "RA b", "SD": "RA a", "EXE": "R a", "LEG FIN": "R p"}


class NegotiationIssueResource(LineResource):
    """A matter that is negotiated."""

    model = NegotiationIssue
    slug = "matters"
    icon = "list-check"
    of = "negotiation"
    typed = MATTER
    guarded = {"least": SEE}
    columns = ["title", "negotiation", "weight", "target", "least", "offered", "owner"]
    filters = ["owner"]
    rights = RIGHTS


class ConcessionResource(LineResource):
    """What was given way in."""

    model = Concession
    icon = "arrows-exchange"
    of = "negotiation"
    typed = GIVEN
    more = ["allowed_by"]
    actions = [allow]
    columns = ["title", "negotiation", "before", "after", "worth", "asked", "allowed_by", "owner"]
    filters = ["owner"]
    rights = RIGHTS


class NegotiationResource(Resource):
    """What we want, the least we take, and what was said round by round."""

    model = Negotiation
    icon = "messages"
    purpose = _("Prepared before, guarded during, written down at the end.")
    sections = {
        _("The talks"): ["number", "opportunity", "counterpart", "state", "begun_on", "ended_on", "owner"],
        _("What we want"): ["opening", "target", "batna", "batna_value", "floor"],
        _("What they can pay"): ["buyer_least", "buyer_likely", "buyer_most"],
        _("Where it stands"): ["ours", "theirs", "mood", "agreed_price", "memo"],
    }
    facts = ["opportunity", "owner", "target", "ours", "theirs", "agreed_price", "begun_on", "ended_on"]
    fixed = ["number", "state", "begun_on", "ended_on", "ours", "theirs", "mood", "agreed_price", "memo"]
    guarded = {"batna": SEE, "batna_value": SEE, "floor": SEE}
    guards = {SEE: "REP SUP RM SD"}
    columns = ["number", "opportunity", "target", "ours", "theirs", "agreed_price", "state", "owner"]
    filters = ["state", "opportunity", "owner"]
    search = ["number"]
    quick = ["opportunity", "target", "counterpart"]
    imports = []
    lines = {"issues": MATTER, "concessions": GIVEN}
    actions = [begin, offer, agree, pause, resume, break_off, take_less]
    panels = [ZONE, ROUNDS, MATTERS, CONCESSIONS]
    on = {
        Opportunity: [
            RelatedList(
                model=Negotiation, via="opportunity", columns=["number", "ours", "theirs", "state"], place="tab", fold=OFFERS,
                order=1,
            )
        ]
    }  # fmt: skip
    rights = RIGHTS
