"""No webhook reaches what only this machine or its network can reach, however the address is written."""

import ipaddress
import socket
from typing import Any

import pytest

from xianji.kit.webhooks import addresses, sending
from xianji.kit.webhooks.addresses import Closed, plain

INSIDE = [
    "https://127.0.0.1/", "https://127.1/", "https://2130706433/", "https://0x7f000001/", "https://0/", "https://10.0.0.1/",
    "https://172.16.0.1/", "https://192.168.1.1/", "https://169.254.169.254/latest", "https://100.64.0.1/", "https://[::1]/",
    "https://[::]/", "https://[fe80::1]/", "https://[fc00::1]/", "https://[::ffff:127.0.0.1]/", "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/", "https://224.0.0.1/", "https://255.255.255.255/", "https://192.0.2.1/", "https://240.0.0.1/",
]  # fmt: skip
MISSHAPEN = [
    "ftp://example.com/", "http://example.com/", "https://", "https://user:word@example.com/", "https://user@example.com/",
    "https://example.com/#x", "https://example.com:99999/", "https://exa mple.com/", "https://example.com/\r\nX: 1",
    "https://example.com/ä", "https://[fe80::1%25eth0]/", "example.com", "https://[::1", "https://" + "a" * 70 + ".com/",
]  # fmt: skip


@pytest.mark.parametrize("url", INSIDE)
def test_addresses_inside_are_closed_when_they_are_entered(url: str) -> None:
    with pytest.raises(Closed):
        addresses.read(url)


@pytest.mark.parametrize("url", MISSHAPEN)
def test_misshapen_addresses_are_refused(url: str) -> None:
    with pytest.raises(Closed):
        addresses.read(url)


@pytest.mark.parametrize("url", ["https://example.com", "https://8.8.8.8:8443/hook?x=1", "https://例子.测试/hook"])
def test_public_ones_are_open(url: str) -> None:
    assert addresses.read(url).path.startswith("/")


def leads_to(monkeypatch: pytest.MonkeyPatch, *given: str) -> None:
    def found(host: str, port: int, **_options: Any) -> list[Any]:
        families = [socket.AF_INET6 if ":" in one else socket.AF_INET for one in given]
        return [(family, socket.SOCK_STREAM, 6, "", (one, port)) for family, one in zip(families, given, strict=True)]

    monkeypatch.setattr(socket, "getaddrinfo", found)


@pytest.mark.parametrize("given", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::ffff:192.168.0.1"], ["fe80::1%eth0"]])
def test_a_name_that_leads_inside_is_closed_when_it_is_called(monkeypatch: pytest.MonkeyPatch, given: list[str]) -> None:
    leads_to(monkeypatch, *given)
    with pytest.raises(Closed):
        sending.post("https://example.com/", b"{}", {})


def test_the_connection_goes_where_was_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that changes its mind between looking and calling gains nothing."""
    leads_to(monkeypatch, "8.8.8.8")
    called = []

    def connect(self: Any, where: Any) -> None:
        called.append(where)
        leads_to(monkeypatch, "127.0.0.1")
        raise ConnectionRefusedError

    class Line:
        def __init__(self, *args: Any) -> None: ...
        def settimeout(self, seconds: float) -> None: ...
        def close(self) -> None: ...
        def shutdown(self, how: int) -> None: ...

    Line.connect = connect  # type: ignore[attr-defined]
    monkeypatch.setattr(sending.socket, "socket", Line)
    with pytest.raises(sending.Unsent):
        sending.post("https://example.com/", b"{}", {})
    assert called == [("8.8.8.8", 443)]


def test_the_operator_may_open_a_network(settings: Any) -> None:
    settings.WEBHOOK_NETWORKS = ["10.20.0.0/16"]
    assert addresses.read("http://10.20.1.1/x").host == "10.20.1.1"
    for closed in ("http://10.21.0.1/", "https://10.21.0.1/", "http://8.8.8.8/"):
        with pytest.raises(Closed):
            addresses.read(closed)


def test_wrapped_addresses_are_unwrapped() -> None:
    for wrapped in ("::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::"):
        assert plain(ipaddress.ip_address(wrapped)) == ipaddress.ip_address("10.0.0.1")
