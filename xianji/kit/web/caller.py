"""Where a request comes from."""

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
