"""What a contract lacks or has wrong by rule, told before anybody reviews it. A high finding keeps it from being reviewed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit.web import writing
from xianji.sales.contracts import annex, rules
from xianji.sales.contracts.models import Contract, column
from xianji.sales.contracts.parts import ContractClause
from xianji.sales.contracts.terms import PaymentTerm, terms_of
from xianji.sales.contracts.wording import BLANK, NAME, Blanks, blanks, code, fill, share
from xianji.sales.quotes.models import QuoteLine
from xianji.sales.templates.models import Subject
from xianji.sales.templates.rules import missing, plain

LEGAL, COMPLIANT, ACCURATE, COMPLETE = "legal", "compliant", "accurate", "complete"
AXES = (LEGAL, COMPLIANT, ACCURATE, COMPLETE)
HIGH, MEDIUM, LOW = "high", "medium", "low"


@dataclass(frozen=True)
class Finding:
    """One thing, beside the clause that it is about."""

    severity: str
    axis: str
    subject: str
    text: str
    advice: str = ""


@dataclass
class Reading:
    """A contract with all that is read of it at once."""

    contract: Contract
    clauses: list[ContractClause]
    terms: list[PaymentTerm]
    given: Blanks
    lines: list[QuoteLine]
    """What is delivered, as the annex lists it."""

    @classmethod
    def of(cls, contract: Contract) -> "Reading":
        clauses = list(ContractClause.objects.filter(contract=contract).select_related("judged_by"))
        terms = terms_of(contract)
        return cls(contract, clauses, terms, blanks(contract, terms), annex.lines_of(contract))

    @cached_property
    def findings(self) -> list[Finding]:
        """Every finding, the gravest first."""
        found = [one for rule in RULES for one in rule(self)]
        return sorted(found, key=lambda one: (HIGH, MEDIUM, LOW).index(one.severity))

    @property
    def grave(self) -> list[Finding]:
        return [one for one in self.findings if one.severity == HIGH]

    def text(self, clause: ContractClause) -> str:
        return fill(clause.text, self.given)

    def share_of(self, *kinds: str) -> Decimal:
        return sum((one.share for one in self.terms if one.kind in kinds), Decimal(0))


def clauses_are_there(reading: Reading) -> Iterator[Finding]:
    """A supplement leaves the clauses of its contract as they are."""
    if reading.contract.amends_id:
        return
    for group in missing({one.subject for one in reading.clauses}):
        named = _(" or ").join(str(Subject(one).label) for one in group)
        yield Finding(HIGH, COMPLETE, group[0], _("There is no clause about “%(subject)s”.") % {"subject": named},
                      _("Add it from the library, or write one."))  # fmt: skip


def parts_are_whole(reading: Reading) -> Iterator[Finding]:
    total = sum((one.share for one in reading.terms), Decimal(0))
    if not reading.terms:
        yield Finding(HIGH, COMPLETE, Subject.PAYMENT, _("No terms of payment are agreed."), _("Add the parts of the price."))
    elif total != rules.WHOLE:
        told = {"total": share(total)}
        yield Finding(HIGH, ACCURATE, Subject.PAYMENT, _("The parts of the price make %(total)s, not 100 %%.") % told)


def earnest_is_small(reading: Reading) -> Iterator[Finding]:
    asked = reading.share_of(PaymentTerm.Kind.EARNEST)
    if asked > rules.EARNEST:
        told = {"asked": share(asked), "most": share(rules.EARNEST)}
        yield Finding(
            HIGH, LEGAL, Subject.PAYMENT,
            _("Earnest money of %(asked)s: beyond %(most)s of the price it has no effect (Civil Code, article 586).") % told,
            _("Call it an advance payment, or ask for %(most)s at most.") % told,
        )  # fmt: skip


def blanks_are_filled(reading: Reading) -> Iterator[Finding]:
    for clause in reading.clauses:
        text = reading.text(clause)
        if BLANK in text or NAME.search(text):
            told = {"clause": clause.title}
            yield Finding(HIGH, ACCURATE, clause.subject, _("“%(clause)s” has a blank that is not filled.") % told,
                          _("Fill the field of the contract that it names."))  # fmt: skip


def penalty_is_fair(reading: Reading) -> Iterator[Finding]:
    most = reading.contract.penalty
    if most is not None and most > rules.PENALTY:
        told = {"asked": share(most), "most": share(rules.PENALTY)}
        text = _("A penalty of %(asked)s: courts reduce what is %(most)s above the loss (Civil Code, article 585).")
        yield Finding(MEDIUM, LEGAL, Subject.BREACH, text % told)
    elif most is None and not reading.contract.amends_id:
        yield Finding(LOW, COMPLIANT, Subject.BREACH, _("The highest penalty is not agreed."))


def warranty_begins(reading: Reading) -> Iterator[Finding]:
    contract = reading.contract
    if contract.warranty_months and not contract.warranty_from:
        yield Finding(MEDIUM, COMPLETE, Subject.WARRANTY, _("It is not said when the warranty starts."),
                      _("Choose what it starts with, such as acceptance."))  # fmt: skip
    elif not contract.warranty_months and reading.share_of(PaymentTerm.Kind.RETENTION):
        yield Finding(MEDIUM, ACCURATE, Subject.WARRANTY, _("A retention is agreed, but no warranty."))


def delivery_is_told(reading: Reading) -> Iterator[Finding]:
    contract = reading.contract
    if contract.kind != contract._meta.get_field("kind").default or contract.amends_id:
        return
    empty = [name for name in ("deliver_on", "deliver_to", "deliver_how") if not getattr(contract, name)]
    if empty:
        told = writing.several(column(name).verbose_name for name in empty)
        yield Finding(MEDIUM, COMPLETE, Subject.DELIVERY, _("Not agreed: %(fields)s.") % {"fields": told})
    if any(one.trigger == one.Trigger.ACCEPTANCE for one in reading.terms) and contract.accept_days is None:
        text = _("Payment waits for acceptance, but the days for it are not agreed.")
        yield Finding(MEDIUM, COMPLETE, Subject.ACCEPTANCE, text)


def term_ends(reading: Reading) -> Iterator[Finding]:
    if reading.contract.kind != "sale" and not reading.contract.expires_on:
        yield Finding(MEDIUM, COMPLETE, Subject.TERM, _("It is not said until when the contract lasts."))


def amounts_are_the_quotes(reading: Reading) -> Iterator[Finding]:
    """To the cent and in its currency; a supplement says its own."""
    contract, quote = reading.contract, reading.contract.quote
    if quote is None or contract.amends_id:
        return
    if (contract.net, contract.tax, contract.currency_id) != (quote.net, quote.tax, quote.currency_id):
        told = {"quote": quote, "amount": f"{code(quote)} {writing.money(quote.gross)}"}
        yield Finding(HIGH, ACCURATE, Subject.PRICE, _("The amounts are not those of the quote %(quote)s: %(amount)s.") % told)


def what_is_delivered_is_listed(reading: Reading) -> Iterator[Finding]:
    """The clause of a template leaves it to the annex; whoever has no quote writes it into the clause."""
    if reading.contract.amends_id or reading.lines:
        return
    if any(one.subject == Subject.QUANTITY and plain(one.text) == plain(one.original) for one in reading.clauses):
        yield Finding(MEDIUM, COMPLETE, Subject.QUANTITY, _("There is no quote whose products the annex would list."),
                      _("Choose the quote, or write products and quantities into the clause."))  # fmt: skip


def languages_are_one(reading: Reading) -> Iterator[Finding]:
    contract, template = reading.contract, reading.contract.template
    if template is not None and template.language != contract.language:
        told = {"language": contract.get_language_display(), "other": template.get_language_display()}
        text = _("The contract is in %(language)s, its template in %(other)s.") % told
        yield Finding(MEDIUM, ACCURATE, Subject.PARTIES, text)


RULES: list[Callable[[Reading], Any]] = [
    clauses_are_there, parts_are_whole, earnest_is_small, blanks_are_filled, penalty_is_fair, warranty_begins, delivery_is_told,
    term_ends, amounts_are_the_quotes, what_is_delivered_is_listed, languages_are_one,
]  # fmt: skip
