"""Theme and language, kept in cookies so that the page comes right at once, and with the user for other devices."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from xianji.kit.web.answers import safe_next

YEAR = 365 * 86400


@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Takes `theme` (light, dark, auto), `language` and `keys` (on, off); back to where one came from. Keys belong to the
    device: somebody who speaks to one machine types on another."""
    answer = HttpResponseRedirect(safe_next(request, "/"))
    changed = {}
    if (theme := request.POST.get("theme")) in {"light", "dark", "auto"}:
        changed["theme"] = "" if theme == "auto" else theme
    if (language := request.POST.get("language")) in dict(settings.LANGUAGES):
        changed["language"] = language
    cookies = dict(changed)
    if (keys := request.POST.get("keys")) in {"on", "off"}:
        cookies["keys"] = keys
    for name, value in cookies.items():
        answer.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    if changed and request.user.is_authenticated:
        get_user_model().objects.filter(pk=request.user.pk).update(**changed)
    return answer
