"""How visits are shown, also on their customer's page; their points are lines of theirs."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.customers.customers.tabs import DEALINGS
from xianji.kit.lined import LineResource
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.sales.visits.actions import accompany, cancel, check_in, check_out, miss, prepare, report, review, send_back
from xianji.sales.visits.models import Visit, VisitNote
from xianji.sales.visits.panels import BRIEF, ON_THE_WAY, SEE_PLACE, VISITS

SHOWN = ["kind", "text", "product", "material", "person", "due_on", "amount"]


class VisitNoteResource(LineResource):
    """What was taken along, shown, heard and agreed."""

    model = VisitNote
    icon = "notes"
    of = "visit"
    typed = SHOWN
    columns = ["kind", "text", "visit", "person", "due_on", "owner"]
    filters = ["kind", "material", "visit", "owner"]
    on = {
        Customer: [
            RelatedList(model=VisitNote, via="visit__customer", name="rivals", title=_("Prices of competitors"), place="tab",
                        fold=DEALINGS, columns=["text", "amount", "product", "visit__planned_at", "owner"], limit=20,
                        only={"kind": "price"}),
        ],
    }  # fmt: skip
    rights = {"REP": "R s", "SUP RM": "R b", "SD MR EXE": "R a", "CS": "R p"}


class VisitResource(Resource):
    """Whom we go to see, why, and what came of it."""

    model = Visit
    icon = "walk"
    picture = "none"
    go = "v"
    on_phone = True
    purpose = _("Whom we go to see, well prepared and written up the same day; also without a network, on the phone.")
    sections = {
        pgettext_lazy("visit", "Visit"): [
            "title", "number", "customer", "contact", "others", "kind", "planned_at", "minutes", "opportunity", "joined",
            "unplanned", "state", "owner",
        ],
        pgettext_lazy("visit", "Preparation"): ["purpose", "expected", "looked", "background", "questions"],
        pgettext_lazy("visit", "What we heard"): [
            "need_function", "need_quality", "need_price", "need_service", "unchanged", "competition",
        ],
        _("What came of it"): [
            "checked_in_at", "checked_out_at", "place", "result", "summary", "no_next_because", "reported_at", "accepted",
            "comment", "reviewed_by", "reviewed_at", "effective_on", "reason", "plan",
        ],
    }  # fmt: skip
    facts = ["customer", "contact", "kind", "planned_at", "owner", "result", "checked_in_at", "checked_out_at"]
    fixed = ["title", "number", "state"]
    guarded = {"place": SEE_PLACE}
    guards = {SEE_PLACE: "SUP"}
    columns = ["title", "kind", "planned_at", "number", "contact", "result", "state", "owner"]
    filters = ["state", "kind", "customer", "owner", "planned_at"]
    search = ["title", "number"]
    order = ["-planned_at"]
    quick = ["customer", "kind", "planned_at", "purpose"]
    depends = {"contact": "customer", "opportunity": "customer"}
    imports = ["number", "customer", "kind", "planned_at", "purpose", "expected", "owner"]
    dates = ["planned_at"]
    agenda = {"planned_at": "state=!cancelled,missed"}
    lasts = "minutes"
    day = "state=!cancelled,missed"
    lines = {"notes": SHOWN}
    actions = [prepare, check_in, check_out, report, review, send_back, accompany, cancel, miss]
    panels = [ON_THE_WAY, BRIEF, RelatedList(model=VisitNote, via="visit", columns=SHOWN, place="main")]
    on = {
        Customer: [
            VISITS,
            RelatedList(model=Visit, via="customer", place="tab", fold=DEALINGS,
                        columns=["title", "kind", "planned_at", "result", "state"]),
        ],
    }  # fmt: skip
    rights = {
        "REP": "CRU s", "SUP": "RUA b", "RM": "R b", "SD": "R a", "MR": "R a", "CS": "R p", "EXE": "R a",
    }  # fmt: skip
