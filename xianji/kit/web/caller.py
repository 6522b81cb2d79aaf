"""Where a request comes from."""

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The caller's address, told by as many proxies as stand in front (XIANJI_PROXIES); empty where none is told."""
    return get_client_ip(request) or ""
