"""Creating and changing a record on a page of its own; works without scripts."""

from collections.abc import Callable
from copy import copy
from functools import cache, partial
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xianji.kit import registry, store, verbs
from xianji.kit.drafts import keeping as drafts
from xianji.kit.files import drafted
from xianji.kit.forms.alike import alike
from xianji.kit.forms.build import KitForm, blocks, form_of
from xianji.kit.forms.checks import model_rules
from xianji.kit.forms.conflicts import conflicts, with_choices, written
from xianji.kit.forms.lines import Lines, lines_of
from xianji.kit.lines import coming
from xianji.kit.records.views import one, permitted
from xianji.kit.refusals import Refused
from xianji.kit.web.answers import go, safe_next, toast
from xianji.kit.web.guard import signed_in
from xianji.lib import actor, whole


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: HttpRequest, label: str) -> HttpResponse:
    """A new record; values in the address or a draft fill the form."""
    resource = registry.resource_of(label)
    if not resource.may(actor.current(), "create"):
        raise Http404
    given, posted = sent(request, drafts.form_name(resource))
    if request.headers.get("HX-Target") == "verb" and resource.asked_first:
        return quick(request, resource, given, posted)
    form = form_of(resource, posted=posted, given=given.dict())
    lines = lines_of(resource, posted=posted if posted is not None else given if has_lines(resource, given) else None)
    attached = files_sent(request, resource)
    if posted is not None:
        made = created(request, resource, form, lines, attached.get("key", "")) if not attached["refused"] else None
        if made is not None:
            further = f"{resource.path}new" if "again" in posted else resource.address(made.pk)
            return go(request, further, _("Created: %(record)s") % {"record": made})
    return page(request, resource, form, lines, attached=attached)


def files_sent(request: HttpRequest, resource: Any) -> dict[str, Any]:
    """The files that go with the new record: those that the draft has, and those that came with the form itself."""
    if not resource.files:
        return {"refused": []}
    form, key = drafts.form_name(resource), drafts.key_of(request.POST if request.method == "POST" else request.GET)
    drafted.drop(form, key, request.POST.get("unattach", ""))
    refused = drafted.take(form, key, request.FILES.getlist("files"))
    is_known = "draft" in request.GET or "attached" in request.POST or bool(request.FILES)
    return drafted.context(resource, form, key, refused, is_empty=not is_known)


def sent(request: HttpRequest, form: str) -> tuple[QueryDict, QueryDict | None]:
    """What fills the form, and what was sent to be saved: a draft or the address fills it, or what a dialog hands on."""
    if request.method == "GET":
        return drafts.typed_in(form, request.GET.get("draft", "")) or request.GET, None
    is_to_go_on = "all" in request.POST or "unattach" in request.POST
    return (request.POST, None) if is_to_go_on else (request.GET, request.POST)


def has_lines(resource: Any, given: QueryDict) -> bool:
    return any(key.startswith(f"{name}-") for name in resource.lines for key in given)


def quick(request: HttpRequest, resource: Any, given: QueryDict, posted: QueryDict | None) -> HttpResponse:
    """The same in a dialog over the page it was asked for on: the first few fields, and those that are filled already."""
    names = [*resource.asked_first, *(n for n in resource.editable if given.get(n) and n not in resource.asked_first)]
    form = form_of(resource, posted=posted, given=given.dict(), names=names)
    if posted is not None and (made := created(request, resource, form, [])) is not None:
        told = _("Created: %(record)s") % {"record": made}
        if "again" not in posted:
            return go(request, safe_next(request, resource.address(made.pk)), told)
        form = form_of(resource, given=given.dict(), names=names)
        return toast(asked(request, resource, form), told)
    return asked(request, resource, form)


def asked(request: HttpRequest, resource: Any, form: KitForm) -> HttpResponse:
    context = {
        "resource": resource, "form": form, "title": _("New %(thing)s") % {"thing": str(resource.title).lower()},
        "check_href": f"{resource.path}check", "focus": next(iter(form.fields), ""), "over": True,
        **kept(request, form, resource.path),
    }  # fmt: skip
    return render(request, "kit/form_quick.html", context, status=form.status)


