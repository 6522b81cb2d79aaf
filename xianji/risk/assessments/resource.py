"""How assessments are shown: the sheet by the five things that are looked at. Who sells sees what the customer's page tells."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.resource import Resource
from xianji.risk.assessments import rules
from xianji.risk.assessments.actions import approve, end, send_back, submit
from xianji.risk.assessments.models import CreditAssessment
from xianji.risk.assessments.panels import RATING, SHEET
from xianji.risk.assessments.sheet import GROUPS


class CreditAssessmentResource(Resource):
    """What finance found about a customer, and the rating that follows."""

    model = CreditAssessment
    slug = "assessments"
    icon = "clipboard-check"
    picture = "none"
    purpose = _("What is known of a customer, the points that it gives, and how much it may owe us.")
    sections = {
        pgettext_lazy("credit", "Assessment"): ["customer", "as_of", "cause", "monthly_sales", "number", "state", "owner"],
        GROUPS[rules.CHARACTER]: ["is_new", "punctual", "years", "record", "veto"],
        GROUPS[rules.CAPACITY]: ["statements_on", "current", "quick", "net_margin", "revenue"],
        GROUPS[rules.CAPITAL]: ["debt", "assets"],
        GROUPS[rules.COLLATERAL]: ["security", "cover"],
        GROUPS[rules.CONDITIONS]: ["outlook", "setting", "supplier"],
        pgettext_lazy("credit", "Outcome"): [
            "score", "rating", "terms_days", "advance", "limit", "review_on", "overdue_days", "assessor", "approved_on",
        ],
    }  # fmt: skip
    facts = ["customer", "rating", "score", "terms_days", "advance", "limit", "review_on", "assessor"]
    fixed = [
        "number", "state", "owner", "score", "rating", "terms_days", "advance", "limit", "review_on", "overdue_days", "assessor",
        "approved_on",
    ]  # fmt: skip
    guards = {RATING: "REP SUP RM SD LEG FIN EXE"}
    """Rating, terms and what is available, on the page of a customer."""
    columns = ["number", "customer", "rating", "score", "terms_days", "limit", "review_on", "cause", "state", "owner"]
    filters = ["state", "rating", "customer", "owner", "review_on"]
    search = ["number"]
    order = ["-as_of"]
    quick = ["customer", "as_of", "cause", "monthly_sales", "punctual", "years", "statements_on"]
    """More than a dialog asks: the sheet is filled in on its page."""
    dates = ["review_on"]
    imports = []
    actions = [submit, approve, send_back, end]
    panels = [SHEET]
    template = {"form": "risk/sheet_form.html"}
    rights = {"SUP RM": "R b", "SD": "RA a", "LEG": "R a", "FIN": "CRUAX a", "EXE": "RA a"}
