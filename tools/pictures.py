"""Pictures of the screens of a demo company of its own: `python tools/pictures.py [folder [part of a name …]]`, by default all
of them in docs/pictures/screens.

Each screen by day at two widths in three languages, and by night; what a screen complains of in the console is printed and
makes the command fail. Needs Chromium and CJK fonts."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.browser.gallery import CHROMIUM

LOGIN, PASSWORD = "director", "xianji-demo"
WIDTHS = {"wide": (1440, 900), "phone": (390, 844)}
LOOKS = [("light", "zh-hans"), ("dark", "zh-hans"), ("light", "zh-hant"), ("light", "en")]


@dataclass(frozen=True)
class Screen:
    """A name, an address, and what is done before the picture is taken: a selector is clicked, where it is to be seen, then
    keys are pressed."""

    name: str
    path: str
    keys: tuple[str, ...] = ()
    click: str = ""

    def open(self, page: Any) -> None:
        page.goto(self.path, wait_until="networkidle")
        seen = page.locator(self.click).locator("visible=true") if self.click else None
        if seen and seen.count():
            seen.first.click()
        for key in self.keys:
            page.keyboard.press(key)
        page.wait_for_timeout(250)


SCREENS = (
    Screen("customers-columns", "/customers/customers/", click="[data-opens=columns], [popovertarget=columns]"),
    Screen("customers-filter", "/customers/customers/", keys=("f",)),
    Screen("customers-grouped", "/customers/customers/?group=state"),
    Screen("customers-chart", "/customers/customers/?layout=chart&by=state"),
    Screen("customers-trash", "/customers/customers/trash"),
    Screen("customers-new", "/customers/customers/new"),
    Screen("deals-board", "/sales/opportunities/?layout=board"),
    Screen("deals-month", "/sales/opportunities/?layout=chart&by=expected_on&sum=amount"),
    Screen("deals-heat", "/sales/opportunities/?layout=chart&by=stage&across=owner"),
    Screen("customers-sort", "/customers/customers/", click="[popovertarget=sorting]"),
    Screen("customers-export", "/customers/customers/", click="[popovertarget=export]"),
    Screen("customers-ticked", "/customers/customers/", keys=("j", "x", "j", "x")),
    Screen("customers-beside", "/customers/customers/", keys=("j", "Control+Enter")),
    Screen("customers-inline", "/customers/customers/", keys=("j", "e")),
    Screen("customers-new-wrong", "/customers/customers/new", click="form button[data-v=primary]"),
    Screen("customers-filtered-empty", "/customers/customers/?q=zzzzzzzz"),
    Screen("customers-wrong", "/customers/customers/?colour=red"),
    Screen("deals-calendar", "/sales/opportunities/?layout=calendar"),
    Screen("menu-company", "/", click=".brand"),
    Screen("menu-me", "/", click=".me .who"),
    Screen("menu-more", "/", click=".tabbar [popovertarget=side]"),
    Screen("menu-new", "/", click=".tabbar .add"),
    Screen("import", "/import/new"),
    Screen("account-password", "/account/password/change/"),
    Screen("account-second-step", "/account/2fa/"),
    Screen("account-sessions", "/account/sessions/"),
    Screen("account-tokens", "/account/tokens/"),
    Screen("settings", "/administration/settings"),
    Screen("offline", "/offline"),
    Screen("palette", "/", keys=("Control+k",)),
    Screen("keys", "/", keys=("?",)),
    Screen("missing", "/nothing-is-here"),
)
"""Beside every page that the sidebar leads to, and the first record of every list among them."""
TABS = ("", "files", "comments", "timeline")


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures/screens")
    wanted = sys.argv[2:]
    path = shutil.which("chromium")
    if path is None:
        print("Chromium is not installed.")
        return 1
    from playwright.sync_api import sync_playwright

    complaints: list[str] = []
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        screens = [one for one in [*found(browser, address), *SCREENS] if not wanted or any(part in one.name for part in wanted)]
        for width in WIDTHS:
            for theme, language in LOOKS:
                complaints += take(browser, address, screens, folder, width, theme, language)
        browser.close()
    print(*complaints, sep="\n")
    return 1 if complaints else 0


@contextmanager
def demo() -> Iterator[str]:
    """A demo company on a free port, thrown away afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="xianji-pictures-") as home:
        environment = {**os.environ, "XIANJI_HOME": home, "LANG": "zh_CN.UTF-8"}
        command = [sys.executable, "-m", "xianji.config.cli", "serve", "--demo", "--port", str(port), "--workers", "1"]
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        address = f"http://127.0.0.1:{port}"
        try:
            while True:
                try:
                    urllib.request.urlopen(f"{address}/account/login/").read()
                    break
                except OSError:
                    if server.poll() is not None:
                        raise SystemExit("The demo company did not start.") from None
                    time.sleep(0.2)
            yield address
        finally:
            server.terminate()
            server.wait(60)


def signed_in(browser: Any, address: str, width: str, theme: str, language: str) -> Any:
    across, down = WIDTHS[width]
    finger = width == "phone"
    context = browser.new_context(
        base_url=address, viewport={"width": across, "height": down}, is_mobile=finger, has_touch=finger
    )
    cookies = {"theme": theme, "language": language}
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    context.add_init_script("sessionStorage.clear()")
    page = context.new_page()
    page.goto("/account/login/")
    page.fill("[name=login]", LOGIN)
    page.fill("[name=password]", PASSWORD)
    page.click("form button[data-v=primary]")
    page.wait_for_load_state("networkidle")
    return page


def found(browser: Any, address: str) -> list[Screen]:
    """Every page that the sidebar leads to, and the first record of each list among them with its tabs."""
    page = signed_in(browser, address, "wide", "light", "en")
    hrefs = page.locator("nav a[href^='/']").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    hrefs = [href for href in hrefs if not re.search(r"/\d+$", href)]
    screens = []
    for href in dict.fromkeys(["/", *hrefs]):
        screens.append(Screen(named(href), href))
        page.goto(href, wait_until="networkidle")
        rows = page.locator("a.row[href], td[data-m=title] a[href]")
        if rows.count():
            record = rows.first.get_attribute("href").partition("?")[0]
            tabs = [tab for tab in TABS if tab in {"", *tabs_of(page, record)}]
            one = f"{named(href)}-one"
            screens += [Screen(f"{one}-{tab}", f"{record}?tab={tab}") if tab else Screen(one, record) for tab in tabs]
    page.context.close()
    return screens


def tabs_of(page: Any, record: str) -> list[str]:
    page.goto(record, wait_until="networkidle")
    hrefs = page.locator("[role=tablist] a[href*='tab=']").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [href.partition("tab=")[2].partition("&")[0] for href in hrefs]


def named(href: str) -> str:
    """`sales-opportunities` for `/sales/opportunities/`."""
    return href.partition("?")[0].strip("/").replace("/", "-") or "home"


def take(browser: Any, address: str, screens: list[Screen], folder: Path, width: str, theme: str, language: str) -> list[str]:
    """One look of every screen; what it complained of."""
    page = signed_in(browser, address, width, theme, language)
    told: list[str] = []
    for screen in screens:
        said: list[str] = []
        page.once("pageerror", lambda error, said=said: said.append(str(error)))
        screen.open(page)
        if width == "phone" and page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            said.append("is wider than the phone")
        target = folder / width / f"{theme}-{language}" / f"{screen.name}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=target)
        told += [f"{screen.name} ({width}, {theme}, {language}): {one}" for one in said]
    page.context.close()
    return told


if __name__ == "__main__":
    raise SystemExit(main())
