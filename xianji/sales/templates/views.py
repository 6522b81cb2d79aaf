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
    was = web.forms.CharField(widget=web.forms.HiddenInput, required=False)

    @classmethod
    def of(cls, request: web.HttpRequest, row: Any) -> "ClauseForm":
        """What was posted; else the clause as it stands, of a template or a contract."""
        initial = {name: getattr(row, name, "") for name in ("subject", "title", "text")}
        return cls(request.POST if request.method == "POST" else None, initial=initial | {"was": initial["text"]})


def asked(request: web.HttpRequest, record: Any, form: Any, work: Any, title: str, **more: Any) -> web.HttpResponse:
    """One form about a record: its work is done, or what was refused stands in it."""
    here = registry.resource_of(type(record)).address(record.pk)
    if request.method == "POST" and form.is_valid():
        try:
            work(form.cleaned_data)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return web.go(request, here, _("Saved: %(record)s") % {"record": record})
    context = {"form": form, "title": title, "contract": record, "here": here, **more}
    return web.render(request, "sales/contract_form.html", context, status=form.status)


def dropped(request: web.HttpRequest, record: Any, work: Any) -> web.HttpResponse:
    """A clause goes, or why not."""
    here = registry.resource_of(type(record)).address(record.pk)
    try:
        work()
    except Refused as refusal:
        return web.go(request, here, refusal, kind="error")
    return web.go(request, here, _("The clause is taken out."))


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
    return asked(
        request, template, ClauseForm.of(request, row), lambda given: actions.write(template, given, row, given.pop("was")),
        row.title if row else _("New clause"), drop=f"clauses/{row.pk}/drop" if row else "",
    )  # fmt: skip


@web.require_POST
@web.page_for(actions.CHANGE)
def drop(request: web.HttpRequest, pk: int, clause: int) -> web.HttpResponse:
    template, row = found(pk, clause)
    assert row is not None
    return dropped(request, template, lambda: actions.drop(template, row))


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
