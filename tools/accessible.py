"""axe over every screen that `make pictures` takes, menus, dialogs and faults included: `python tools/accessible.py [part …]`.

By day on a desk, by night on a phone, both ways at each width; every finding is printed and makes the command fail. `--as rep1
--as legal` looks with the eyes of these people instead of the director's, each at the screens their own sidebar leads to;
`--in en` reads another language, `--at wide` one width. Needs Chromium and the development packages of the front end."""

import argparse
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.browser.gallery import CHROMIUM, ROOT
from tests.browser.looking import PAINT
from tools.pictures import LOGIN, SCREENS, TONGUES, WIDTHS, demo, found, signed_in

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK = """rules => axe.run({runOnly: rules, resultTypes: ["violations"]}).then((found) => found.violations.map(
  (one) => ({id: one.id, nodes: one.nodes.map((node) => ({html: node.html}))})))"""
STRANGERS = ("/account/login/", "/account/password/reset/")


def main() -> int:
    given = arguments()
    if not AXE.exists() or not (path := shutil.which("chromium")):
        print("axe-core or Chromium is missing: `python hatch_build.py --dev` fetches the first.")
        return 1
    from playwright.sync_api import sync_playwright

    told: list[str] = []
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        for login in given.login or [LOGIN]:
            screens = [*found(browser, address, login), *SCREENS]
            screens = [one for one in screens if not given.parts or any(part in one.name for part in given.parts)]
            for width in given.at or WIDTHS:
                for one in looked_at(browser, address, screens, width, given.language, login):
                    print(one, flush=True)
                    told.append(one)
            print(f"{login}: {len(screens)} screens, {len(told)} findings so far", flush=True)
        browser.close()
    return 1 if told else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--as", dest="login", action="append", metavar="LOGIN")
    parser.add_argument("--in", dest="language", choices=TONGUES, default="zh-hans")
    parser.add_argument("--at", action="append", choices=WIDTHS)
    parser.add_argument("parts", nargs="*")
    return parser.parse_args()


def looked_at(browser: Any, address: str, screens: list[Any], width: str, language: str, login: str) -> Iterator[str]:
    """Every screen once, by both of its lights; then what strangers see."""
    page = signed_in(browser, address, width, "light", language, login)
    for screen in screens:
        try:
            screen.open(page)
        except Exception as problem:
            yield f"{login}: {screen.name} ({width}, {language}): {str(problem).splitlines()[0]}"
            continue
        yield from (f"{login}: {screen.name} ({width}, {one}" for one in in_both(page))
    page.context.clear_cookies(name="sessionid")
    for path in STRANGERS:
        page.goto(path, wait_until="networkidle")
        yield from (f"{path} ({width}, {one}" for one in in_both(page))
    page.context.close()


def in_both(page: Any) -> Iterator[str]:
    """The dark differs in nothing but its colours."""
    for theme, rules in (("light", RULES), ("dark", ["color-contrast"])):
        page.evaluate(PAINT, theme)
        yield from (f"{theme}): {one}" for one in findings(page, rules))


def findings(page: Any, rules: list[str] = RULES) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found = page.evaluate(ASK, rules)
    return [f"{one['id']}: {len(one['nodes'])} × {one['nodes'][0]['html'][:160]}" for one in found]


if __name__ == "__main__":
    raise SystemExit(main())
