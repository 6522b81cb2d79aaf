"""The public page of a form, its square codes, and looking at doubtful answers."""

from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from xianji.customers.webforms import pictures, rules, wording
from xianji.customers.webforms.looking import settle
from xianji.customers.webforms.models import Submission, WebForm
from xianji.customers.webforms.page import Page
from xianji.kit.records.finding import is_seen, seen
from xianji.kit.records.holding import Holding
from xianji.kit.web.pages import (
    Http404,
    HttpRequest,
    HttpResponse,
    go,
    page_for,
    require_GET,
    require_http_methods,
    require_POST,
)
from xianji.lib import actor

LIST = "/customers/webforms"
VIEW, CHANGE = "customers.webform.view", "customers.webform.change"
PICTURES: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "svg": ("image/svg+xml", pictures.svg), "png": ("image/png", pictures.png),
}  # fmt: skip


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def public(request: HttpRequest, key: str) -> HttpResponse:
    """Fill it in. It asks for no session and leaves no cookie; a ticket of its own stands for both."""
    page = page_of(request, key)
    with translation.override(page.language):
        return page.answered() if request.method == "POST" else page.opened()


@require_GET
def thanks(request: HttpRequest, key: str) -> HttpResponse:
    """After it was sent."""
    page = page_of(request, key)
    with translation.override(page.language):
        return page.thanks()


def page_of(request: HttpRequest, key: str) -> Page:
    """Drafts are there only for those who may see the form, to look at."""
    form = WebForm.unscoped.filter(key=key, deleted_at=None).select_related("campaign", "region", "team").first()
    language = wording.language_for(form, translation.get_language() or "") if form else ""
    is_draft = form is not None and form.state == WebForm.State.DRAFT
    if form is None or not language or (is_draft and not (actor.current_or_none() and is_seen(form))):
        raise Http404
    return Page(request, form, language, is_preview=is_draft)


@require_GET
@page_for(VIEW)
def code(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The square code of the address, with the medium it is printed on."""
    form = seen(WebForm, pk)
    if form is None or kind not in PICTURES:
        raise Http404
    content_type, draw = PICTURES[kind]
    medium = rules.medium(request.GET.get("s", ""))
    answer = HttpResponse(draw(address(request, form, medium)), content_type=content_type)
    answer["Content-Disposition"] = f'inline; filename="{"-".join(filter(None, (form.number, medium)))}.{kind}"'
    return answer


def address(request: HttpRequest, form: WebForm, medium: str = "") -> str:
    return request.build_absolute_uri(form.path + (f"?s={medium}" if medium else ""))


@require_POST
@page_for(CHANGE)
def look(request: HttpRequest, pk: int, answer: int) -> HttpResponse:
    """Genuine, or spam."""
    form = seen(WebForm, pk)
    if form is None or not Holding(form, actor.current()).may(CHANGE):
        raise Http404
    if not Submission.objects.filter(pk=answer, form=form).exists():
        raise Http404
    is_genuine = request.POST.get("found") == "genuine"
    settle(answer, is_genuine=is_genuine)
    return go(request, f"{LIST}/{pk}", _("It goes its way now.") if is_genuine else _("Marked as spam."))
