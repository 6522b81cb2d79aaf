"""Every part and skeleton on sample pages, without Django: served on loopback under the product's content policy.

`python -m tests.browser.gallery [folder]` writes screenshots at 1440 and 390 px, light and dark."""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from tests.browser import gallery_values as values

ROOT = Path(__file__).resolve().parents[2]
KIT = ROOT / "xianji" / "kit"
STATIC = [KIT / "static", Path(str(find_spec("django_htmx").origin)).parent / "static"]  # type: ignore[union-attr]
POLICY = (
    "default-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"]  # fmt: skip


def chromium() -> str | None:
    """Where Chromium is: rather the one without windows of its own, which takes two thirds of the time."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


PAGES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "kit": ("kit.html", "", values.KIT),
    "list": (
        "list.html",
        "客户",
        {"customers": [values.customer(n, f) for n, f in enumerate(values.FIRMS, 1)], "views": values.VIEWS},
    ),
    "list-empty": ("list.html", "客户", {"customers": [], "views": values.VIEWS}),
    "record": ("record.html", "客户", {}),
    "form": ("form.html", "客户", {}),
    "import": ("import.html", "客户", {}),
    "login": (
        "account/login.html",
        "",
        {"roll": [dict(zip(("number", "title", "saying"), c, strict=True)) for c in values.ROLL]},
    ),
    "reset": ("account/password_reset_done.html", "", {"roll": []}),
    "second-step": ("mfa/index.html", "", {"authenticators": {"totp": None, "recovery_codes": None}}),
}


def environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader([KIT / "jinja2", Path(__file__).parent / "gallery"]),
        autoescape=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(static=lambda path: f"/static/{path}", drawn=drawn)
    env.filters["moment"] = str
    return env


def drawn(name: str, size: str = "") -> Markup:
    """An icon, as the product's own environment draws it."""
    return Markup('<svg class="i {}" aria-hidden="true"><use href="/static/vendor/icons.svg#i-{}"/></svg>').format(size, name)


def page(env: Environment, name: str, theme: str) -> str:
    template, current, context = PAGES[name]
    return env.get_template(template).render({**values.shared(current, theme), **EXTRA.get(name, {}), **context})


def field(value: str = "", errors: tuple[str, ...] = ()) -> Any:
    return SimpleNamespace(value=lambda: value, errors=errors)


class LoginForm(dict[str, Any]):
    """Looks to the template like allauth's form."""

    fields = ("login", "password", "remember")

    def non_field_errors(self) -> list[str]:
        return []


EXTRA: dict[str, dict[str, Any]] = {
    "login": {"form": LoginForm(login=field("lin.zhixia"), password=field(), remember=field("on"))},
    "record": {
        "details": [{"label": label, "value": value, "edit_href": "#"} for label, value in values.DETAILS],
        "history": values.HISTORY,
        "figures": [{"label": "负责人", "value": "林知夏"}, {"label": "年成交", "value": "1,204.0 万"}, {"label": "在途商机", "value": "3 个 · 642 万"},
                    {"label": "信用占用", "value": "88%"}, {"label": "应收逾期", "value": "0"}, {"label": "最近联系", "value": "6 天前 · 邮件"},
                    {"label": "档案完整度", "value": "91%"}],
    },
}  # fmt: skip


class Gallery(BaseHTTPRequestHandler):
    """Pages, static files, and nothing else."""

    def __init__(self, env: Environment, *args: Any) -> None:
        self.env = env
        super().__init__(*args)

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        name = Path(url.path)
        if url.path.startswith("/static/"):
            files = [folder / url.path.removeprefix("/static/") for folder in STATIC]
            found = next((file for file in files if file.is_file()), None)
            return self.answer(found.read_bytes() if found else None, KINDS.get(name.suffix, "text/plain"))
        if name.stem not in PAGES:
            return self.answer(None, "text/plain")
        theme = parse_qs(url.query).get("theme", ["light"])[0]
        return self.answer(page(self.env, name.stem, theme).encode(), "text/html; charset=utf-8")

    def answer(self, body: bytes | None, kind: str) -> None:
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *args: Any) -> None:
        """Quiet: the tests look at the pages, not at a log."""


@contextmanager
def served() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Gallery, environment()))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def shoot(folder: Path, names: list[str]) -> None:
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM)
        for width, height, touch in ((1440, 900, False), (390, 844, True)):
            context = browser.new_context(viewport={"width": width, "height": height}, has_touch=touch, is_mobile=touch)
            tab = context.new_page()
            for name in names:
                for theme in ("light", "dark"):
                    tab.goto(f"{address}/{name}.html?theme={theme}", wait_until="networkidle")
                    tab.screenshot(path=folder / f"{name}-{width}-{theme}.png")
        browser.close()


if __name__ == "__main__":
    shoot(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "tests" / "browser" / "shots"), sys.argv[2:] or list(PAGES))
