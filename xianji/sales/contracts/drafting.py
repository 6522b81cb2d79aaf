"""What follows from every change of a draft: clauses from its template, the parts of the price, how far it deviates, and the
fingerprint of the whole."""

import json
from hashlib import sha256
from typing import Any

from xianji.approval.requests.declared import kind_of
from xianji.approval.requests.guards import look
from xianji.org import loading
from xianji.sales.contracts import annex, rules
from xianji.sales.contracts.examining import Reading
from xianji.sales.contracts.models import Contract, Deviation, column
from xianji.sales.contracts.parts import ContractClause
from xianji.sales.contracts.terms import terms_of
from xianji.sales.templates.models import Clause, ContractTemplate
from xianji.sales.templates.rules import plain

Told = list[tuple[Contract, dict[str, tuple[Any, Any]]]]
RANK = [Deviation.NONE, Deviation.MINOR, Deviation.MAJOR]
POSTED = ("deviation", "fingerprint", "edition")
FACTS = ("number", "name", *(name for name in rules.TERMS if name not in ("template", "gross")), "gross", "amends")


def follow_contracts(told: Told) -> None:
    """With every write: a new one gets the clauses of its template, one whose terms changed its sums and its fingerprint."""
    columns = {column(name).attname for name in (*FACTS, "template")}
    for contract, changed in told:
        is_new = not hasattr(contract, "_loaded")
        is_bare = is_new and not contract.template_id
        if contract.state in rules.SIGNED or contract.deleted_at or is_bare or not (is_new or changed.keys() & columns):
            continue
        row = Contract.unscoped.select_related("customer", "currency").get(pk=contract.pk)
        if "template_id" in changed and contract.template_id:
            copy_clauses(row)
        settle(row)
        left_out = ("_loaded", "_state") if is_new else ()
        contract.__dict__.update((name, value) for name, value in row.__dict__.items() if name not in left_out)


def copy_clauses(contract: Contract) -> None:
    """Those of its template, in place of those that nobody has touched."""
    template = ContractTemplate.unscoped.get(pk=contract.template_id)
    there = ContractClause.objects.filter(contract=contract)
    there.filter(pk__in=[one.pk for one in there if one.source_id and plain(one.text) == plain(one.original)]).delete()
    ContractClause.objects.bulk_create(
        ContractClause(contract=contract, source=one, original=one.text, place=one.place, subject=one.subject, title=one.title,
                       text=one.text)
        for one in Clause.objects.filter(template=template)
    )  # fmt: skip
    contract.edition = template.edition


def settle(contract: Contract) -> None:
    """Sums, deviation and fingerprint as they follow from what is there now: posted, and whoever reviews another text is asked
    no longer."""
    share_out(contract)
    reading, before = Reading.of(contract), contract.fingerprint
    contract.deviation, contract.fingerprint = widest(reading), fingerprint(reading)
    posted = {name: getattr(contract, name) for name in POSTED}
    loading.update([contract], POSTED)
    getattr(contract, "_loaded", {}).update(posted)
    kind = kind_of(contract.label())
    if kind and before != contract.fingerprint and contract.state in rules.READ:
        look(kind, [(contract, {"fingerprint": (before, contract.fingerprint)})])


def share_out(contract: Contract) -> None:
    """The price in its parts, to the cent; posted, so that who has the lines in a form is not told of another version."""
    terms = terms_of(contract)
    if not terms or sum(one.share for one in terms) != rules.WHOLE:
        amounts = [rules.part(contract.gross, one.share) for one in terms]
    else:
        amounts = rules.parts(contract.gross, [one.share for one in terms])
    moved = []
    for one, amount in zip(terms, amounts, strict=True):
        if one.amount != amount:
            one.amount = amount
            moved.append(one)
    loading.update(moved, ["amount"])


def deviation(clause: ContractClause) -> str:
    """None where the text is as it was, whatever became of its template; else what legal says, and minor until then."""
    if clause.original and plain(clause.text) == plain(clause.original):
        return Deviation.NONE
    return clause.deviation if clause.judged_at and clause.deviation else Deviation.MINOR


def widest(reading: Reading) -> str:
    """How far the contract is from its template; a clause of the template that is gone counts as a change."""
    found = [Deviation(deviation(one)) for one in reading.clauses]
    if reading.contract.penalty is not None and reading.contract.penalty > rules.PENALTY:
        found.append(Deviation.MAJOR)
    if reading.contract.template_id and gone(reading):
        found.append(Deviation.MINOR)
    return str(max(found, key=RANK.index, default=Deviation.NONE))


def gone(reading: Reading) -> list[Clause]:
    """The clauses of the template that the contract does not have."""
    there = {one.source_id for one in reading.clauses if one.source_id}
    return list(Clause.objects.filter(template=reading.contract.template_id).exclude(pk__in=there))


def fingerprint(reading: Reading) -> str:
    """Of all that is agreed, as it is read: two texts with the same one are the same."""
    contract = reading.contract
    fields = [column(name) for name in FACTS]
    facts = {field.name: str(field.get_prep_value(getattr(contract, field.attname))) for field in fields}
    parts = [
        [one.kind, one.trigger, str(one.share), one.months, one.days, str(one.fixed_on), str(one.amount)] for one in reading.terms
    ]
    clauses = [[one.subject, plain(one.title), plain(reading.text(one))] for one in reading.clauses]
    listed = [annex.agreed(reading.lines)] if reading.lines else []
    told = json.dumps([facts, parts, clauses, *listed], ensure_ascii=False, sort_keys=True)
    return sha256(told.encode()).hexdigest()
