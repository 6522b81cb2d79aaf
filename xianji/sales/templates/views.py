"""Pages of templates: a clause written, and the models that ship taken over as drafts."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from xianji.kit import registry
from xianji.kit.records.finding import seen
from xianji.kit.refusals import Refused
from xianji.kit.web import pages as web
from xianji.sales.templates import actions
from xianji.sales.templates.models import Clause, ContractTemplate, Subject

CREATE = f"{ContractTemplate.label()}.create"


class ClauseForm(web.KitForm):
    """A clause in words; braces name fields of the contract."""

    subject = web.forms.ChoiceField(choices=Subject.choices, label=gettext_lazy("About"))
    title = web.forms.CharField(max_length=120, label=gettext_lazy("Title"))
    text = web.forms.CharField(
        widget=web.forms.Textarea(attrs={"rows": 9}), label=gettext_lazy("Text"),
        help_text=gettext_lazy("Names in braces, such as {gross}, become what was agreed."),
    )  # fmt: skip


def found(pk: int, clause: int) -> tuple[ContractTemplate, Clause | None]:
    """The template and one of its clauses; what one may not see does not exist."""
    template: Any = seen(ContractTemplate, pk)
    row = Clause.objects.filter(template=pk, pk=clause).first() if clause else None
    if template is None or (clause and row is None):
        raise web.Http404
    return template, row


@web.require_http_methods(["GET", "POST"])
@web.page_for(actions.CHANGE)
def clause(request: web.HttpRequest, pk: int, clause: int = 0) -> web.HttpResponse:
    """Write one, or the one that is there."""
    template, row = found(pk, clause)
    here = registry.resource_of(ContractTemplate).address(pk)
    initial = {name: getattr(row, name, "") for name in ("subject", "title", "text")}
    form = ClauseForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write(template, form.cleaned_data, row)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return web.go(request, here, _("Saved: %(record)s") % {"record": template})
    context = {
        "form": form, "title": row.title if row else _("New clause"), "contract": template, "here": here,
        "drop": f"clauses/{row.pk}/drop" if row else "",
    }  # fmt: skip
    return web.render(request, "sales/contract_form.html", context, status=form.status)


@web.require_POST
@web.page_for(actions.CHANGE)
def drop(request: web.HttpRequest, pk: int, clause: int) -> web.HttpResponse:
    template, row = found(pk, clause)
    here = registry.resource_of(ContractTemplate).address(pk)
    assert row is not None
    try:
        actions.drop(template, row)
    except Refused as refusal:
        return web.go(request, here, refusal, kind="error")
    return web.go(request, here, _("The clause is taken out."))


@web.require_http_methods(["GET", "POST"])
@web.page_for(CREATE)
def models(request: web.HttpRequest) -> web.HttpResponse:
    """Asked first, then taken over as drafts; those that are there already stay as they are."""
    back = registry.resource_of(ContractTemplate).path
    if request.method == "GET":
        return web.render(request, "sales/template_models.html", {"title": _("Take over our models"), "back": back})
    count = len(actions.load_models())
    told = ngettext("%(count)s model taken over.", "%(count)s models taken over.", count) % {"count": count}
    return web.go(request, back, told)
