"""axe over every screen that `make pictures` takes, menus, dialogs and faults included: `python tools/accessible.py [part …]`.

By day on a desk, by night on a phone, both ways at each width; every finding is printed and makes the command fail. Needs
Chromium and the development packages of the front end."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.browser.gallery import CHROMIUM, ROOT
from tools.pictures import SCREENS, WIDTHS, demo, found, signed_in

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STRANGERS = ("/account/login/", "/account/password/reset/")


def main() -> int:
    if not AXE.exists() or not (path := shutil.which("chromium")):
        print("axe-core or Chromium is missing: `python hatch_build.py --dev` fetches the first.")
        return 1
    from playwright.sync_api import sync_playwright

    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        parts = sys.argv[1:] or [""]
        screens = [one for one in [*found(browser, address), *SCREENS] if any(part in one.name for part in parts)]
        looks = [(width, theme) for width in WIDTHS for theme in ("light", "dark")]
        told = [line for look in looks for line in looked_at(browser, address, screens, *look)]
        browser.close()
    print(*told, f"{len(screens)} screens, {len(told)} findings", sep="\n")
    return 1 if told else 0


def looked_at(browser: Any, address: str, screens: list[Any], width: str, theme: str) -> Iterator[str]:
    page = signed_in(browser, address, width, theme, "zh-hans")
    for screen in screens:
        screen.open(page)
        yield from (f"{screen.name} ({width}, {theme}): {one}" for one in findings(page))
    page.context.clear_cookies(name="sessionid")
    for path in STRANGERS:
        page.goto(path, wait_until="networkidle")
        yield from (f"{path} ({width}, {theme}): {one}" for one in findings(page))
    page.context.close()


def findings(page: Any) -> list[str]:
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
    return [f"{one['id']}: {len(one['nodes'])} × {one['nodes'][0]['html'][:160]}" for one in found]


if __name__ == "__main__":
    raise SystemExit(main())
