"""Pictures of the screens of a demo company: `python tools/pictures.py [--into FOLDER] [--look WORDS …] [--axe] [part …]`.

By default all of them in docs/pictures/screens: each screen at two widths in three languages, in 简体 by night too. `--look
phone-en` takes one of these alone, a part of a name those screens, so that it can be done bit by bit; a home in XIANJI_HOME is
used and kept, else a company is made for it and thrown away. `--axe` looks at each with axe besides. What a screen complains of
is printed and makes the command fail. Needs Chromium and CJK fonts."""

import argparse
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
from tests.browser.looking import UNFOLD, fits, until

LOGIN, PASSWORD = "director", "xianji-demo"
WIDTHS = {"wide": (1440, 900), "phone": (390, 844)}
LOOKS = {"zh-hans": ("light", "dark"), "zh-hant": ("light",), "en": ("light",)}
TONGUES = {"zh-hans": "zh-CN", "zh-hant": "zh-TW", "en": "en-GB"}
"""By which lights a screen is taken in each language; it is opened once for all of them."""


@dataclass(frozen=True)
class Screen:
    """A name, an address, and what is done before the picture is taken: the link of a verb is followed, a selector is clicked,
    where it is to be seen, then keys are pressed."""

    name: str
    path: str
    keys: tuple[str, ...] = ()
    click: str = ""
    asks: str = ""

    def open(self, page: Any) -> None:
        answer = page.goto(self.path, wait_until="networkidle")
        if answer is not None and answer.status >= 500:
            raise OSError(f"answers {answer.status}")
        if self.asks:
            page.evaluate(UNFOLD)
            page.locator(f"a[data-asks][href='{self.asks}']").first.evaluate("link => link.click()")
            until(page, lambda: page.locator("#verb dialog[open]").count() or page.url.endswith(self.asks))  # or its page
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
"""Beside every page that the sidebar leads to, and the first record of every list among them with its tabs and dialogs."""
EVERYWHERE = {"files", "comments", "history", "sharing", "evidence", "why", "tags", "hand-over"}
"""Tabs and dialogs that look alike on all records: pictures of the first tell of all."""


def main() -> int:
    given = arguments()
    path = shutil.which("chromium")
    if path is None:
        print("Chromium is not installed.")
        return 1
    from playwright.sync_api import sync_playwright

    looks = [(width, language) for width in WIDTHS for language in LOOKS]
    looks = [look for look in looks if not given.look or any(part in "-".join(look) for part in given.look)]
    complaints: list[str] = []
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        screens = [*found(browser, address), *SCREENS]
        screens = [one for one in screens if not given.parts or any(part in one.name for part in given.parts)]
        for look in looks:
            began = time.monotonic()
            complaints += take(browser, address, screens, given.into, *look, given.axe)
            print(f"{'-'.join(look)}: {len(screens)} screens in {time.monotonic() - began:.0f} s", flush=True)
        browser.close()
    print(*complaints, sep="\n")
    return 1 if complaints else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=Path("docs/pictures/screens"))
    parser.add_argument("--look", action="append", default=[])
    parser.add_argument("--axe", action="store_true")
    parser.add_argument("parts", nargs="*")
    return parser.parse_args()


@contextmanager
def demo() -> Iterator[str]:
    """A demo company on a free port: the one in XIANJI_HOME, or one that is thrown away afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="xianji-pictures-") as home:
        environment = {"XIANJI_HOME": home, **os.environ, "LANG": "zh_CN.UTF-8"}
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


def signed_in(browser: Any, address: str, width: str, theme: str, language: str, login: str = LOGIN) -> Any:
    across, down = WIDTHS[width]
    finger = width == "phone"
    context = browser.new_context(
        base_url=address, viewport={"width": across, "height": down}, locale=TONGUES[language], is_mobile=finger, has_touch=finger
    )
    cookies = {"theme": theme, "language": language}
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    context.add_init_script("sessionStorage.clear()")
    page = context.new_page()
    page.goto("/account/login/")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.click("form button[data-v=primary]")
    page.wait_for_load_state("networkidle")
    return page


def found(browser: Any, address: str, login: str = LOGIN) -> list[Screen]:
    """Every page that the sidebar leads to, and the first record of each list among them with its tabs and its dialogs."""
    page = signed_in(browser, address, "wide", "light", "en", login)
    hrefs = hrefs_of(page, "nav a[href^='/']")
    screens: list[Screen] = []
    seen: set[str] = set()
    for href in dict.fromkeys(["/", *(href for href in hrefs if not re.search(r"/\d+$", href))]):
        screens.append(Screen(named(href), href))
        page.goto(href, wait_until="domcontentloaded")
        if rows := hrefs_of(page, "a.row[href], td[data-m=title] a[href]"):
            screens += of_record(page, f"{named(href)}-one", rows[0].partition("?")[0], seen)
    page.context.close()
    return screens


def of_record(page: Any, name: str, record: str, seen: set[str]) -> Iterator[Screen]:
    """Its page, its tabs and its dialogs; those that look alike on all records once."""
    page.goto(record, wait_until="domcontentloaded")
    tabs = [href.partition("tab=")[2].partition("&")[0] for href in hrefs_of(page, "nav.tabs a[href*='tab=']")]
    deeds = hrefs_of(page, ".rec a[data-asks], #more a[data-asks]")
    found = {tab: Screen(f"{name}-{tab}", f"{record}?tab={tab}") for tab in tabs}
    found |= {(deed := href.rpartition("/")[2]): Screen(f"{name}-do-{deed}", record, asks=href) for href in deeds}
    yield Screen(name, record)
    yield from (screen for part, screen in found.items() if part not in seen)
    seen |= EVERYWHERE & found.keys()


def hrefs_of(page: Any, selector: str) -> list[str]:
    page.evaluate(UNFOLD)
    hrefs: list[str] = page.locator(selector).evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return hrefs


def named(href: str) -> str:
    """`sales-opportunities` for `/sales/opportunities/`."""
    return href.partition("?")[0].strip("/").replace("/", "-") or "home"


def take(
    browser: Any, address: str, screens: list[Screen], folder: Path, width: str, language: str, with_axe: bool
) -> list[str]:
    """Every screen in one language at one width, by each of its lights; what it complained of."""
    from playwright.sync_api import Error

    from tools.accessible import findings

    page = signed_in(browser, address, width, "light", language)
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    told: list[str] = []
    for screen in screens:
        said.clear()
        try:
            screen.open(page)
        except (OSError, Error) as problem:
            told.append(f"{screen.name} ({width}, {language}): {str(problem).splitlines()[0]}")
            continue
        if width == "phone" and not fits(page):
            said.append("is wider than the phone")
        for theme in LOOKS[language]:
            page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
            target = folder / width / f"{theme}-{language}" / f"{screen.name}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=target)
            if with_axe:
                said += [f"by {theme}: {one}" for one in findings(page)]
        told += [f"{screen.name} ({width}, {language}): {one}" for one in said]
    page.context.close()
    return told


if __name__ == "__main__":
    raise SystemExit(main())
