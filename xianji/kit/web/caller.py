"""Where a request comes from, and what holds it in the hand."""

from allauth.core.internal.httpkit import get_client_ip
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The caller's address, told by as many proxies as stand in front (XIANJI_PROXIES). Who comes past them is known by the
    address of the connection; empty where there is none."""
    try:
        return get_client_ip(request) or ""
    except ImproperlyConfigured:  # fewer have passed it on than stand in front
        return str(request.META.get("REMOTE_ADDR", ""))


def is_phone(request: HttpRequest) -> bool:
    """Whether the browser says of itself that it is a phone's: by the hint where it gives one, else by its name."""
    hint = request.headers.get("Sec-CH-UA-Mobile")
    return hint == "?1" if hint else "Mobi" in request.headers.get("User-Agent", "")
