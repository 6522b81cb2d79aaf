"""Pages of a contract: a clause with its template beside it, an issue settled, a step done, and the contract on paper."""

from io import BytesIO
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit import registry
from xianji.kit.records.finding import seen
from xianji.kit.records.holding import Holding
from xianji.kit.refusals import Refused
from xianji.kit.web import pages as web
from xianji.lib import actor
from xianji.sales.contracts import clauses, milestones, printing, rules
from xianji.sales.contracts.models import Contract, Deviation
from xianji.sales.contracts.parts import ClauseIssue, ContractClause, Milestone
from xianji.sales.templates.models import Subject

VIEW = f"{Contract.label()}.view"
WIDE = {"rows": 9}


class ClauseForm(web.KitForm):
    """A clause in words; braces name fields of the contract."""

    subject = web.forms.ChoiceField(choices=Subject.choices, label=gettext_lazy("About"))
    title = web.forms.CharField(max_length=120, label=gettext_lazy("Title"))
    text = web.forms.CharField(
        widget=web.forms.Textarea(attrs=WIDE), label=gettext_lazy("Text"),
        help_text=gettext_lazy("Names in braces, such as {gross}, become what was agreed."),
    )  # fmt: skip


class JudgeForm(web.KitForm):
    """How far a clause is from its template."""

    level = web.forms.ChoiceField(choices=Deviation.choices[1:], label=gettext_lazy("Deviation"))
    concern = web.forms.ChoiceField(
        choices=[("", "—"), *ContractClause.Concern.choices], required=False, label=gettext_lazy("Concerns"),
        help_text=gettext_lazy("A major deviation that concerns one of these goes to the director and to management."),
    )  # fmt: skip


class SettleForm(web.KitForm):
    """How an issue was settled."""

    resolution = web.forms.CharField(widget=web.forms.Textarea(attrs={"rows": 4}), label=gettext_lazy("How it was settled"))


class StepForm(web.KitForm):
    """When a step was done."""

    done_on = web.forms.DateField(
        widget=web.forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), label=gettext_lazy("Done")
    )


def contract_of(pk: int) -> Contract:
    """The contract, if the reader may see it."""
    found = seen(Contract, pk, "customer", "currency", "template")
    if found is None:
        raise web.Http404
    return found


def part_of(model: Any, contract: Contract, pk: int) -> Any:
    found = model.objects.filter(contract=contract, pk=pk).first()
    if found is None:
        raise web.Http404
    return found


def asked(request: web.HttpRequest, contract: Contract, form: Any, work: Any, title: str, **more: Any) -> web.HttpResponse:
    """One form: its work is done, or what was refused stands in it."""
    here = registry.resource_of(Contract).address(contract.pk)
    if request.method == "POST" and form.is_valid():
        try:
            work(form.cleaned_data)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return web.go(request, here, _("Saved: %(record)s") % {"record": contract})
    context = {"form": form, "title": title, "contract": contract, "here": here, **more}
    return web.render(request, "sales/contract_form.html", context, status=form.status)


@web.require_http_methods(["GET", "POST"])
@web.page_for(VIEW)
def clause(request: web.HttpRequest, pk: int, clause: int = 0) -> web.HttpResponse:
    """Write one, or the one that is there."""
    contract = contract_of(pk)
    row = part_of(ContractClause, contract, clause) if clause else None
    initial = {name: getattr(row, name, "") for name in ("subject", "title", "text")}
    form = ClauseForm(request.POST if request.method == "POST" else None, initial=initial)
    more = {"original": row.original, "drop": f"clauses/{row.pk}/drop"} if row else {}
    title = row.title if row else _("New clause")
    return asked(request, contract, form, lambda given: clauses.write(contract, given, row), title, **more)


@web.require_POST
@web.page_for(VIEW)
def drop(request: web.HttpRequest, pk: int, clause: int) -> web.HttpResponse:
    contract = contract_of(pk)
    here = registry.resource_of(Contract).address(pk)
    try:
        clauses.drop(contract, part_of(ContractClause, contract, clause))
    except Refused as refusal:
        return web.go(request, here, refusal, kind="error")
    return web.go(request, here, _("The clause is taken out."))


@web.require_http_methods(["GET", "POST"])
@web.page_for(clauses.JUDGE)
def judge(request: web.HttpRequest, pk: int, clause: int) -> web.HttpResponse:
    """By legal."""
    contract = contract_of(pk)
    row = part_of(ContractClause, contract, clause)
    form = JudgeForm(request.POST if request.method == "POST" else None, initial={"level": row.deviation, "concern": row.concern})
    return asked(request, contract, form, lambda given: clauses.judge(contract, row, given["level"], given["concern"]), row.title,
                 original=row.original, text=row.text)  # fmt: skip


@web.require_http_methods(["GET", "POST"])
@web.page_for(VIEW)
def settle(request: web.HttpRequest, pk: int, issue: int) -> web.HttpResponse:
    contract = contract_of(pk)
    row = part_of(ClauseIssue, contract, issue)
    form = SettleForm(request.POST if request.method == "POST" else None)
    return asked(request, contract, form, lambda given: clauses.resolve(contract, row, given["resolution"]), _("Settle an issue"),
                 text=row.text)  # fmt: skip


@web.require_http_methods(["GET", "POST"])
@web.page_for(VIEW)
def reach(request: web.HttpRequest, pk: int, step: int) -> web.HttpResponse:
    """A step is done."""
    contract = contract_of(pk)
    row = part_of(Milestone, contract, step)
    if contract.state not in rules.RUNNING or not Holding(contract, actor.current()).may(clauses.CHANGE):
        raise web.Http404
    form = StepForm(request.POST if request.method == "POST" else None, initial={"done_on": timezone.localdate()})
    return asked(request, contract, form, lambda given: milestones.done(contract, row, given["done_on"]),
                 str(row.get_kind_display()))  # fmt: skip


@web.require_GET
@web.page_for(VIEW)
def paper(request: web.HttpRequest, pk: int, kind: str) -> web.HttpResponse:
    """The contract as PDF or Word."""
    contract = contract_of(pk)
    out = BytesIO()
    try:
        printing.KINDS[kind].write(out, contract)
    except Refused as refusal:
        return web.go(request, registry.resource_of(Contract).address(pk), refusal, kind="error")
    answer = web.HttpResponse(out.getvalue(), content_type=printing.KINDS[kind].mime)
    answer["Content-Disposition"] = f'attachment; filename="{contract.number}.{kind}"'
    return answer
