"""What a browser reads to keep the product like a program: manifest, service worker, and the page for no network."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xianji.kit.installed import release
from xianji.kit.installed.shells import shell_at, shells
from xianji.kit.web.language import html_code

CANVAS = "#f1f4f4"
PICTURES = {"vendor/icon-192.png": 192, "vendor/icon-512.png": 512}


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """In the reader's language: the link to it brings the cookie along."""
    drawn = [{"src": static("xj/icon.svg"), "sizes": "any", "type": "image/svg+xml"}]
    drawn += [{"src": static(name), "sizes": f"{px}x{px}", "type": "image/png"} for name, px in PICTURES.items()]
    drawn += [{"src": static("vendor/icon-full-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"}]
    told = {
        "id": "/", "start_url": "/", "scope": "/", "display": "standalone", "lang": html_code(translation.get_language()),
        "name": _("Xianji"), "short_name": _("Xianji"), "background_color": CANVAS, "theme_color": CANVAS, "icons": drawn,
        "description": _("Xianji: sales management that runs on the company's own regulation."),
    }  # fmt: skip
    return JsonResponse(told, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    return HttpResponse(release.worker(translation.get_language()), content_type="text/javascript; charset=utf-8")


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The same for everybody, so that a device that keeps it keeps nothing of anybody."""
    told = {"language": html_code(translation.get_language()), "shells": shells}
    return HttpResponse(render_to_string("kit/offline.html", told))


@require_safe
def shell(request: HttpRequest, path: str) -> HttpResponse:
    """The page of a chapter that works without a network, as the device keeps it: the same for everybody."""
    found = shell_at(f"/{path}")
    if found is None:
        raise Http404
    return HttpResponse(found.page(translation.get_language()))


patterns = [path("manifest.webmanifest", manifest), path("service-worker.js", worker), path("offline", offline),
            path("offline/<path:path>", shell)]
