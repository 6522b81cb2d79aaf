"""A request to another unit that begins on the page of what it is about."""

from django.utils.translation import gettext as _

from xianji.kit.web.pages import HttpRequest, HttpResponse, page_for, require_http_methods
from xianji.workspace.about import new_about
from xianji.workspace.handovers.models import Handover
from xianji.workspace.handovers.resource import HandoverResource


@require_http_methods(["GET", "POST"])
@page_for("workspace.handover.create")
def new(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Asked over the page or on a page of its own."""
    return new_about(request, Handover, HandoverResource.quick, (label, pk), _("Ask another unit"))
