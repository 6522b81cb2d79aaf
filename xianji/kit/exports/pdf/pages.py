"""Printed pages: what stands on them is put together here, and set by a child."""

import json
import logging
import os
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from typing import IO, Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xianji.kit.exports.pdf.child import NO_LETTERS, SECONDS
from xianji.kit.exports.stamp import taken_by
from xianji.kit.refusals import Refused
from xianji.org.company.settled import company

log = logging.getLogger(__name__)
CELLS = 3_000
"""In one printed list: about 15 pages, and 150 MB of the child's memory."""
PASSED_ON = ("PATH", "PYTHONPATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR", "HOME")


@cache
def is_there() -> bool:
    """Whether pages can be set here; looked for without being loaded."""
    return find_spec("typst") is not None


def most(columns: int) -> int:
    """Rows of a printed list of so many columns."""
    return CELLS // max(1, columns)


def write(out: IO[bytes], template: str, content: dict[str, Any]) -> None:
    """Set a page from plain texts; nothing in them is read as markup."""
    if not is_there():
        raise Refused(_("PDF files cannot be made here: the package typst is not installed on the server."))
    language = (get_language() or "en").lower()
    made = _("Made on %(day)s") % {"day": f"{timezone.localtime():%Y-%m-%d %H:%M}"}
    region = {"zh-hans": "CN", "zh-hant": "TW"}.get(language)
    same = {"company": company().name, "made": made, "language": language.partition("-")[0], "region": region,
            "stamp": taken_by()}  # fmt: skip
    out.write(_set({"template": template, "language": language, "data": {**same, **content}}))


def _set(request: dict[str, Any]) -> bytes:
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ} | {"LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "xianji.kit.exports.pdf.child"]
    try:
        ended = subprocess.run(  # noqa: S603 - our own module
            command, input=json.dumps(request).encode(), capture_output=True, env=environment, timeout=2 * SECONDS
        )
    except subprocess.TimeoutExpired as problem:
        raise Refused(_("This page took too long to be set. Take fewer rows or columns.")) from problem
    if ended.returncode == NO_LETTERS:
        raise Refused(_("The server has no Chinese letters for PDF files. Its administrator can install Noto Sans CJK."))
    if ended.returncode or not ended.stdout.startswith(b"%PDF"):
        log.error("setting a page: exit %s: %s", ended.returncode, ended.stderr[-4000:].decode(errors="replace"))
        raise Refused(_("This page could not be set."))
    return ended.stdout
