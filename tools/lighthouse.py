"""Lighthouse over the main screens of a demo company: `python tools/lighthouse.py FOLDER [path …]`.

FOLDER holds node_modules with lighthouse 12, fetched beside the project: `npm install --ignore-scripts lighthouse@12`.
Each page is opened three times as on a middling phone, signed in; the middle result counts. Prints the three scores, what was
found, and how much the first page and its late parts weigh; fails below the bars."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.browser.gallery import CHROMIUM
from tools.pictures import LOGIN, PASSWORD, demo

BARS = {"performance": 95, "accessibility": 100, "best-practices": 100}
TIMES = 3
FIRST_PAGE, FRAGMENT = 200_000, 15_000
"""Bytes over the wire: a page with all it loads, and one of its late parts."""
SCREENS = ("/", "/customers/customers/", "record", "/sales/opportunities/?layout=board")


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 1
    command = [str(Path(sys.argv[1]) / "node_modules" / ".bin" / "lighthouse")]
    with demo() as address, tempfile.TemporaryDirectory(prefix="xianji-lighthouse-") as folder:
        profile = Path(folder) / "profile"
        record = entered(address, profile)
        paths = [record if path == "record" else path for path in sys.argv[2:] or SCREENS]
        short = [fault for path in paths for fault in judged(command, address, path, profile)]
    print(*short, sep="\n")
    return 1 if short else 0


def entered(address: str, profile: Path) -> str:
    """Sign the demo's director in with this profile of the browser; the first customer that the list shows."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch_persistent_context(
            profile, executable_path=shutil.which("chromium"), args=CHROMIUM, service_workers="block"
        )
        page = browser.new_page()
        page.goto(f"{address}/account/login/")
        page.fill("[name=login]", LOGIN)
        page.fill("[name=password]", PASSWORD)
        page.check("[name=remember]")
        page.click("form button[data-v=primary]")
        page.goto(f"{address}/customers/customers/", wait_until="networkidle")
        record = (page.locator("a.row[href]").first.get_attribute("href") or "").partition("?")[0]
        browser.close()
    return record


def judged(command: list[str], address: str, path: str, profile: Path) -> list[str]:
    """One line for the screen; what falls short of the bars."""
    runs = [measured(command, f"{address}{path}", profile) for _time in range(TIMES)]
    scores = {name: round(statistics.median(run["categories"][name]["score"] for run in runs) * 100) for name in BARS}
    loads = runs[0]["audits"]["network-requests"]["details"]["items"]
    first = sum(one["transferSize"] for one in loads)
    late = max((one["transferSize"] for one in loads if one.get("resourceType") in ("XHR", "Fetch")), default=0)
    print(f"{path:<40} {scores}  {first:,} bytes in all, at most {late:,} a late part", flush=True)
    short = [f"{path}: {name} is {scores[name]}, not {bar}" for name, bar in BARS.items() if scores[name] < bar]
    short += [f"{path}: {found}" for found in findings(runs[0])] if short else []
    short += [f"{path}: {first:,} bytes, at most {FIRST_PAGE:,}"] if first > FIRST_PAGE else []
    return short + ([f"{path}: a late part of {late:,} bytes, at most {FRAGMENT:,}"] if late > FRAGMENT else [])


def measured(command: list[str], address: str, profile: Path, more: int = 2) -> dict[str, Any]:
    """One report; each run has a copy of the profile, as nothing may be warm. Now and then Lighthouse misses the beginning of
    a load, and asks to be run again."""
    with tempfile.TemporaryDirectory(prefix="xianji-lighthouse-") as folder:
        report, own = Path(folder) / "report.json", Path(folder) / "profile"
        shutil.copytree(profile, own, ignore=shutil.ignore_patterns("*Cache*", "Singleton*"))
        flags = " ".join(["--headless", *CHROMIUM, "--password-store=basic", f"--user-data-dir={own}"])
        done = subprocess.run(
            [*command, address, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={flags}",
             f"--only-categories={','.join(BARS)}", "--disable-storage-reset"],
            env={**os.environ, "CHROME_PATH": str(shutil.which("chromium"))}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode and more and "run Lighthouse again" in done.stderr:
            return measured(command, address, profile, more - 1)
        if done.returncode:
            raise SystemExit(done.stderr)
        told: dict[str, Any] = json.loads(report.read_text())
    if "/account/" in told["finalDisplayedUrl"]:
        raise SystemExit(f"{address} led to {told['finalDisplayedUrl']}")
    return told


def findings(run: dict[str, Any]) -> list[str]:
    """Audits of accessibility and best practices that did not pass, with the first thing each names."""
    asked = [one["id"] for name in ("accessibility", "best-practices") for one in run["categories"][name]["auditRefs"]]
    failed = [run["audits"][one] for one in asked if run["audits"][one]["score"] not in (None, 1)]
    first = [(one["id"], (one.get("details", {}).get("items") or [""])[0]) for one in failed]
    return [f"{name}: {json.dumps(thing, ensure_ascii=False)[:300]}" for name, thing in first]


if __name__ == "__main__":
    raise SystemExit(main())
