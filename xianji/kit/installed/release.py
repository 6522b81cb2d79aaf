"""The service worker of this release, in one language: another release is another text, which browsers notice."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.template.loader import render_to_string
from django.templatetags.static import static

from xianji.kit.installed.shells import shells

WORKER = Path(__file__).with_name("worker.js")
KEPT = ("xj/xj.css", "xj/screens.css", "xj/back.js", "xj/icon.svg", "vendor/icons.svg", "vendor/inter-latin.woff2")
"""What the page for no network is drawn with."""


@lru_cache(maxsize=8)
def worker(language: str) -> str:
    """A release is known by all it keeps: names of files change with their content, and the pages are asked for themselves."""
    kept = [static(name) for name in dict.fromkeys([*KEPT, *(name for one in shells for name in one.files)])]
    code = WORKER.read_text()
    offline = render_to_string("kit/offline.html", {"language": language, "shells": shells})
    pages = [offline, *(one.page(language) for one in shells)]
    release = hashlib.sha256("\0".join([code, *kept, *pages]).encode())
    told = {
        "RELEASE": f"{language}-{release.hexdigest()[:12]}", "OFFLINE": f"/offline?lang={language}", "KEPT": kept,
        "SHELLS": {one.path: f"{one.kept}?lang={language}" for one in shells},
    }  # fmt: skip
    return "".join(f"const {name} = {json.dumps(value)};\n" for name, value in told.items()) + code
