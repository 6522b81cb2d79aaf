"""The page behind the link of a mail: one press, or one click in the mail program itself."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from xianji.customers.nurturing import farewell
from xianji.customers.webforms.page import POLICY
from xianji.customers.webforms.rules import frame_ancestors
from xianji.kit.web.language import html_code
from xianji.kit.web.pages import Http404, HttpRequest, HttpResponse, render, require_http_methods
from xianji.org.company.settled import company


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at it changes nothing, as programs follow links that nobody has pressed."""
    made = farewell.mail_of(token)
    if made is None:
        raise Http404
    if request.method == "POST":
        with translation.override(company().language):
            farewell.leave(made, _("Link of a mail"))
    told = {
        "firm": company().name, "is_gone": request.method == "POST" or farewell.is_gone(made), "action": farewell.PATH + token,
        "html_language": html_code(translation.get_language() or "en"), "words": {}, "others": [],
    }  # fmt: skip
    answer = render(request, "customers/nurturing/farewell.html", told)
    answer["Content-Security-Policy"] = POLICY.format(frame_ancestors(""))
    answer["X-Robots-Tag"] = "noindex"
    return answer
