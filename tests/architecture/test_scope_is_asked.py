"""`Model.unscoped` shows everything to everybody; only these places may use it."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "xianji"
WHOLE_PACKAGES = {"kit", "org", "audit", "config", "rulebook"}
FILES = {"jobs.py", "controls.py"}
EXCEPTIONS = {
    "administration/accessreviews/opening.py": "reviews are opened by the clock, for every account",
    "administration/alerts/watching.py": "the watch looks at everybody by the clock",
    "administration/decoys/models.py": "who keeps decoys names a record by its number without seeing it",
    "administration/decoys/watched.py": "decoys are left out of everybody's figures, who sees none of them",
    "administration/retention/actions.py": "what is held is held from everybody",
    "administration/retention/announcing.py": "whose time is over is looked for by the clock",
    "administration/retention/ending.py": "whose day has come is erased by the clock",
    "administration/retention/kinds.py": "whose time is over is looked for by the clock",
    "administration/retention/models.py": "one open a person, whoever may see the other",
    "administration/subjects/held.py": "who asks about their own data gets all that is held, whoever wrote it",
    "administration/units/resource.py": "imported units are filed under the company's root, whoever imports",
    "administration/tables/asking.py": "who reads a version of a table reads who decided about it",
    "approval/absences/deputies.py": "who stands in for whom is a fact for everybody whom it concerns",
    "approval/absences/models.py": "one deputy at a time, whoever may see the other absence",
    "approval/publications/actions.py": "whether a version was agreed to does not depend on who asks",
    "approval/requests/asking.py": "one request at a time, whoever asked; what is asked about is read as it was stored",
    "approval/requests/caring.py": "deadlines and leavers are looked after by the clock",
    "approval/requests/granting.py": "an answer is carried out on what was asked about, whoever gave it",
    "approval/requests/guards.py": "what was asked about is protected from everybody",
    "approval/requests/holders.py": "who is asked does not depend on whom the asker may see",
    "approval/requests/inbox.py": "who asked, is asked or has decided sees that request",
    "approval/requests/panels.py": "who sees a record sees who decided about it",
    "approval/requests/telling.py": "the parties of a step have names for everybody who sees the request",
    "approval/requests/times.py": "the calendar of a place",
    "customers/assessments/gate.py": "whether something is assessed, and who is engaged, is a fact whoever asks",
    "customers/calls/queue.py": "who calls a lead sees what came of the calls before",
    "customers/contacts/contacted.py": "when a customer was last spoken with is true whoever spoke",
    "customers/leads/assigning.py": "who gets a lead does not depend on whom the one who gives it may see",
    "customers/leads/chasing.py": "first contacts are looked after by the clock",
    "customers/leads/converting.py": "which contact is the first of a customer is a fact",
    "customers/leads/known.py": "whether a company is a customer is a fact, whoever looks after it",
    "customers/leads/scoring.py": "a score follows from what the lead did, whoever saw it",
    "customers/health/score.py": "health is counted each night, whoever looks",
    "customers/nurturing/actions.py": "a sequence ends for all who are in it, whoever takes it out of use",
    "customers/nurturing/editing.py": "who waits for a step that is gone goes on, whoever changes the sequence",
    "customers/nurturing/enrolling.py": "a lead is in a sequence once, whoever may see it",
    "customers/nurturing/going.py": "sequences go on by the clock",
    "customers/nurturing/sending.py": "what was planned for a lead stays, whoever planned it",
    "customers/nurturing/stopping.py": "an answer ends every sequence of the lead, whoever heard it",
    "customers/plans/actions.py": "whether a plan has actions, and what they give, is a fact",
    "customers/playbooks/actions.py": "steps and roles decide whose task it is, whoever applies it",
    "customers/playbooks/giving.py": "a task is given once, whoever may see it",
    "customers/teams/access.py": "shares follow from membership, whoever wrote it",
    "customers/teams/actions.py": "what must hold of all members together is asked of all",
    "customers/teams/panel.py": "how many contacts are known is a fact",
    "customers/teams/pooled.py": "teams and shares end in the pool, whoever put their customer there",
    "catalog/terms/divisions.py": "a division lies where it lies, whoever loads it",
    "sales/forecasts/taking.py": "the forecast is kept of every deal, and read by each within their scope",
    "sales/negotiations/prepared.py": "whether a plan is whole is a fact",
    "sales/quotes/connecting.py": "an open offer protects its customer whoever may see it",
    "sales/contracts/connecting.py": "a contract protects its customer whoever may see it",
    "sales/quotes/evidence.py": "whether there is an approved quote is a fact",
    "sales/opportunities/evidence.py": "what lies in the file counts, whoever wrote it down",
    "sales/invoices/placing.py": "a number from outside stands once, whoever may see the other",
    "sales/invoices/actions.py": "what was charged for a contract or order is charged, whoever asked for it",
    "sales/payments/posting.py": "what credit and orders must know is true whoever looks after the customer",
    "sales/receivables/settling.py": "what is owed is held and paid, whoever looks after it",
    "sales/receivables/exposed.py": "what a customer owes counts whoever looks after it",
    "sales/receivables/agreed.py": "days of payment follow from the contract, whoever noted its steps",
    "sales/receivables/charging.py": "an invoice is taken back with all that it charged",
    "sales/dunning/actions.py": "the order of steps and a promise hold, whoever may see the receivable",
    "sales/dunning/statements.py": "a statement tells all that a customer owes",
    "sales/dunning/connecting.py": "who owes stays with their owner, whoever asks",
    "sales/dunning/running.py": "claims are looked after by the clock",
    "sales/dunning/models.py": "a step is there once, whoever may see it",
    "sales/loyalty/ordered.py": "orders and deals of a customer count whoever made them",
    "customers/pool/actions.py": "who claims is looked up by who acts",
    "customers/pool/entering.py": "what belongs to a record goes along with it, whoever may see it",
    "customers/pool/fairness.py": "entries that have left are read within the same reach; people have names for everybody",
    "customers/pool/following.py": "what lies in a pool follows its record, whoever changes that",
    "customers/pool/leaving.py": "what belongs to a record goes along with it, whoever may see it",
    "customers/pool/limits.py": "what somebody holds, claimed and lost is counted whoever asks",
    "customers/pool/looking.py": "what came before is told to who looks closer, and counted",
    "customers/pool/membership.py": "which pools there are and who belongs to them is a fact for everybody",
    "customers/pool/models.py": "who was faster is told to the other one",
    "customers/pool/reach.py": "whose pool it is decides who sees what lies there",
    "customers/pool/recycling.py": "what goes back is looked over by the clock",
    "customers/pool/subjects.py": "what protects a record is true whoever may see it",
    "customers/pool/surveying.py": "what goes back is looked over by the clock",
    "customers/pool/views.py": "who was too late is told so by who belongs to the pool",
    "customers/pool/warning.py": "what goes back has a name for its owner",
    "customers/consents/asking.py": "a no holds for everybody, whoever heard it",
    "customers/consents/forgetting.py": "who is forgotten is forgotten in every row",
    "customers/consents/panel.py": "who sees a person sees what they said",
    "customers/consents/writing.py": "what a lead said goes along to the contact, whoever converts it",
    "customers/contacts/stopping.py": "a no holds whoever plans the call",
    "customers/webforms/looking.py": "what came before anybody had a lead goes along with it; spam ends whoever sees it",
    "customers/webforms/taking.py": "a stranger's answer meets the lead that is there, whoever looks after it",
    "customers/webforms/views.py": "a public page is there for everybody who has its address",
    "customers/webforms/wording.py": "which version people were shown is a fact",
    "customers/classification/actions.py": "classes set by hand end by the clock, whoever set them",
    "customers/classification/deciding.py": "which class a customer has is true whoever looks",
    "customers/duplicates/cases.py": "a case is found, placed and closed whoever writes the customer",
    "customers/duplicates/finding.py": "a company is here already, whoever may see it",
    "customers/duplicates/looking.py": "every file is compared with every other",
    "customers/duplicates/marks.py": "the marks of a file follow from the file",
    "customers/duplicates/searching.py": "whether a company is here is answered to everybody, in a few words",
    "customers/profiles/completeness.py": "how complete a file is does not depend on who may see its contacts",
    "customers/touches/following.py": "what a touch means for its lead does not depend on who made it",
    "customers/touches/welcome.py": "who said no is left in peace by everybody",
    "policy/coverage/actions.py": "what answers for which clause is a fact for everybody who reads the regulation",
    "policy/coverage/reading.py": "which controls hold is a fact for everybody",
    "policy/exceptions/actions.py": "exceptions end by the clock",
    "policy/exceptions/models.py": "an exception holds whoever may see it",
    "policy/findings/above.py": "who stands above whom is asked by the clock",
    "policy/findings/actions.py": "who answers for a finding may ask to be spared, also where the object has moved on",
    "policy/findings/climbing.py": "ladders are climbed by the clock",
    "policy/findings/duties.py": "duties become tasks by the clock",
    "policy/findings/renewing.py": "findings follow from the run of their control",
    "policy/findings/telling.py": "exceptions are opened by the clock",
    "policy/runs/bypassing.py": "what went past a control is counted whoever did it",
    "policy/runs/looking.py": "a control looks at every case",
    "policy/versions/loading.py": "a regulation is loaded once, also by somebody who may not see its other versions",
    "policy/versions/models.py": "which version is in force is a fact for everybody",
    "risk/assessments/actions.py": "the rating before ends, whoever approved it",
    "risk/assessments/following.py": "a score follows from the sheet, whoever fills it in",
    "risk/assessments/looking.py": "who became overdue is rated anew, whoever posts it",
    "risk/credit/nightly.py": "limits begin and end by the clock",
    "risk/credit/posting.py": "limits follow from what is owed, whoever posts it",
    "risk/limits/actions.py": "a limit takes the place of another, whoever approved that",
    "risk/limits/following.py": "a limit ends with its rating, whoever ends that",
    "risk/limits/granted.py": "what a customer may owe is true whoever sells to it",
    "risk/limits/judging.py": "how often there was a temporary limit is a fact, whoever asks",
    "planning/prices/actions.py": "one price a product, day and scope, whoever may see the other list",
    "planning/prices/finding.py": "what a product costs does not depend on who asks",
    "sales/quotes/actions.py": "of one opportunity one quote is accepted, whoever may see the other; quotes lapse by the clock",
    "sales/quotes/reckoning.py": "a quote comes to what all its lines come to",
    "sales/rounds/actions.py": "one plan a month and person, whoever may see the other",
    "sales/rounds/proposing.py": "whom somebody has to visit is proposed from all that is theirs",
    "sales/visits/actions.py": "whether a visit is prepared, and what was agreed, is a fact",
    "sales/visits/arriving.py": "what was done is told as it stands, whoever did it",
    "sales/visits/brief.py": "who sees a record sees what was said about it",
    "sales/visits/following.py": "what follows from a report does not depend on who wrote it",
    "sales/visits/frequency.py": "when a customer is due is true whoever was there",
    "sales/visits/owing.py": "what a customer owes is true whoever sold it",
    "sales/visits/taking.py": "the points of one's own visits",
    "sales/visits/views.py": "who was faster is told to whoever was slower",
    "sales/opportunities/pooled.py": "an open deal protects its customer whoever may see it",
    "sales/deliveries/contracted.py": "whether all of a contract was delivered is a fact",
    "sales/deliveries/counting.py": "quantities are counted whoever planned, shipped or accepted them",
    "sales/orders/actions.py": "whether something is on its way is a fact",
    "sales/orders/exposure.py": "what a customer owes is true whoever sold it",
    "sales/orders/posting.py": "what is invoiced of an order is true whoever invoiced it",
    "sales/orders/reckoning.py": "an order is the sum of all its lines",
    "sales/returns/actions.py": "no more comes back than was accepted, whoever asked",
    "sales/revenue/balancing.py": "the books are held against what happened, whoever looks",
    "sales/revenue/booking.py": "what is earned follows from what happened, whoever did it",
    "sales/revenue/services.py": "services are earned by the clock",
    "sales/contracts/actions.py": "a review goes on, and a text is what it is, whoever may see it",
    "sales/contracts/beginning.py": "what a contract sets going does not depend on who puts it in force",
    "sales/contracts/drafting.py": "what follows from a draft follows whoever writes it",
    "sales/contracts/panels.py": "who sees a contract sees who reviews it",
    "sales/contracts/performing.py": "supplements are counted whoever may see them",
    "sales/contracts/proving.py": "whether a deal has a contract in force is a fact",
    "sales/contracts/quoting.py": "a quote makes one contract, whoever may see it",
    "sales/contracts/reminding.py": "owners are reminded by the clock",
    "sales/contracts/resource.py": "what was stored is read again",
    "sales/contracts/routing.py": "contracts of a customer count together, whoever made them",
    "sales/contracts/series.py": "which region somebody sits in is a fact",
    "sales/contracts/signing.py": "who agreed for legal is a fact",
    "sales/contracts/wording.py": "the company has one name",
    "sales/orders/proof.py": "whether a customer has ordered is a fact",
    "sales/templates/actions.py": "a model is taken over once, whoever may see it",
    "sales/orders/bought.py": "what a customer bought is true whoever sold it",
    "sales/opportunities/won.py": "a customer's won amount is true whoever closed the deal",
    "risk/limits/merging.py": "customers that become one are one debtor, whoever unites them",
    "sales/contracts/annex.py": "what was quoted stands in the contract, whoever reads it",
    "sales/contracts/lending.py": "one limit for a contract is asked for at a time, whoever may see the other",
    "sales/contracts/renewing.py": "a contract is renewed once, whoever may see the one that follows",
    "sales/contracts/terms.py": "a contract has all its terms, whoever reads it",
    "sales/dunning/handing.py": "money lies with whoever the customer lies with",
    "sales/limitations/alerts.py": "who must act before a claim lapses is warned by the clock",
    "sales/limitations/clock.py": "when a claim lapses follows from what was done for it, whoever did it",
    "sales/orders/told.py": "whether a customer was told is a fact",
    "sales/visits/places.py": "where a customer is does not depend on who goes there",
    "sales/visits/together.py": "who was accompanied is a fact",
    "workspace/handovers/models.py": "a request is opened to everybody of the asked unit, whoever asks",
    "workspace/notices/telling.py": "people who left are told nothing, whoever tells",
    "workspace/tasks/opening.py": "a control knows its tasks again by their keys, whoever runs it",
    "workspace/activities/timeline.py": "a record's timeline belongs to the record: who sees one sees the other",
}


def allowed(path: Path) -> bool:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] in WHOLE_PACKAGES or "migrations" in parts or path.name in FILES or "/".join(parts) in EXCEPTIONS


def uses(source: str) -> list[int]:
    """The lines on which something is read unscoped."""
    nodes = ast.walk(ast.parse(source))
    return [
        node.lineno for node in nodes if isinstance(node, ast.Attribute) and node.attr in {"unscoped", "_base_manager"}
    ]


def test_no_exception_is_stale() -> None:
    assert not [place for place in EXCEPTIONS if not uses((PACKAGE / place).read_text())]


def test_unscoped_is_used_only_where_it_may_be() -> None:
    found = {
        f"{file.relative_to(PACKAGE)}:{line}"
        for file in PACKAGE.rglob("*.py")
        if not allowed(file)
        for line in uses(file.read_text())
    }
    assert not found


@pytest.mark.parametrize("source", ["Quote.unscoped.all()", "rows = type(quote)\nrows.unscoped.get(pk=1)"])
def test_a_use_is_seen(source: str) -> None:
    assert uses(source)
