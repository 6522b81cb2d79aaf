"""The same answer at an address that needs no resource path: `/administration/why/sales.quote/7`."""

from xianji.kit import registry
from xianji.kit.web import pages as web


@web.require_GET
@web.signed_in
def why(request: web.HttpRequest, label: str, pk: int) -> web.HttpResponse:
    """On to the tab of the record; what one may not see does not exist."""
    resource = registry.resources.get(label)
    if resource is None or not resource.model.objects.filter(pk=pk).exists():
        raise web.Http404
    return web.go(request, f"{resource.address(pk)}?tab=why")
