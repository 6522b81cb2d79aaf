"""Pages of a contract: a clause with its template beside it, an issue settled, a step done, and the contract on paper."""

from io import BytesIO
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit import registry
from xianji.kit.forms.fields import DayField
from xianji.kit.records.finding import seen
from xianji.kit.records.holding import Holding
from xianji.kit.refusals import Refused
from xianji.kit.web import pages as web
from xianji.lib import actor
from xianji.sales.contracts import clauses, milestones, printing
from xianji.sales.contracts.models import Contract, Deviation
from xianji.sales.contracts.parts import ClauseIssue, ContractClause, Milestone
from xianji.sales.templates.views import ClauseForm, asked, dropped

VIEW = f"{Contract.label()}.view"


class JudgeForm(web.KitForm):
    """How far a clause is from its template."""

    level = web.forms.ChoiceField(choices=Deviation.choices[1:], label=gettext_lazy("Deviation"))
    concern = web.forms.ChoiceField(
        choices=[("", "—"), *ContractClause.Concern.choices], required=False, label=gettext_lazy("Concerns"),
        help_text=gettext_lazy("A major deviation that concerns one of these goes to the director and to management."),
    )  # fmt: skip
    was = web.forms.CharField(widget=web.forms.HiddenInput, required=False)


class SettleForm(web.KitForm):
    """How an issue was settled."""

    resolution = web.forms.CharField(widget=web.forms.Textarea(attrs={"rows": 4}), label=gettext_lazy("How it was settled"))


class StepForm(web.KitForm):
    """When a step was done."""

    done_on = DayField(
        widget=web.forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), label=gettext_lazy("Done")
    )


def contract_of(pk: int) -> Contract:
    """The contract, if the reader may see it."""
    found = seen(Contract, pk, "customer", "currency", "template")
    if found is None:
        raise web.Http404
    return found


def may_change(contract: Contract) -> None:
    """Nobody is asked what they may not answer."""
    if not Holding(contract, actor.current()).may(clauses.CHANGE):
        raise web.Http404


def part_of(model: Any, contract: Contract, pk: int) -> Any:
    found = model.objects.filter(contract=contract, pk=pk).first()
    if found is None:
        raise web.Http404
    return found


@web.require_http_methods(["GET", "POST"])
@web.page_for(VIEW)
def clause(request: web.HttpRequest, pk: int, clause: int = 0) -> web.HttpResponse:
    """Write one, or the one that is there."""
    contract = contract_of(pk)
    row = part_of(ContractClause, contract, clause) if clause else None
    may_change(contract)
    more = {"original": row.original, "drop": f"clauses/{row.pk}/drop"} if row else {}
    return asked(
        request, contract, ClauseForm.of(request, row), lambda given: clauses.write(contract, given, row, given.pop("was")),
        row.title if row else _("New clause"), **more,
    )  # fmt: skip


@web.require_POST
@web.page_for(VIEW)
def drop(request: web.HttpRequest, pk: int, clause: int) -> web.HttpResponse:
    contract = contract_of(pk)
    return dropped(request, contract, lambda: clauses.drop(contract, part_of(ContractClause, contract, clause)))


@web.require_http_methods(["GET", "POST"])
@web.page_for(clauses.JUDGE)
def judge(request: web.HttpRequest, pk: int, clause: int) -> web.HttpResponse:
    """By legal."""
    contract = contract_of(pk)
    row = part_of(ContractClause, contract, clause)
    initial = {"level": row.deviation, "concern": row.concern, "was": row.text}
    form = JudgeForm(request.POST if request.method == "POST" else None, initial=initial)
    work = lambda given: clauses.judge(contract, row, given["level"], given["concern"], given["was"])  # noqa: E731
    return asked(request, contract, form, work, row.title, original=row.original, text=row.text)


@web.require_http_methods(["GET", "POST"])
@web.page_for(VIEW)
def settle(request: web.HttpRequest, pk: int, issue: int) -> web.HttpResponse:
    contract = contract_of(pk)
    row = part_of(ClauseIssue, contract, issue)
    may_change(contract)
    form = SettleForm(request.POST if request.method == "POST" else None)
    return asked(request, contract, form, lambda given: clauses.resolve(contract, row, given["resolution"]), _("Settle an issue"),
                 text=row.text)  # fmt: skip


@web.require_http_methods(["GET", "POST"])
@web.page_for(VIEW)
def reach(request: web.HttpRequest, pk: int, step: int) -> web.HttpResponse:
    """A step is done."""
    contract = contract_of(pk)
    row = part_of(Milestone, contract, step)
    may_change(contract)
    form = StepForm(request.POST if request.method == "POST" else None, initial={"done_on": timezone.localdate()})
    return asked(request, contract, form, lambda given: milestones.done(contract, row, given["done_on"]),
                 str(row.get_kind_display()))  # fmt: skip


@web.require_GET
@web.page_for(VIEW)
def paper(request: web.HttpRequest, pk: int, kind: str) -> web.HttpResponse:
    """The contract as PDF or Word."""
    contract = contract_of(pk)
    if kind not in printing.KINDS:
        raise web.Http404
    out = BytesIO()
    try:
        printing.write(out, contract, kind)
    except Refused as refusal:
        return web.go(request, registry.resource_of(Contract).address(pk), refusal, kind="error")
    answer = web.HttpResponse(out.getvalue(), content_type=printing.KINDS[kind].mime)
    answer["Content-Disposition"] = f'attachment; filename="{contract.number}.{kind}"'
    return answer
