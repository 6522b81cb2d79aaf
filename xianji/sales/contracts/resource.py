"""How contracts are shown, also on their customer's page and on that of their deal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.customers.customers.tabs import TRADE
from xianji.kit.lined import LineResource
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.risk.risks.panel import RISKS
from xianji.sales.contracts import actions, performing, rules, signing
from xianji.sales.contracts.clauses import JUDGE
from xianji.sales.contracts.drafting import settle
from xianji.sales.contracts.lending import LIMIT, ask_for_limit
from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.panels import BOARD, PLAN, TEXT
from xianji.sales.contracts.quoting import draw_up_contract
from xianji.sales.contracts.renewing import ENDING, renew
from xianji.sales.contracts.terms import PaymentTerm
from xianji.sales.opportunities.models import Opportunity
from xianji.sales.opportunities.tabs import OFFERS
from xianji.sales.quotes.models import Quote

BRIEF = ["number", "gross", "state", "expires_on"]
TERM = ["kind", "trigger", "share", "months", "days", "fixed_on"]


class Supplements(RelatedList):
    """What changed a signed contract, or is to."""

    def open_on(self, record: Contract) -> bool:
        return record.state in rules.SIGNED and record.amends_id is None and super().open_on(record)


class PaymentTermResource(LineResource):
    """Which part of a price is due after what."""

    model = PaymentTerm
    icon = "calendar-dollar"
    of = "contract"
    typed = TERM
    more = ["amount"]
    columns = ["contract", "kind", "trigger", "share", "amount", "owner"]
    filters = ["owner"]
    rights = {"REP CS": "R p", "SUP RM": "R b", "SD LEG FIN EXE": "R a"}


class ContractResource(Resource):
    """What was agreed with customers."""

    model = Contract
    icon = "file-text"
    purpose = _("What was agreed with customers: reviewed, signed, and followed until the last step is done.")
    sections = {
        _("Contract"): [
            "name", "number", "customer", "opportunity", "quote", "amends", "renews", "kind", "template", "language", "state",
            "owner",
        ],
        pgettext_lazy("contract", "Price"): ["net", "tax", "gross", "currency"],
        pgettext_lazy("contract", "Days"): ["from_on", "expires_on", "signed_on", "effective_on", "completed_on"],
        _("Delivery and warranty"): [
            "deliver_on", "deliver_to", "deliver_how", "accept_days", "warranty_months", "warranty_from",
        ],
        _("What reviewers ask about"): ["deviation", "penalty", "is_exclusive", "is_sensitive", "minutes", "approved_on"],
        _("Signature"): ["signed_by", "authority", "their_signatory", "identity", "esign", "sealed_on", "filed_on"],
        _("Progress"): ["progress", "progress_on", "handed_on", "last_event_on", "disputed_on", "claimed_on", "ended_because"],
    }
    facts = ["customer", "gross", "owner", "signed_on", "effective_on", "expires_on"]
    fixed = ["number", "gross", "amends", "renews", "deviation", "approved_on", "state"]
    columns = ["number", "name", "customer", "gross", "state", "signed_on", "expires_on", "owner"]
    filters = ["state", "owner", "customer", "gross", "signed_on", "expires_on"]
    search = ["number", "name", "external_ref"]
    quick = ["name", "customer", "quote", "template", "net", "tax"]
    imports = ["number", "name", "customer", "kind", "net", "tax", "from_on", "expires_on", "owner"]
    tabs = {
        pgettext_lazy("contract", "In force"): "state=effective,performing",
        _("Ending soon"): "state=effective,performing&expires_on=..in_90_days",
        pgettext_lazy("contract", "In dispute"): "state=disputed",
    }  # fmt: skip
    dates = ["expires_on", "signed_on"]
    lines = {"terms": TERM}
    actions = [
        actions.submit, actions.review, actions.raise_issue, actions.approve, actions.send_back, actions.reconsider,
        signing.put_seal, signing.sign, signing.put_in_force, signing.file_scan, performing.note_progress,
        performing.tell_delivery, performing.supplement, renew, performing.close_out, performing.archive, performing.resume,
        performing.claim_again, performing.dispute, performing.terminate, ask_for_limit,
    ]  # fmt: skip
    panels = [
        ENDING, PLAN, TEXT, BOARD, LIMIT, RISKS,
        Supplements(
            model=Contract, via="amends", name="supplements", title=_("Supplements"), place="tab",
            columns=["number", "name", "gross", "state", "effective_on"],
        ),
    ]  # fmt: skip
    guards = {JUDGE: "LEG"}
    on = {
        Customer: [RelatedList(model=Contract, via="customer", columns=BRIEF, place="tab", fold=TRADE, order=3)],
        Opportunity: [RelatedList(model=Contract, via="opportunity", columns=BRIEF, place="tab", fold=OFFERS, order=3)],
        Quote: [RelatedList(model=Contract, via="quote", columns=["number", "gross", "state"]), draw_up_contract],
    }  # fmt: skip
    rights = {"REP": "CRU p", "SUP RM": "RA b", "SD": "RAX a", "CS": "R a", "LEG": "RUAX a", "FIN EXE": "RA a"}

    def lined(self, record: Contract) -> None:
        if record.state in rules.DRAFTED:
            row = Contract.unscoped.get(pk=record.pk)
            settle(row)
            record.__dict__.update(row.__dict__)
