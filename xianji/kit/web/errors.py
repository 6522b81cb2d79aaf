"""Full-page errors: only for 403, 404 and 500."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "kit/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "kit/403.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "kit/500.html", status=500)
