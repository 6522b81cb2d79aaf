"""One's own API tokens, and those of everybody for administrators."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from xianji.administration.tokens import actions
from xianji.administration.users.actions import MANAGE
from xianji.kit.refusals import Refused
from xianji.kit.web import pages as web
from xianji.lib import whole
from xianji.org.users.models import Token

OWN, ALL, PAGE = "/account/tokens/", "/administration/tokens", 50
ENDS = (30, 90, 365)


def ends() -> list[tuple[int, str]]:
    """How long a token may hold; 0 is without end."""
    told = [(days, ngettext("%(count)s day", "%(count)s days", days) % {"count": days}) for days in ENDS]
    return [*told, (0, _("Without end"))]


class TokenForm(web.KitForm):
    """What it is for, and how long it holds."""

    name = web.forms.CharField(
        max_length=80, label=gettext_lazy("Name"), help_text=gettext_lazy("What it is for, such as “Stock system”.")
    )
    days = web.forms.TypedChoiceField(coerce=int, choices=ends, initial=90, label=gettext_lazy("Valid for"))


@web.require_http_methods(["GET", "POST"])
@web.signed_in
def own(request: web.HttpRequest) -> web.HttpResponse:
    """The list with a form above it; a token that was just made stands there once."""
    return made(request) if request.method == "POST" else shown(request, TokenForm())


@reauthentication_required
def made(request: web.HttpRequest) -> web.HttpResponse:
    """Only soon after the password was given: a token outlives the session."""
    form = TokenForm(request.POST)
    if form.is_valid():
        try:
            token = actions.make(web.account(request), form.cleaned_data["name"], form.cleaned_data["days"] or None)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return shown(request, TokenForm(), token)
    return shown(request, form, status=422)


def shown(request: web.HttpRequest, form: TokenForm, token: str = "", status: int = 200) -> web.HttpResponse:
    tokens = web.account(request).tokens.order_by("-pk")[: actions.MOST]
    context = {"form": form, "token": token, "tokens": tokens, "now": timezone.now()}
    return web.render(request, "administration/tokens_own.html", context, status=status)


@web.require_POST
@web.signed_in
def revoke_own(request: web.HttpRequest, pk: int) -> web.HttpResponse:
    return revoked(request, Token.objects.filter(user=request.user.pk), pk, OWN)


@web.require_GET
@web.page_for(MANAGE)
def everybodys(request: web.HttpRequest) -> web.HttpResponse:
    """Fifty tokens a page, newest first."""
    words, before = request.GET.get("q", "").strip(), whole.number(request.GET.get("before")) or 0
    found = list(actions.all_of(words, before)[: PAGE + 1])
    further = request.GET.copy()
    further["before"] = str(found[PAGE - 1].pk) if len(found) > PAGE else ""
    context = {
        "title": _("API tokens"), "tokens": found[:PAGE], "words": words, "now": timezone.now(),
        "first_href": ALL if before else "", "next_href": f"?{further.urlencode()}" if further["before"] else "",
    }  # fmt: skip
    return web.render(request, "administration/tokens.html", context)


@web.require_POST
@web.page_for(MANAGE)
def revoke_any(request: web.HttpRequest, pk: int) -> web.HttpResponse:
    return revoked(request, Token.objects.all(), pk, ALL)


def revoked(request: web.HttpRequest, among: Any, pk: int, back: str) -> web.HttpResponse:
    token = among.select_related("user").filter(pk=pk).first()
    if token is None:
        raise web.Http404
    actions.revoke(token)
    return web.go(request, back, _("Revoked: %(name)s") % {"name": token.name})