def created(request: HttpRequest, resource: Any, form: KitForm, lines: list[Lines], files: str = "") -> Any:
    """The new record; None when something was refused, or when it may be here already and nobody has looked yet."""
    if resource.alike and form.is_valid():
        form.alike = alike(resource, form.cleaned_data)
        if form.alike.sure and form.alike.sure != request.POST.get("alike", ""):
            form.is_doubted = True
            return None
    draft, key = drafts.form_name(resource), request.POST.get("draft", "")

    def work() -> Any:
        with store.whole():
            record = verbs.create(resource.model, fresh(form), source="web")
            if files and ("attached" in request.POST or request.FILES):
                drafted.give(record, draft, files, source="web")
            return record

    made = saved(form, lines, work, resource.model)
    if made is not None:
        drafts.forget(draft, key)
    return made


def kept(request: HttpRequest, form: KitForm, place: str) -> dict[str, Any]:
    """Under which key the form is kept while it is typed into, where, and whether to look for an older draft."""
    fresh_start = not form.is_bound and request.method == "GET" and "draft" not in request.GET
    return {"draft_key": drafts.key_of(request.POST if form.is_bound or request.method == "POST" else request.GET),
            "draft_href": f"{place}draft", "draft_offers": fresh_start}  # fmt: skip


@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Change a record; a conflict shows both values and keeps what was typed."""
    resource, record = one(label, pk, to_edit=True)
    permitted(record, resource.permission("change"), _("Edit"))
    draft = drafts.form_name(resource, record)
    given, posted = sent(request, draft)
    shown = cache(partial(form_of, resource, record))
    form = form_of(resource, record, with_choices(posted, shown)) if posted is not None else shown()
    lines = lines_of(resource, record, posted if posted is not None else given if has_lines(resource, given) else None)
    if posted is not None:
        version = whole.number(posted.get("version"))
        work = lambda: verbs.change(record, form.values(), version=version, source="web")  # noqa: E731
        if saved(form, lines, work, partial(copy, record)) is not None:
            drafts.forget(draft, posted.get("draft", ""))
            return go(request, resource.address(pk), _("Saved: %(record)s") % {"record": record})
        if form.stale:
            resource, record = one(label, pk, to_edit=True)
    elif given is not request.GET:
        typed = form_of(resource, record, given=given.dict())
        return page(request, resource, typed, lines, record, was=before(given, form), version=given.get("version"))
    return page(request, resource, form, lines, record, was=before({}, shown()))


def before(given: Any, shown: KitForm) -> dict[str, str]:
    """What stood in each field when the form was opened: of a draft, when it was begun."""
    return {name: given.get(f"was.{name}", written(shown, name)) for name in shown.fields}


def fresh(form: KitForm) -> dict[str, Any]:
    """The values of a new record; without an owner it is the creator's."""
    values = form.values()
    return {name: value for name, value in values.items() if name != "owner" or value is not None}


def saved(form: KitForm, lines: list[Lines], work: Any, candidate: Callable[[], Any]) -> Any:
    """The stored record, its lines with it in one transaction; None when something was refused."""
    right = [form.is_valid(), *(part.are_valid() for part in lines)]
    if not all(right):
        model_rules(form, candidate())
        return None
    try:
        if not lines:
            return work()
        with transaction.atomic():
            with coming(lines[0].relation.model):
                record = work()
            for part in lines:
                part.save(record)
            registry.resource_of(type(record)).lined(record)
            return record
    except Refused as refusal:
        form.add_refusal(refusal)
        return None


def page(request: HttpRequest, resource: Any, form: KitForm, lines: list[Lines], record: Any = None,
         was: dict[str, str] | None = None, version: str | None = None, attached: Any = None) -> HttpResponse:  # fmt: skip
    """The form, with what was refused and why; 422 for rules, 409 for a conflict."""
    thing = {"record": record, "thing": str(resource.title).lower()}
    place = f"{resource.path}{f'{record.pk}/' if record else ''}"
    title = (_("Change “%(record)s”") if record else _("New %(thing)s")) % thing
    context = {
        "resource": resource, "form": form, "lines": lines, "blocks": blocks(resource, form), "title": title,
        "back": resource.address(record.pk) if record else resource.path, "record": record,
        "was": was or {}, "version": version or (record.version if record else ""),
        "conflicts": conflicts(resource, form, record) if form.stale else [],
        "check_href": f"{place}check", **kept(request, form, place), "attached": attached,
    }  # fmt: skip
    context["focus"] = "" if form.is_bound else request.GET.get("at") or next(iter(form.fields), "")
    wrong = any(row.form.errors for part in lines for row in part.rows if row.form.is_bound)
    wrong = wrong or bool(attached and attached["refused"])
    status = form.status if form.is_refused or not wrong else 422
    return render(request, resource.template.get("form", "kit/form.html"), context, status=status)
