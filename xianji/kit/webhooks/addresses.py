"""Which addresses may be called: public ones by https, and what the operator of the server has opened besides."""

import ipaddress
import re
import socket
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

HOST, SHAPE = re.compile(r"[A-Za-z0-9._:-]+"), re.compile(r"[!-~]*")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
PORTS = {"https": 443, "http": 80}
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that a gateway translates into the IPv4 address at their end."""


class Closed(Exception):
    """This address is not called; the sentence says why."""


@dataclass(frozen=True)
class Target:
    """A URL taken apart."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def named(self) -> str:
        """The Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def read(url: str) -> Target:
    """The parts of a URL whose shape allows it to be called; where its name leads is looked at when it is called."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError) as problem:
        raise Closed(_("This is not an address such as https://example.com/hook.")) from problem
    if parts.scheme not in PORTS or not HOST.fullmatch(host) or not SHAPE.fullmatch(parts.path + parts.query):
        raise Closed(_("This is not an address such as https://example.com/hook."))
    if parts.scheme == "http" and not networks():
        raise Closed(_("The address must begin with https://."))
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise Closed(_("An address with a user, a password or a # is not called."))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    target = Target(parts.scheme, host, port or PORTS[parts.scheme], path)
    if (literal := as_address(host)) is not None:
        must_be_open(target, literal)
    return target


def found(target: Target) -> list[Any]:
    """[(family, socket address)] of where it leads now; one closed address among them closes all."""
    try:
        rows = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise Closed(_("The name “%(host)s” leads nowhere.") % {"host": target.host}) from problem
    places = [(family, where) for family, _kind, _protocol, _name, where in rows]
    for _family, where in places:
        must_be_open(target, ipaddress.ip_address(str(where[0]).partition("%")[0]))
    return places


def must_be_open(target: Target, address: Address) -> None:
    address = plain(address)
    if any(address in network for network in networks()):
        return
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        raise Closed(_("“%(host)s” lies in a network that is not called: %(address)s.")
                     % {"host": target.host, "address": address})  # fmt: skip
    if target.scheme != "https":
        raise Closed(_("The address must begin with https://."))


def plain(address: Address) -> Address:
    """The IPv4 address inside one that only wraps it."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
    return inner or address


def as_address(host: str) -> Address | None:
    """A host that is written as a number, in whatever way the system reads one."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def networks() -> tuple[Any, ...]:
    """What the operator has opened besides the public internet."""
    return _networks(tuple(settings.WEBHOOK_NETWORKS))


@cache
def _networks(given: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(ipaddress.ip_network(one) for one in given)
