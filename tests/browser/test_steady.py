"""A reading waits for the page that a click began."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


class Halves(BaseHTTPRequestHandler):
    """A page of two rows, whose second comes a little later."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if self.path == "/rows":
            self.wfile.write(b"<i>one</i>" + b" " * 2_000)
            self.wfile.flush()
            threading.Event().wait(0.3)
            self.wfile.write(b"<i>two</i>")
        else:
            self.wfile.write(b"<a href='/rows'>Rows</a>")

    def log_message(self, *_said: Any) -> None:
        return


@pytest.fixture
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Halves) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_page_half_there_is_not_counted(chromium: Any, address: str) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        page.click("a")
        assert page.locator("i").count() == 2
