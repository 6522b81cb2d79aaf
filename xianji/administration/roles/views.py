"""Changing what a role may do with one object."""

from typing import Any

from django.utils.translation import gettext as _

from xianji.administration.roles.actions import set_reaches
from xianji.administration.roles.compared import compared
from xianji.administration.roles.matrix import OTHER, SHORT, found
from xianji.kit.refusals import Refused
from xianji.kit.web import pages as web
from xianji.lib import actor
from xianji.org.access.models import Reaches, Role

EVERYWHERE_ONLY = [Reaches.ALL]


@web.require_GET
@web.page_for("org.role.view")
def matrix(request: web.HttpRequest) -> web.HttpResponse:
    """All roles side by side, a chapter at a time or as searched."""
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ("q", "chapter", "role", "reach")}
    told = compared(asked["q"], asked["chapter"], asked["role"], asked["reach"])
    context = {"title": _("Permission matrix"), "told": told, "asked": asked, "every": Role.objects.order_by("code"),
               "legend": [(key, SHORT[key], label) for key, label in Reaches.choices],
               "may_change": actor.current().may("org.role.change")}  # fmt: skip
    return web.render(request, "administration/rights.html", context)


@web.require_http_methods(["GET", "POST"])
@web.page_for("org.role.change")
def rights(request: web.HttpRequest, pk: int, label: str) -> web.HttpResponse:
    """One select a verb; objects that nobody owns are open everywhere or not at all."""
    role = Role.objects.filter(pk=pk).first()
    line = found(role, label) if role else None
    if role is None or line is None:
        raise web.Http404
    made = type("RightsForm", (web.KitForm,), {str(place): _choice(right, line) for place, right in enumerate(line.rights)})
    form = made(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            set_reaches(role, {right.permission: form.cleaned_data[str(n)] for n, right in enumerate(line.rights)})
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return web.go(request, f"/administration/roles/{pk}", _("Saved: %(record)s") % {"record": role})
    title = line.title if label != OTHER else _("Pages and guarded fields")
    context = {"role": role, "form": form, "title": title, "back": f"/administration/roles/{pk}"}
    return web.render(request, "administration/role_rights.html", context, status=422 if form.is_refused else 200)


def _choice(right: Any, line: Any) -> web.forms.ChoiceField:
    allowed = Reaches if line.owned else EVERYWHERE_ONLY
    if right.reach and right.reach not in allowed:
        allowed = [*allowed, Reaches(right.reach)]
    choices = [("", _("Not at all")), *((reach.value, reach.label) for reach in allowed)]
    return web.forms.ChoiceField(choices=choices, label=right.label, required=False, initial=right.reach)
