"""One signed POST to an address that was looked at: no redirect is followed, nothing of the answer is kept but its status."""

import hashlib
import hmac
import http.client
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from typing import Any

from xianji.kit.webhooks import addresses
from xianji.kit.webhooks.addresses import Target

CONNECT, WHOLE = 5.0, 15.0
"""Seconds to be connected, and for all of it."""
GONE = 410


class Unsent(Exception):
    """Nothing was answered."""


@dataclass(frozen=True)
class Answer:
    status: int
    took: int
    """Milliseconds."""

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 300


def signature(secret: str, moment: int, content: bytes) -> str:
    """`t=1764300000,v1=…`: HMAC-SHA256 over the moment, a dot and the body, so that neither can be exchanged."""
    mark = hmac.new(secret.encode(), f"{moment}.".encode() + content, hashlib.sha256)
    return f"t={moment},v1={mark.hexdigest()}"


def post(url: str, content: bytes, headers: dict[str, str]) -> Answer:
    """Raises Closed where the address may not be called, Unsent where nobody answers in time."""
    target = addresses.read(url)
    places = addresses.found(target)
    begun = time.monotonic()
    try:
        status = exchange(target, places[0], content, headers)
    except (OSError, http.client.HTTPException) as problem:
        raise Unsent(f"{type(problem).__name__}: {problem}"[:200]) from problem
    return Answer(status, round((time.monotonic() - begun) * 1000))


def exchange(target: Target, place: Any, content: bytes, headers: dict[str, str]) -> int:
    """The status of the answer. The connection goes to the very address that was looked at, whatever its name says by now;
    who answers drop by drop is cut off."""
    line = socket.socket(place[0], socket.SOCK_STREAM)
    line.settimeout(CONNECT)
    cut = threading.Timer(WHOLE, cut_off, [line])
    cut.daemon = True
    cut.start()
    try:
        line.connect(place[1])
        if target.scheme == "https":
            line = ssl.create_default_context().wrap_socket(line, server_hostname=target.host)
            cut.args = [line]
        connection = http.client.HTTPConnection(target.host, target.port)
        connection.sock = line
        connection.putrequest("POST", target.path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": target.named, **headers, "Content-Length": str(len(content)), "Connection": "close"}.items():
            connection.putheader(name, value)
        connection.endheaders(content)
        return connection.getresponse().status
    finally:
        cut.cancel()
        line.close()


def cut_off(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        line.close()
