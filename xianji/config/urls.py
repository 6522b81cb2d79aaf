"""Every address of the product."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path

from xianji.kit.api.door import api
from xianji.kit.imports.urls import patterns as import_patterns
from xianji.kit.installed.pages import patterns as installed_patterns
from xianji.kit.web.preferences import preferences
from xianji.kit.web.urls import patterns
from xianji.workspace.today.views import home


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz),
    path("", home),
    path("preferences", preferences),
    path("account/", include("xianji.administration.signin.urls")),
    re_path(r"^api/", api),
    *installed_patterns,
    *import_patterns,
    *patterns(),
]
handler404 = "xianji.kit.web.errors.missing"
handler403 = "xianji.kit.web.errors.forbidden"
handler500 = "xianji.kit.web.errors.broken"
