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
    model_rules(resource, form, record, name)
    for other in [*form.errors]:
        if other != name:
            del form.errors[other]
    context = {"field": form[name], "check_href": request.path}
    return render(request, "kit/form_field.html", context, status=422 if form.errors else 200)


def model_rules(resource: Any, form: KitForm, record: Any, name: str) -> None:
    """What the model says about this field with the values typed so far; never saved."""
    if name in form.errors or name not in form.fields:
        return
    candidate = record or resource.model()
    for key, value in form.values().items():
        setattr(candidate, key, value)
    try:
        candidate.clean()
        candidate.clean_fields(exclude={f.name for f in candidate._meta.fields} - {name})
        store.unique(candidate)
    except ValidationError as problem:
        for message in getattr(problem, "message_dict", {}).get(name, []):
            form.add_error(name, message)
