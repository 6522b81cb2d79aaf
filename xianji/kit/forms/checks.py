"""One field checked while its form is still being filled: the form's own rules, then the model's."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from xianji.kit import registry, store
from xianji.kit.forms.build import KitForm, form_of
from xianji.kit.records.views import one
from xianji.kit.web.guard import signed_in
from xianji.lib import actor


@require_POST
@signed_in
def check(request: HttpRequest, label: str, pk: int | None = None) -> HttpResponse:
    """The field again, with what is wrong with it: 422, or 200 when nothing is."""
    resource = registry.resource_of(label)
    record = one(label, pk)[1] if pk else None
    if record is None and not resource.may(actor.current(), "create"):
        raise Http404
    name = request.GET.get("field", "")
    if name not in resource.editable:
        raise Http404
    form = form_of(resource, record, request.POST)
    form.is_valid()
    model_rules(form, record or resource.model(), name)
    for other in [*form.errors]:
        if other != name:
            del form.errors[other]
    context = {"field": form[name], "check_href": request.path}
    return render(request, "kit/form_field.html", context, status=422 if form.errors else 200)


def model_rules(form: KitForm, candidate: Any, *names: str) -> None:
    """What the model says about these fields (all, if none is named) with the values typed so far; never saved."""
    for key, value in form.values().items():
        setattr(candidate, key, value)
    wanted = [name for name in names or form.fields if name in form.fields and name not in form.errors]
    others = {f.name for f in candidate._meta.fields} - set(wanted)
    for rule in (candidate.clean, lambda: candidate.clean_fields(exclude=others), lambda: store.unique(candidate)):
        try:
            rule()
        except ValidationError as problem:
            told = getattr(problem, "message_dict", {})
            for name in wanted:
                for message in told.get(name, []) if name not in form.errors else []:
                    form.add_error(name, message)
