"""The page on which an invited person chooses a password."""

from allauth.account.forms import ResetPasswordKeyForm
from allauth.core import ratelimit

from xianji.administration.signin import writing
from xianji.kit.web.pages import Http404, HttpRequest, HttpResponse, go, render, require_http_methods
from xianji.org.users.invitations import accept, invited


@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Works without being signed in and without scripts; the link says nothing once it is used."""
    if refused := ratelimit.consume_or_429(request, action="reset_password_from_key"):
        return refused
    user = invited(token)
    if user is None:
        return render(request, "account/invitation.html", {"token_fail": True}, status=410)
    form = ResetPasswordKeyForm(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and form.is_valid():
        accept(user, form.cleaned_data["password1"])
        writing.write("accept_invitation", user, request)
        return go(request, "/account/password/reset/key/done/")
    context = {"form": form, "name": str(user.person or user.login), "login": user.login}
    return render(request, "account/invitation.html", context, status=422 if form.errors else 200)


def closed(request: HttpRequest, **_: object) -> HttpResponse:
    """Mail addresses are kept by administrators, so allauth's own page for them does not exist."""
    raise Http404
