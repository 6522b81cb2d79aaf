"""A receiver on this machine, and a webhook that calls it."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from tests.cast import Cast
from tests.making import make
from xianji.administration.webhooks.actions import new_secret
from xianji.kit import outbox
from xianji.kit.webhooks import gathering
from xianji.kit.webhooks.models import Webhook
from xianji.lib.actor import SYSTEM, acting


class Receiver:
    """What was heard, as [(headers, body)], and how it answers."""

    def __init__(self) -> None:
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.status = 200
        self.headers: dict[str, str] = {}

    @property
    def bodies(self) -> list[Any]:
        return [json.loads(body) for _headers, body in self.heard]


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    made = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            made.heard.append((dict(self.headers.items()), self.rfile.read(length)))
            self.send_response(made.status)
            for name, value in made.headers.items():
                self.send_header(name, value)
            self.end_headers()

        do_GET = do_POST

        def log_message(self, *args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    made.url = f"http://127.0.0.1:{server.server_port}/hook?x=1"  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def hook(cast: Cast, receiver: Receiver) -> Callable[..., Webhook]:
    """`hook("alice", verbs="win")`: switched on, with the rights of one of the cast."""

    def made(name: str, **values: Any) -> Webhook:
        given = {"kind": "sales.opportunity", "url": receiver.url, "person": cast.person(name), **values}  # type: ignore[attr-defined]
        webhook = make(Webhook, **given)
        with acting(SYSTEM):
            new_secret(webhook)
        return Webhook.unscoped.get(pk=webhook.pk)

    return made


@pytest.fixture
def work() -> Callable[[], int]:
    """One look of the worker: promise, then deliver; how many were delivered."""

    def done() -> int:
        gathering.gather()
        return outbox.drain(slowly=True)

    return done
