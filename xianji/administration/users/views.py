"""The screens of accounts: list, one account, a new one, a role for it."""

from typing import Any

from django.utils.translation import gettext as _

from xianji.administration.users import actions, page
from xianji.administration.users.forms import AccountForm, RoleForm
from xianji.administration.users.opening import address_of, opened
from xianji.kit.refusals import Refused
from xianji.kit.web import pages as web
from xianji.lib import whole
from xianji.org.access.models import Assignment, Role
from xianji.org.people.models import Person
from xianji.org.users.models import User

LIST = "/administration/users"


@web.require_GET
@web.page_for(actions.MANAGE)
def users(request: web.HttpRequest) -> web.HttpResponse:
    """Fifty accounts a page, by login."""
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "state", "role", "after")}
    rows, after = page.listed(asked["q"], asked["state"], asked["role"], asked["after"])
    further = request.GET.copy()
    further["after"] = after
    context = {
        "title": _("Accounts"), "rows": rows, "asked": asked, "states": page.STATES, "roles": Role.objects.order_by("code"),
        "next_href": f"?{further.urlencode()}" if after else "", "first_href": LIST if asked["after"] else "",
    }  # fmt: skip
    return web.render(request, "administration/users.html", context)


@web.require_GET
@web.page_for(actions.MANAGE)
def user(request: web.HttpRequest, pk: int) -> web.HttpResponse:
    return shown(request, known(pk))


def shown(request: web.HttpRequest, account: User, **more: Any) -> web.HttpResponse:
    """The page of one account; `link` is an invitation that is shown only now."""
    return web.render(request, "administration/user.html", {"account": account, **page.shown(account), **more})


@web.require_http_methods(["GET", "POST"])
@web.page_for(actions.MANAGE)
def new(request: web.HttpRequest) -> web.HttpResponse:
    """An account for the person in the address, or for a new one; shows the link of the invitation."""
    person = Person.objects.filter(pk=number(request.GET.get("person"))).first()
    form = AccountForm(request.POST if request.method == "POST" else None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            account, link, is_sent = opened(request, person, form.cleaned_data)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return shown(request, account, link=link, is_sent=is_sent)
    context = {"form": form, "person": person, "title": _("New account"), "back": LIST}
    return web.render(request, "administration/user_new.html", context, status=422 if form.is_refused else 200)


@web.require_http_methods(["GET", "POST"])
@web.page_for(actions.MANAGE)
def role(request: web.HttpRequest, pk: int) -> web.HttpResponse:
    """Give a role, or change how far and how long it is held."""
    account = known(pk)
    held = Assignment.objects.filter(user=account, pk=number(request.GET.get("held"))).first()
    given = {"role": held.role_id, "units": held.units.all(), "until_on": held.until_on} if held else {}
    form = RoleForm(request.POST if request.method == "POST" else None, initial=given)
    if request.method == "POST" and form.is_valid():
        wish = form.cleaned_data
        try:
            actions.give_role(account, wish["role"], wish["units"], wish["until_on"])
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return web.go(request, f"{LIST}/{pk}", _("Saved: %(record)s") % {"record": wish["role"]})
    title = _("Role for %(login)s") % {"login": account.login}
    context = {"form": form, "account": account, "title": title, "back": f"{LIST}/{pk}"}
    return web.render(request, "administration/user_role.html", context, status=422 if form.is_refused else 200)


@web.require_POST
@web.page_for(actions.MANAGE)
def do(request: web.HttpRequest, pk: int, verb: str) -> web.HttpResponse:
    """A deed without questions; an invitation is shown once, on the page that answers."""
    account = known(pk)
    if verb == "invite":
        link, is_sent = address_of(request, account)
        return shown(request, account, link=link, is_sent=is_sent)
    if verb not in DEEDS:
        raise web.Http404
    deed, told = DEEDS[verb]
    deed(account)
    return web.go(request, f"{LIST}/{pk}", told)


@web.require_POST
@web.page_for(actions.MANAGE)
def take(request: web.HttpRequest, pk: int, held: int) -> web.HttpResponse:
    assignment = Assignment.objects.filter(user=known(pk), pk=held).select_related("role", "user").first()
    if assignment is None:
        raise web.Http404
    actions.take_role(assignment)
    return web.go(request, f"{LIST}/{pk}", _("Taken back: %(role)s") % {"role": assignment.role})


DEEDS: dict[str, Any] = {
    "close": (actions.close, _("The account is closed.")),
    "reopen": (actions.reopen, _("The account is open.")),
    "end_sessions": (actions.end_sessions, _("All sessions have ended.")),
    "reset_second_step": (actions.reset_second_step, _("The second step is switched off.")),
}


def known(pk: int) -> User:
    account = User.objects.select_related("person__unit").filter(pk=pk).first()
    if account is None:
        raise web.Http404
    return account


def number(text: str | None) -> int:
    """An id from an address; 0, which nobody has, for anything else."""
    return whole.number(text) or 0
